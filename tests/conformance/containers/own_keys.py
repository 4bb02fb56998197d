class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __hash__(self): return hash((self.x, self.y))
    def __eq__(self, other): return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)
    def __repr__(self): return f"P{self.x}{self.y}"
a, b, c = Point(1, 2), Point(1, 2), Point(3, 4)
d = {a: "one", b: "two", c: "three"}
print(d, len(d), d[Point(3, 4)], Point(1, 2) in d, Point(9, 9) in d, Point(9, 9) not in d)
d[Point(1, 2)] += "!"
del d[Point(3, 4)]
print(d, d.get(Point(0, 0), "none"), d.setdefault(Point(5, 5), 7), d.pop(Point(5, 5)), d)
try:
    d[Point(8, 8)]
except KeyError as error:
    print("KeyError", error)
print({p: p.x for p in (a, b, c)}, {p for p in (a, b, c)}, set([a, b, c]), frozenset([a, b]) == {b})
s = {a, c}
s.add(b); s.discard(Point(3, 4)); s.remove(Point(1, 2))
print(s, {a, c} & {b}, {a} | {b, c}, {a, c} - {b}, {a, c} ^ {b}, {a} <= {b, c}, {a, c} == {c, b}, {a}.isdisjoint([b]), {a}.union([b, c]))
print(dict([(a, 1), (b, 2)]), dict.fromkeys([a, b, c], 0), {**d, c: 1}, {a: 1} | {b: 2}, {a: 1} == {b: 1}, {a: 1} == {b: 2})
t = {(a, 1): "tuple"}
print(t[(b, 1)], (c, 1) in t, hash(a) == hash(b), hash((a, 1)) == hash((b, 1)))
m = dict()
m.update({a: 1}); m.update([(b, 2)]); print(m)
s = set(); s |= {a}; s |= {b}; s.update([c, a]); print(len(s), s == {a, c})
class NoEq:
    def __eq__(self, other): return True
try:
    {NoEq(): 1}
except TypeError as error:
    print(error)
class Bad:
    def __hash__(self): return "x"
try:
    {Bad()}
except TypeError as error:
    print(error)
class Name(str):
    def __hash__(self): return hash(str(self).lower())
    def __eq__(self, other): return str(self).lower() == str(other).lower()
n = {Name("Ann"): 1}
print(n[Name("ANN")], Name("bob") in n, len({Name("a"), Name("A")}))
import functools
@functools.lru_cache
def norm(p): print("called"); return p.x * p.x + p.y * p.y
print(norm(a), norm(b))
from collections import Counter, defaultdict
print(Counter([a, b, c])[a], dict(Counter([a, b, c])))
g = defaultdict(list)
g[a].append(1); g[b].append(2); print(dict(g))
x = [3, 1, 2]
class Key:
    def __init__(self, n): self.n = n
    def __lt__(self, other): print(self.n, "<", other.n); return self.n < other.n
x.sort(key=Key); print(x)
x.sort(key=lambda v: -v); print(x, sorted("bca", key=str.upper, reverse=True))
v = {"a": 1}.keys()
print(v | {"b"} == {"a", "b"}, v - ["a"], {"a": 1}.items() & {("a", 1)})
