import threading
shared = {"list": [], "n": 0}
lock = threading.Lock()
def work(i):
    with lock:
        shared["list"].append(i)
        shared["n"] += i
        shared[f"key{i}"] = i
threads = [threading.Thread(target=work, args=(i,)) for i in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(shared["list"]), shared["n"], sorted(k for k in shared if k.startswith("key")))
results = [None] * 4
def square(i): results[i] = i * i
threads = [threading.Thread(target=square, args=(i,)) for i in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(results)
def make(n):
    total = 0
    inner_lock = threading.Lock()
    def add():
        nonlocal total
        for _ in range(n):
            with inner_lock:
                total += 1
    threads = [threading.Thread(target=add) for _ in range(3)]
    for t in threads: t.start()
    for t in threads: t.join()
    return total
print(make(50))
class Shared:
    count = 0
    lock = threading.Lock()
    def bump(self):
        with Shared.lock:
            Shared.count += 1
objects = [Shared() for _ in range(6)]
threads = [threading.Thread(target=o.bump) for o in objects]
for t in threads: t.start()
for t in threads: t.join()
print(Shared.count)
