import threading
def locked(generator):
    lock = threading.Lock()
    def pull():
        with lock:
            return next(generator, None)
    return pull
numbers = locked(i * i for i in range(30))
got, lock = [], threading.Lock()
def worker():
    while (n := numbers()) is not None:
        with lock:
            got.append(n)
threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(got) == [i * i for i in range(30)], len(got))
