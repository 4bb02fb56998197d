a = [1, 2, 3]
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, "|", error)

attempt(lambda: a[3])
attempt(lambda: a[-4])
attempt(lambda: a["0"])
attempt(lambda: a[1.0])
attempt(lambda: a.index(9))
attempt(lambda: a.remove(9))
attempt(lambda: [].pop())
attempt(lambda: a.pop(5))
attempt(lambda: a + (1,))
attempt(lambda: a * 1.5)
attempt(lambda: a < 3)
attempt(lambda: [1, "a"] < [1, 2])
attempt(lambda: sorted([1, "a", None]))
attempt(lambda: a.nothing)
attempt(lambda: a())
attempt(lambda: hash(a))
attempt(lambda: {a: 1})
attempt(lambda: {a})
attempt(lambda: list(5))
attempt(lambda: a.append())
attempt(lambda: a.append(1, 2))
attempt(lambda: len(5))
attempt(lambda: a[::0])
attempt(lambda: a.sort(lambda x: x))
attempt(lambda: max([]))
attempt(lambda: sum(["a", "b"]))
def assign(index, value):
    a[index] = value
attempt(lambda: assign(7, 0))
attempt(lambda: assign(slice(0, 2), 5))
attempt(lambda: assign(slice(None, None, 2), [1]))
def delete(index):
    del a[index]
attempt(lambda: delete(9))
def unpack(values):
    x, y = values
    return x, y
attempt(lambda: unpack([1]))
attempt(lambda: unpack([1, 2, 3]))
attempt(lambda: unpack(5))
print(a)
