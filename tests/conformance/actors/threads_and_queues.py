import threading
class Config(threading.local):
    level = "class"
    def __init__(self, start):
        self.count = start
config = Config(5)
config.count += 1
def other():
    print("other", config.count, config.level)
    config.count += 100
    print(config.count)
t = threading.Thread(target=other)
t.start(); t.join()
print("main", config.count)
data = threading.local()
data.x = 1
del data.x
print(hasattr(data, "x"), data.__dict__)
c = threading.Condition()
ready = False
def w():
    with c:
        while not ready:
            c.wait()
        print("woken")
t = threading.Thread(target=w); t.start()
with c:
    ready = True
    c.notify()
t.join()
with c:
    print(c.wait(0.01), c.wait_for(lambda: False, 0.1))
for call in (c.wait, c.notify, c.notify_all):
    try:
        call()
    except RuntimeError as error:
        print(error)
b = threading.Barrier(3, action=lambda: print("all"))
def bw(i):
    for k in range(2):
        b.wait()
ts = [threading.Thread(target=bw, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
b = threading.Barrier(2)
try:
    b.wait(0.1)
except threading.BrokenBarrierError as e:
    print("broken", b.broken)
b.reset()
print(b.broken, b.n_waiting, b.parties)
s = threading.BoundedSemaphore(1)
with s: print(s.acquire(blocking=False), s.acquire(timeout=0.1))
try: s.release()
except ValueError as e: print(e)
t = threading.Timer(0.1, print, ["late"])
t.start(); t.join()
t = threading.Timer(0.1, print, ["never"])
t.start(); t.cancel(); t.join()
print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
import queue
q = queue.Queue(1)
def prod():
    for i in range(3): q.put(i)
    q.put(None)
threading.Thread(target=prod).start()
while (x := q.get()) is not None:
    print(x)
p = queue.PriorityQueue()
class Job:
    def __init__(self, p, n): self.p, self.n = p, n
    def __lt__(self, o): return self.p < o.p
for i in (3, 1, 2, 1, 3, 1): p.put(Job(i, p.qsize()))
while not p.empty():
    j = p.get()
    print(j.p, j.n)
for i in [(3,"c"),(1,"b"),(1,"a")]: p.put(i)
print(p.get(), p.get(), p.get())
try: p.get_nowait()
except queue.Empty: print("Empty")
try: q.get(timeout=-1)
except ValueError as e: print(e)
try: q.task_done(); q.task_done(); q.task_done(); q.task_done(); q.task_done()
except ValueError as e: print(e)
print(threading.Thread(target=w).name, threading.Thread().name, threading.active_count())
lk = threading.Lock()
try: lk.release()
except RuntimeError as e: print(e)
with lk: print(lk.locked())
