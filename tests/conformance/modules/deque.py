from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); print(d, len(d), d[0], d[-1], d[2], 3 in d)
print(d.pop(), d.popleft(), d); d.extend([5, 6]); d.extendleft([8, 9]); print(d)
d.rotate(2); print(d); d.rotate(-1); print(d); d.reverse(); print(d, d.count(5), d.index(3)); d.remove(3); print(d)
d[0] = "first"; print(d, list(d), sorted(map(str, d)), [x for x in d], list(reversed(d))); d.insert(1, "in"); del d[0]; print(d)
m = deque(maxlen=3)
for i in range(5):
    m.append(i); print(m, end=" ")
m.appendleft(9); print(m, m.maxlen, deque("abc", 2), deque(range(5), maxlen=2))
print(deque([1]) == deque([1]), deque([1]) == [1], deque([1, 2]) < deque([1, 3]), deque([1]) + deque([2]), deque([1]) * 2, bool(deque()), deque().maxlen)
for attempt in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1])[0:1], lambda: deque(5), lambda: deque([1, 2], -1), lambda: m.insert(1, 1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
e = deque([1, 2, 3])
try:
    for x in e:
        e.append(x)
except RuntimeError as error:
    print(error)
c = e.copy(); c.clear(); e += [7]; print(c, e, deque(["a", None, deque()]))
queue = deque(["a"])
order = []
graph = {"a": "bc", "b": "d", "c": "d", "d": ""}
while queue:
    node = queue.popleft()
    if node not in order:
        order.append(node)
        queue.extend(graph[node])
print(order)
