a = b = c = 0
print(a, b, c)
a, b = 1, 2
a, b = b, a + b
print(a, b)
(a, b), [c, d] = [1, 2], (3, 4)
print(a, b, c, d)
first, *middle, last = range(6)
print(first, middle, last)
*all_, = "abc"
print(all_)
head, *tail = {"x": 1, "y": 2}
print(head, tail)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 9
print(i, x)
print([*range(2), *"ab", *(5,)], (*[1], 2), {*[1, 2], 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
for i, (k, [v, *w]) in enumerate([("a", [1, 2, 3]), ("b", "xy")]):
    print(i, k, v, w)
class Box: pass
box = Box()
box.a, box.b = 1, [0, 0]
box.b[0], box.b[1] = 5, 6
print(box.a, box.b)
def attempt(text, values):
    try:
        if text == "two":
            p, q = values
        else:
            p, *q, r = values
        print(p, q)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
attempt("two", [1]); attempt("two", [1, 2, 3]); attempt("star", [1]); attempt("two", 7); attempt("two", None); attempt("two", {1: 0, 2: 0}); attempt("two", iter([1, 2, 3, 4]))
a, b, c = (x * 2 for x in range(3))
print(a, b, c)
t = 1, *[2, 3]
print(t)
