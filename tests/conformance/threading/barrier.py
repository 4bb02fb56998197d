import threading, time
barrier = threading.Barrier(3, action=lambda: log.append("all here"))
log, indexes = [], []
def worker(n):
    for phase in range(2):
        log.append(f"phase {phase}")
        indexes.append(barrier.wait())
threads = [threading.Thread(target=worker, args=(i,)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(log)
print(sorted(indexes), barrier.parties, barrier.n_waiting, barrier.broken)
b = threading.Barrier(2)
try:
    b.wait(timeout=0.02)
except threading.BrokenBarrierError as error:
    print("broken", b.broken, error)
try:
    b.wait()
except threading.BrokenBarrierError:
    print("still broken")
b.reset()
print(b.broken)
def aborted():
    try:
        b.wait()
    except threading.BrokenBarrierError:
        print("aborted")
t = threading.Thread(target=aborted)
t.start()
time.sleep(0.05)
print(b.n_waiting)
b.abort()
t.join()
one = threading.Barrier(1)
print(one.wait(), one.wait(), issubclass(threading.BrokenBarrierError, RuntimeError))
