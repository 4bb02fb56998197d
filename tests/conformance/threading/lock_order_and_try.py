import threading

class Fork:
    def __init__(self, n):
        self.n, self.lock = n, threading.Lock()
    def __enter__(self):
        self.lock.acquire()
        return self
    def __exit__(self, *exception):
        self.lock.release()

forks = [Fork(i) for i in range(3)]
eaten = {}

def eat(i, times):
    a, b = sorted((forks[i], forks[(i + 1) % 3]), key=lambda f: f.n)
    for _ in range(times):
        with a, b:
            eaten[i] = eaten.get(i, 0) + 1

threads = [threading.Thread(target=eat, args=(i, 15)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(eaten.items()))

lock = threading.Lock()
def try_it(results):
    got = lock.acquire(blocking=False)
    try:
        results.append(got)
    finally:
        if got:
            lock.release()
results = []
try_it(results)
with lock:
    t = threading.Thread(target=try_it, args=(results,))
    t.start()
    t.join()
print(results, lock.locked())
