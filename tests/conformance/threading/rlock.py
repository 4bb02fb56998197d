import threading
lock = threading.RLock()
def nested(depth):
    with lock:
        return depth if depth == 5 else nested(depth + 1)
print(nested(0))
print(lock.acquire(), lock.acquire(), lock.acquire(blocking=False))
def other():
    print("other", lock.acquire(blocking=False), lock.acquire(timeout=0.01))
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
def run(f):
    t = threading.Thread(target=f)
    t.start(); t.join()
run(other)
lock.release(); lock.release()
run(other)
lock.release()
def free():
    with lock:
        print("now it is free")
run(free)
class Account:
    def __init__(self): self.lock, self.balance = threading.RLock(), 0
    def add(self, n):
        with self.lock:
            self.balance += n
    def add_twice(self, n):
        with self.lock:
            self.add(n)
            self.add(n)
a = Account()
threads = [threading.Thread(target=a.add_twice, args=(i,)) for i in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(a.balance)
