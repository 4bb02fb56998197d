import queue, threading
q = queue.Queue()
print(q.empty(), q.qsize(), q.full(), q.maxsize)
for i in range(3): q.put(i)
print(q.qsize(), q.get(), q.get(), q.empty(), q.get(), q.empty())
b = queue.Queue(maxsize=2)
b.put("a"); b.put("b")
print(b.full(), b.qsize())
for attempt in (lambda: b.put_nowait("c"), lambda: b.put("c", block=False), lambda: b.put("c", timeout=0.01)):
    try:
        attempt()
    except queue.Full as error:
        print("Full", repr(error), isinstance(error, Exception))
b.get(); b.get_nowait()
for attempt in (lambda: b.get_nowait(), lambda: b.get(block=False), lambda: b.get(timeout=0.01), lambda: b.get(False)):
    try:
        attempt()
    except queue.Empty as error:
        print("Empty", repr(error))
try:
    b.get(timeout=-1)
except ValueError as error:
    print(error)
b.put(None); b.put((1, [2]))
print(b.get(), b.get())
