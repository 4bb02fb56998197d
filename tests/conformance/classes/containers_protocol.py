class Library:
    def __init__(self, **books): self.books = dict(books)
    def __len__(self): return len(self.books)
    def __getitem__(self, key):
        print("get", key)
        return self.books[key]
    def __setitem__(self, key, value): print("set", key, value); self.books[key] = value
    def __delitem__(self, key): print("del", key); del self.books[key]
    def __contains__(self, key): print("contains", key); return key in self.books
    def __iter__(self): return iter(sorted(self.books))
    def __reversed__(self): return reversed(sorted(self.books))
    def __missing__(self, key): return "never called"
lib = Library(b=2, a=1)
print(len(lib), lib["a"], "a" in lib, "z" not in lib, list(lib), list(reversed(lib)), bool(lib), bool(Library()))
lib["c"] = 3
lib["c"] += 10
del lib["b"]
print([k for k in lib], *lib, dict.fromkeys(lib, 0))
try:
    lib["q"]
except KeyError as error:
    print("KeyError", error)
class Sequence:
    def __getitem__(self, i):
        if isinstance(i, slice):
            return ("slice", i.start, i.stop, i.step)
        if isinstance(i, tuple):
            return ("tuple", i)
        if i >= 4:
            raise IndexError("end")
        return i * i
s = Sequence()
print(list(s), 9 in s, 5 in s, s[1:2], s[::3], s[1, 2], s[:, 1], max(s), [x for x in s], sum(s))
a, b, c, d = s
print(a, b, c, d)
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1
c = Countdown(3)
print(list(c), list(c), sum(Countdown(4)), [*Countdown(2)], 2 in Countdown(3), dict(enumerate(Countdown(2))), sorted(Countdown(3)), tuple(zip(Countdown(2), "ab")))
class Falsy:
    def __len__(self): return 0
class Negative:
    def __len__(self): return -1
print(bool(Falsy()), "yes" if Falsy() else "no")
try:
    len(Negative())
except ValueError as error:
    print(error)
class Callable:
    def __call__(self, *args, **kwargs): return args, kwargs
print(Callable()(1, x=2), callable(Callable()), list(map(Callable(), [1])))
