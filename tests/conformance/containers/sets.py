s = {3, 1, 2, 3}
print(s, len(s), 2 in s, 9 not in s, set(), type({}), {1}, set([1, 1]), set(range(5)), sorted(set("hello")))
s.add(5); s.add(1); s.discard(3); s.discard(99); s.remove(1); print(s)
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a.union(b, [9]), a.intersection([1]), a.difference([1]), a.symmetric_difference([1, 7]))
print(a < b, {3} < a, a <= a, a > {1}, a >= a, a.issubset(range(9)), a.issuperset([1]), a.isdisjoint({9}), a == {4, 3, 2, 1})
a |= {10}; print(a); a &= {1, 2, 10}; print(a); a -= {1}; print(a); a ^= {2, 3}; print(a); a.update([7], (8,)); print(a)
print({x % 3 for x in range(10)}, {len(w) for w in ("a", "bb", "cc")}, frozenset([1, 2]), {frozenset([1]): "f"}, frozenset() | {1})
for attempt in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {[]}, lambda: {1} + {2}, lambda: {1}[0], lambda: hash({1}), lambda: frozenset([1]).add(2), lambda: {1} | [2]):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
c = a.copy(); c.add(100); print(100 in a, 100 in c, c > a); c.clear(); print(c, bool(c))
print(sum({1, 2, 3}), max({5, 9}), sorted({"b", "a"}), list({7}), {True, 1, 1.0}, {0, False}, {(1, 2), (1, 2)})
print({1, 2} == frozenset([2, 1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {8, 16, 32, 64, 1, 0}, {100, 50, 25}, {-1, -2})
seen, duplicates = set(), []
for x in [1, 2, 1, 3, 2, 1]:
    if x in seen and x not in duplicates:
        duplicates.append(x)
    seen.add(x)
print(seen, duplicates, {*range(3), *[7]})
