from collections import Counter
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), c.most_common(), len(c), sum(c.values()), c.total())
c["z"] += 1; c.update("zz"); c.subtract("a"); print(c, dict(c), sorted(c.elements()), list(c), "q" in c)
print(Counter(a=3, b=1) + Counter(a=1, b=2), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3, b=1) | Counter(a=1, b=2))
print(Counter([1, 2, 1]) == Counter({1: 2, 2: 1}), Counter(), Counter({"x": 0}), +Counter(a=1, b=-1), -Counter(a=1, b=-1), Counter(a=1) <= Counter(a=2))
words = "the cat and the dog and the bird".split()
for word, n in Counter(words).most_common(3):
    print(word, n)
del c["z"]; print(c, isinstance(c, dict), c.get("nope"), c.pop("a"), Counter(len(w) for w in words))
