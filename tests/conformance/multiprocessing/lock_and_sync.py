from multiprocessing import Process, Lock, Value, Semaphore, Event, Condition, Barrier, RLock
def guarded(lock, total, n):
    for _ in range(n):
        lock.acquire()
        try:
            total.value += n
        finally:
            lock.release()
lock, total = Lock(), Value("i", 0, lock=False)
processes = [Process(target=guarded, args=(lock, total, n)) for n in (3, 5)]
for p in processes: p.start()
for p in processes: p.join()
print(total.value, lock.acquire(block=False), lock.acquire(timeout=0.01), lock.release())
def waits(event, done):
    event.wait()
    done.value = 1
event, done = Event(), Value("i", 0)
p = Process(target=waits, args=(event, done))
p.start()
print(event.is_set(), done.value)
event.set()
p.join()
print(done.value)
s = Semaphore(0)
def release(s): s.release()
p = Process(target=release, args=(s,))
p.start()
print(s.acquire())
p.join()
def meet(barrier, value):
    barrier.wait()
    with value.get_lock(): value.value += 1
barrier, value = Barrier(3), Value("i", 0)
processes = [Process(target=meet, args=(barrier, value)) for _ in range(2)]
for p in processes: p.start()
barrier.wait()
for p in processes: p.join()
print(value.value)
try:
    lock.release()
except ValueError as error:
    print(error)
