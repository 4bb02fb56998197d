import threading, time
def measure(f):
    start = time.monotonic()
    f()
    return int((time.monotonic() - start) * 10 + 0.2)
def sequential():
    for _ in range(3): time.sleep(0.1)
def parallel():
    threads = [threading.Thread(target=time.sleep, args=(0.1,)) for _ in range(3)]
    for t in threads: t.start()
    for t in threads: t.join()
print(measure(sequential), measure(parallel), measure(lambda: time.sleep(0.2)))
lock = threading.Lock()
def hold():
    with lock: time.sleep(0.1)
def held():
    threads = [threading.Thread(target=hold) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
print(measure(held), measure(lambda: threading.Event().wait(0.1)), measure(lambda: lock.acquire() and lock.acquire(timeout=0.1)))
