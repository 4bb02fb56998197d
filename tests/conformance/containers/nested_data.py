inventory = {"fruit": {"apple": [3, 0.5], "pear": [0, 0.75]}, "tools": {}}
inventory["tools"]["saw"] = [1, 12.0]
inventory["fruit"]["apple"][0] += 2
for group, items in inventory.items():
    for name, (count, price) in items.items():
        print(f"{group}/{name}: {count} x {price}")
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
def paths(node, goal):
    if node == goal:
        return [[node]]
    return [[node] + rest for following in graph[node] for rest in paths(following, goal)]
print(paths("a", "d"))
queue, seen = ["a"], {"a": 0}
while queue:
    node = queue.pop(0)
    for following in graph[node]:
        if following not in seen:
            seen[following] = seen[node] + 1
            queue.append(following)
print(seen)
grid = [["." for _ in range(5)] for _ in range(3)]
grid[1][2] = "#"
grid[-1][-1] = "@"
print("\n".join("".join(row) for row in grid))
def flatten(value):
    return [x for part in value for x in (flatten(part) if isinstance(part, list) else [part])]
print(flatten([1, [2, [3, [4]], 5], [], [[6]]]))
tree = (4, (2, (1, None, None), (3, None, None)), (6, None, None))
def walk(node):
    return walk(node[1]) + [node[0]] + walk(node[2]) if node else []
print(walk(tree), str(tree))
counts = {}
for word in "a b a c b a".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, sorted(counts.items(), key=lambda item: (-item[1], item[0])))
groups = {}
for n in range(10):
    groups.setdefault(n % 3, []).append(n)
print(groups, [*map(list, zip(*groups.values()))])
