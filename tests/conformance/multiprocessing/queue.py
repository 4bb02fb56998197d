from multiprocessing import Process, Queue
import queue
def producer(q, n):
    for i in range(n):
        q.put((i, [i] * i, {"k": i}))
    q.put(None)
def square(numbers, results):
    for n in iter(numbers.get, None):
        results.put(n * n)
    results.put(None)
q = Queue()
p = Process(target=producer, args=(q, 3))
p.start()
while (item := q.get()) is not None:
    print(item)
p.join()
numbers, results = Queue(), Queue()
p = Process(target=square, args=(numbers, results))
p.start()
for n in (1, 2, 3, None): numbers.put(n)
print(list(iter(results.get, None)))
p.join()
try:
    q.get(timeout=0.02)
except queue.Empty:
    print("empty")
try:
    q.get(block=False)
except queue.Empty:
    print("empty", q.empty())
shared = [1]
q.put(shared)
copy = q.get()
copy.append(2)
print(shared, copy, copy is shared)
