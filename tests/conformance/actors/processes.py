from multiprocessing import Process, Pipe, Queue, Value, Array, Lock, Pool, current_process, active_children, cpu_count
import multiprocessing
import queue, sys, threading
counter = 0
class Box:
    value = 1
def child():
    global counter
    counter += 100
    Box.value = 2
    print("child sees", counter, Box.value, current_process().name, threading.current_thread().name, threading.active_count())
counter = 5
for _ in range(2):
    p = Process(target=child)
    p.start(); p.join()
print("parent sees", counter, Box.value)
def grandparent():
    global counter
    counter = 50
    p = Process(target=child)
    p.start(); p.join()
    print("middle sees", counter)
p = Process(target=grandparent); p.start(); p.join()
print(counter)
def echo(connection):
    while True:
        message = connection.recv()
        if message == "stop":
            break
        connection.send(("echo", message))
    connection.close()
ours, theirs = Pipe()
p = Process(target=echo, args=(theirs,))
p.start()
theirs.close()
for message in ("hello", 5, [1, {"a": None}], ("t", 2.5)):
    ours.send(message)
    print(ours.recv())
print(ours.poll(), ours.poll(0.01))
ours.send("stop")
p.join()
try:
    ours.recv()
except EOFError as error:
    print("EOFError")
ours.close()
receiver, sender = Pipe(duplex=False)
sender.send("one way")
print(receiver.poll(), receiver.recv())
for f in (lambda: receiver.send(1), sender.recv, lambda: (receiver.close(), receiver.recv())):
    try:
        f()
    except OSError as error:
        print(error)
class Job:
    def __init__(self, n): self.n = n
def mk(q):
    q.put(Job(3)); q.put((i for i in [1]) if False else 4)
q = Queue()
p = Process(target=mk, args=(q,)); p.start()
j = q.get()
print(j.n, isinstance(j, Job), q.get())
p.join()
shared = [1]
q.put(shared)
c = q.get()
c[0] = 2
print(shared, c, c is shared)
try:
    q.get(timeout=0.02)
except queue.Empty:
    print("empty")
a, b = Pipe()
try:
    a.send(lambda: 1)
except Exception as e:
    print(type(e).__name__)
try:
    a.send(threading.Lock())
except TypeError as e:
    print(e)
def gen(): yield 1
try:
    a.send(gen())
except TypeError as e:
    print(e)
def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1
v = Value("i", 0)
ps = [Process(target=add, args=(v, 50)) for _ in range(3)]
for p in ps: p.start()
for p in ps: p.join()
print(v.value)
array = Array("i", 4)
def fill(array, start):
    for i in range(len(array)):
        array[i] += start + i
p = Process(target=fill, args=(array, 10)); p.start(); p.join()
print(array[:], array[1:3], len(array), array[-1])
array[1:3] = [7, 8]
print(array[:], Array("d", 2)[:], Value("d", 1.5).value)
for attempt in (lambda: array[9], lambda: Value("i", 1.5), lambda: setattr(v, "value", "x")):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
def work(n, name="x"): print("child", n, name)
p = Process(target=work, args=(1,), kwargs={"name": "y"})
print(p.is_alive(), p.exitcode, p.pid, p.name, p.daemon)
p.start(); p.join()
print(p.is_alive(), p.exitcode)
def forever():
    e = threading.Event()
    while True: e.wait(0.01)
p = Process(target=forever)
p.start()
print(p.is_alive(), p.exitcode, p.join(0.05), p.is_alive(), active_children() == [p])
p.terminate(); p.join()
print(p.is_alive(), p.exitcode)
d = Process(target=forever, daemon=True); d.start(); d.kill(); d.join(); print(d.exitcode)
try: p.start()
except AssertionError as e: print(e)
lock = Lock()
print(lock.acquire(), lock.acquire(block=False), lock.acquire(timeout=0.01), lock.release())
try: lock.release()
except ValueError as e: print(e)
def sq(x): return x * x
def addup(a, b): return a + b
def bad(x): raise KeyError(x)
with Pool(3) as pool:
    print(pool.map(sq, [1, 2, 3]), pool.apply(sq, (5,)), pool.starmap(addup, [(1, 2), (3, 4)]))
    r = pool.apply_async(sq, (7,))
    print(r.get(), r.ready())
    try: pool.apply(bad, ("k",))
    except KeyError as e: print("KeyError", e)
pool = Pool(2); print(pool.map(sq, range(4))); pool.close(); pool.join()
print(cpu_count() > 0)
def late():
    threading.Event().wait(0.1)
    print("late child")
Process(target=late).start()
print("main ends")
