import threading, time
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False), s.acquire(timeout=0.01))
s.release()
print(s.acquire(blocking=False)); s.release(2)
active, most = 0, 0
lock = threading.Lock()
def visit():
    global active, most
    with s:
        with lock:
            active += 1
            most = max(most, active)
        time.sleep(0.02)
        with lock:
            active -= 1
threads = [threading.Thread(target=visit) for _ in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print(active, most)
b = threading.BoundedSemaphore(1)
with b:
    print(b.acquire(blocking=False))
try:
    b.release()
except ValueError as error:
    print(error)
signal = threading.Semaphore(0)
log = []
def after():
    signal.acquire()
    log.append("second")
t = threading.Thread(target=after)
t.start()
log.append("first")
signal.release()
t.join()
print(log, threading.Semaphore().acquire())
