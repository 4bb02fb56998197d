import queue, threading
q = queue.SimpleQueue()
q.put(1); q.put_nowait(2)
print(q.qsize(), q.empty(), q.get(), q.get_nowait(), q.empty())
for attempt in (lambda: q.get_nowait(), lambda: q.get(block=False), lambda: q.get(timeout=0.01)):
    try:
        attempt()
    except queue.Empty:
        print("empty")
def producer():
    for i in range(5): q.put(i)
    q.put(None)
t = threading.Thread(target=producer)
t.start()
print(list(iter(q.get, None)))
t.join()
print(hasattr(q, "task_done"))
