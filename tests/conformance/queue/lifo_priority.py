import queue
s = queue.LifoQueue()
for c in "abc": s.put(c)
print(s.get(), s.get(), s.qsize(), s.get(), s.empty())
p = queue.PriorityQueue()
for item in [(3, "c"), (1, "a"), (2, "b"), (1, "A")]: p.put(item)
print([p.get() for _ in range(4)])
for n in (5, -1, 2.5, 5): p.put(n)
print([p.get() for _ in range(p.qsize())])
class Job:
    def __init__(self, priority, name): self.priority, self.name = priority, name
    def __lt__(self, other): return self.priority < other.priority
for job in (Job(2, "low"), Job(1, "high")): p.put(job)
print(p.get().name, p.get().name)
small = queue.PriorityQueue(1)
small.put(1)
try:
    small.put(0, block=False)
except queue.Full:
    print("full")
m = queue.PriorityQueue()
m.put((1, "x"))
try:
    m.put((1, 5))
except TypeError as error:
    print(error)
l = queue.LifoQueue(2)
l.put(1); l.put(2)
print(l.full(), l.get(timeout=1))
