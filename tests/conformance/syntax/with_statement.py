class Resource:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__, error, trace is not None)
        return self.swallow
with Resource("a") as a:
    print("body", a)
with Resource("a") as a, Resource("b") as b:
    print(a, b)
with (Resource("c") as c, Resource("d"),):
    print(c)
with Resource("e", swallow=True):
    raise ValueError("swallowed")
print("after")
try:
    with Resource("f"), Resource("g"):
        raise KeyError("through")
except KeyError as error:
    print("caught", error)
def early():
    with Resource("h"):
        return "returned"
print(early())
for i in range(3):
    with Resource(f"loop{i}"):
        if i == 0:
            continue
        break
class BadEnter:
    def __enter__(self):
        raise RuntimeError("enter fails")
    def __exit__(self, *args):
        print("never")
try:
    with Resource("i"), BadEnter():
        print("never")
except RuntimeError as error:
    print(error)
class BadExit(Resource):
    def __exit__(self, *args):
        raise OSError("exit fails")
try:
    with BadExit("j"):
        raise ValueError("first")
except OSError as error:
    print(error, "| context:", repr(error.__context__))
try:
    with 5:
        pass
except TypeError as error:
    print(error)
with Resource("k") as (first, *rest):
    print(first, rest)
