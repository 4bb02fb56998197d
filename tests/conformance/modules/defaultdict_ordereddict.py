from collections import defaultdict, OrderedDict
d = defaultdict(list)
d["a"].append(1); d["a"].append(2); d["b"].append(3)
print(d, dict(d), d["new"], "new" in d, d.get("no"), "no" in d, len(d))
n = defaultdict(int)
for c in "hello":
    n[c] += 1
print(n, sorted(n.items()), n.default_factory)
print(defaultdict(lambda: "?")["x"], defaultdict(None, a=1), defaultdict(set, {1: {2}}), isinstance(n, dict))
try:
    defaultdict()["k"]
except KeyError as error:
    print("KeyError", error)
tree = defaultdict(lambda: defaultdict(int))
tree["x"]["y"] += 5
print(tree["x"]["y"], {k: dict(v) for k, v in tree.items()})
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a"); print(o, list(o)); o.move_to_end("c", last=False); print(list(o)); print(o.popitem(), o.popitem(last=False), o)
print(OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]), OrderedDict([(1, 2)]) == {1: 2}, list(reversed(OrderedDict(x=1, y=2))))
class LRU:
    def __init__(self, size): self.size, self.data = size, OrderedDict()
    def get(self, key):
        if key not in self.data: return None
        self.data.move_to_end(key)
        return self.data[key]
    def put(self, key, value):
        self.data[key] = value
        self.data.move_to_end(key)
        if len(self.data) > self.size: self.data.popitem(last=False)
cache = LRU(2)
cache.put("a", 1); cache.put("b", 2); cache.get("a"); cache.put("c", 3)
print(list(cache.data.items()), cache.get("b"))
