d = {"a": 1, "b": 2}
d["c"] = 3; d["a"] = 10
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, 1 in d, "z" not in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
del d["b"]; print(d, d.pop("c"), d.pop("q", None), d); d["b"] = 5; print(d, d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d, d.setdefault("x", 99), d.setdefault("w", []), d)
d["w"].append(1); e = d.copy(); e["x"] = 0; e["w"].append(2); print(d, e, d == e, {1: 2, 3: 4} == {3: 4, 1: 2})
print(dict(a=1, b=2), dict([("k", "v")]), dict(zip("ab", [1, 2])), {**d, "x": 7}, {}, dict.fromkeys("ab", 0), {1: "a"} | {2: "b"})
for key in d: print(key, end=" ")
for key, value in d.items(): print(key, "=", value, end="; ")
print()
print({k: v for k, v in sorted({"b": 1, "a": 2}.items())}, {v: k for k, v in {"a": 1}.items()}, {x: x * x for x in range(4) if x % 2})
n = {1: "int", 1.0: "float", True: "bool", 0: "zero", False: "false", "1": "str", None: None, (1, 2): "t"}
print(n, n[1.0], n[True], n[None])
print(sorted(d, key=str), max({"a": 3, "b": 7}.items(), key=lambda kv: kv[1]), sum({1: 5, 2: 6}.values()), list(reversed({1: 1, 2: 2})))
print({"a", "b"} & {"a": 1}.keys(), {"a": 1}.items() == {("a", 1)}, {"a": 1, "b": 2}.keys() - {"a"}, ("a", 1) in {"a": 1}.items())
d.clear(); print(d, bool(d)); d |= {"n": 1}; print(d)
nested = {"x": {"y": {"z": 1}}}; nested["x"]["y"]["z"] += 1; print(nested, nested["x"]["y"]["z"])
f = {}; f["self"] = f; print(f)
