class Range:
    def __init__(self, n): self.n = n
    def __iter__(self):
        i = 0
        while i < self.n:
            yield i
            i += 1
r = Range(3)
print(list(r), list(r), [(a, b) for a in r for b in r], 2 in r, max(r), sum(r))
class Peekable:
    nothing = object()
    def __init__(self, source):
        self.source, self.kept = iter(source), self.nothing
    def __iter__(self): return self
    def __next__(self):
        if self.kept is not self.nothing:
            value, self.kept = self.kept, self.nothing
            return value
        return next(self.source)
    def peek(self):
        if self.kept is self.nothing:
            self.kept = next(self.source)
        return self.kept
p = Peekable("abc")
print(p.peek(), next(p), p.peek(), list(p))
def take(n, source):
    source = iter(source)
    return [next(source) for _ in range(n)]
def window(source, size):
    kept = []
    for x in source:
        kept.append(x)
        if len(kept) == size:
            yield tuple(kept)
            kept.pop(0)
print(take(2, [5, 6, 7]), list(window(range(5), 3)))
def interleave(*sources):
    iterators = [iter(s) for s in sources]
    while iterators:
        for it in list(iterators):
            try:
                yield next(it)
            except StopIteration:
                iterators.remove(it)
print(list(interleave([1, 2, 3], "ab", (9,))))
it = iter([1, 2, 3, 4, 5, 6])
print(list(zip(it, it)), [x for x in (y for y in range(3))])
items = [1, 2, 3]
for x in items:
    if x < 3:
        items.append(x + 10)
print(items)
d = iter({"a": 1})
print(next(d), next(d, "none"))
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(iter(Old())), next(iter(Old())), list(reversed(range(3))))
class NotIter:
    def __next__(self): return 1
try:
    iter(NotIter())
except TypeError as error:
    print(error)
