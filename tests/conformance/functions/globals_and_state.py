calls = 0
names = ["a"]

def count():
    global calls
    calls += 1
    return calls

def rebind():
    names = ["local"]
    names.append("x")
    return names

def mutate():
    names.append("b")
    return len(names)

print(count(), count(), calls, rebind(), names, mutate(), names)
print(globals()["calls"], "count" in globals(), sorted(n for n in globals() if n in ("calls", "names")))
globals()["made"] = 5
print(made)
state = {"n": 0}
def bump(by=1):
    state["n"] += by
    return state["n"]
print([bump(i) for i in range(4)], state)
def counter():
    counter.n = getattr(counter, "n", 0) + 1
    return counter.n
print(counter(), counter(), counter.n)
def twice():
    return count() + count()
print(twice(), calls)
del calls
try:
    count()
except NameError as error:
    print(error)
