if True: print("one line"); print("two")
x = 1; y = 2; print(x + y)
print("continued " \
      "line", (1 +
               2 +
               3), [1,
                    2,
                    ])
pass
...
Ellipsis is ...
print(..., Ellipsis, type(...))
def f(): ...
def g():
    """Text that says what it does."""
print(f(), g())
"a string statement"
lambda: 0
if 0: pass
elif "": pass
else: print("else")
# comment
def nested():
    def inner(): return "inner"
    return inner()
print(nested())
number: int = 5
label: str
print(number)
def annotated(a: int, b: "list[int]" = None, *c: str, **d: float) -> bool:
    e: int = 3
    return e
print(annotated(1))
import math, sys as system
from math import pi as PI, sqrt
print(round(PI, 5), sqrt(16), math.floor(2.7), system.maxsize)
print(__name__)
if __name__ == "__main__":
    print("main")
values = [0] * 3
values[0] += 5; values[1] -= 1; values[2] |= 7
d = {"k": [1]}
d["k"] += [2]
d["n"] = d.get("n", 0) + 1
print(values, d)
i = 0
def index():
    global i
    i += 1
    return 0
values[index()] += 10
print(values, i)
