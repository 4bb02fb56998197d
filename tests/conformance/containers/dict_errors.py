d = {"a": 1}
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, error.args)

attempt(lambda: d["b"])
attempt(lambda: d[(1, 2)])
attempt(lambda: d.pop("b"))
attempt(lambda: {}.popitem())
attempt(lambda: d[[]])
attempt(lambda: {{}: 1})
attempt(lambda: dict([1, 2]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: d.get())
attempt(lambda: d.a)
attempt(lambda: d < d)
attempt(lambda: d + d)
attempt(lambda: {**[1]})
def remove():
    del d["zz"]
attempt(remove)
def change():
    for key in d:
        d[key + "x"] = 1
attempt(change)
d.pop("ax", None)
def shrink():
    e = {1: 1, 2: 2, 3: 3}
    for key in e:
        del e[key]
attempt(shrink)
print(d)
