class Card:
    def __init__(self, rank): self.rank = rank
    def __eq__(self, other):
        if not isinstance(other, Card): return NotImplemented
        return self.rank == other.rank
    def __lt__(self, other): return self.rank < other.rank
    def __le__(self, other): return self.rank <= other.rank
    def __repr__(self): return f"C{self.rank}"
a, b, c = Card(1), Card(2), Card(1)
print(a == c, a != c, a < b, a > b, a <= c, a >= b, a == 1, a != 1, sorted([b, a]), max(a, b), [a] == [c], a in [c], [c].index(a), a < b <= Card(2) > c)
try:
    hash(a)
except TypeError as error:
    print(error)
class OnlyEq:
    def __eq__(self, other): return True
print(OnlyEq() == 5, 5 == OnlyEq(), OnlyEq() != 5, OnlyEq() in [1, 2], [1].count(OnlyEq()))
class Reflected:
    def __gt__(self, other): return f"gt {other}"
    def __ge__(self, other): return f"ge {other}"
    def __eq__(self, other): return f"eq {other}"
r = Reflected()
print(1 < r, 1 <= r, 1 == r, r > 2, bool(1 != r))
class Plain: pass
p, q = Plain(), Plain()
print(p == p, p == q, p != q)
try:
    p < q
except TypeError as error:
    print(error)
class Sub(Card):
    def __eq__(self, other):
        print("Sub.__eq__ first")
        return super().__eq__(other)
    __hash__ = None
print(Card(1) == Sub(1))
class Rich:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print("lt", self.n, o.n); return self.n < o.n
print(Rich(1) > Rich(2), [r.n for r in sorted([Rich(3), Rich(1), Rich(2)])])
import functools
@functools.total_ordering
class Total:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(Total(1) <= Total(1), Total(2) > Total(1), Total(1) >= Total(2))
