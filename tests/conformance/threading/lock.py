import threading
lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(False), lock.acquire(timeout=0.02))
lock.release()
print(lock.locked())
with lock as got:
    print(got, lock.locked())
print(lock.locked())
counter = 0
def add(n):
    global counter
    for _ in range(n):
        with lock:
            counter += 1
threads = [threading.Thread(target=add, args=(200,)) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
try:
    with lock:
        raise ValueError("inside")
except ValueError as error:
    print(error, lock.locked())
lock.acquire()
def release_it():
    lock.release()
    print("released by another thread")
t = threading.Thread(target=release_it)
t.start()
lock.acquire()
t.join()
print(lock.locked(), lock.acquire(blocking=True, timeout=0.01))
