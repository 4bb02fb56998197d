data = [("bob", 25), ("al", 30), ("cy", 25), ("di", 20)]
print(sorted(data), sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[1], reverse=True))
print(sorted(data, key=lambda p: (-p[1], p[0])), sorted("Banana apple Cherry".split(), key=str.lower), sorted([3, -1, 2], key=abs))
stable = [(1, "a"), (0, "b"), (1, "c"), (0, "d")]
print(sorted(stable, key=lambda p: p[0]), sorted(stable, key=lambda p: p[0], reverse=True))
a = [5, 2, 9]
print(a.sort(), a, sorted(a, reverse=True), sorted({3: "x", 1: "y"}), sorted((True, False, 2, 0.5)), sorted([[2], [1, 5], [1]]))
class Version:
    def __init__(self, *parts):
        self.parts = parts
    def __lt__(self, other):
        print("compare", self, other)
        return self.parts < other.parts
    def __repr__(self):
        return ".".join(map(str, self.parts))
versions = [Version(1, 2), Version(1, 10), Version(1, 0)]
print(min(versions), max(versions))
print(sorted(versions, key=lambda v: v.parts))
calls = []
def key(x):
    calls.append(x)
    return -x
print(sorted([2, 3, 1], key=key), calls)
def failing(x):
    if x == 2:
        raise ValueError("no key for 2")
    return x
b = [3, 2, 1]
try:
    b.sort(key=failing)
except ValueError as error:
    print(error, b)
print(sorted([float("inf"), -1, 0.5, 10 ** 20]), list(reversed(sorted("cab"))), sorted([], key=len))
