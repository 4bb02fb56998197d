import queue, threading, time
q = queue.Queue(maxsize=1)
log = []
def producer():
    for i in range(3):
        q.put(i)
        log.append(f"put {i}")
t = threading.Thread(target=producer)
t.start()
time.sleep(0.05)
print(log, q.full())
time.sleep(0.01)
print(q.get())
time.sleep(0.05)
print(log)
print(q.get(), q.get())
t.join()
print(log)
def late():
    time.sleep(0.05)
    q.put("late")
t = threading.Thread(target=late)
t.start()
print(q.get(timeout=2))
t.join()
results = queue.Queue()
def getter():
    try:
        results.put(q.get(timeout=0.05))
    except queue.Empty:
        results.put("timed out")
t = threading.Thread(target=getter)
t.start()
print(results.get())
t.join()
