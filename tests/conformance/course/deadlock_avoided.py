import threading
import time

a, b = threading.Lock(), threading.Lock()
log = []

def careful(first, second, name):
    tries = 0
    while True:
        tries += 1
        with first:
            if second.acquire(timeout=0.01):
                log.append(name)
                second.release()
                return
        time.sleep(0.01 if name == "x" else 0.025)

threads = [threading.Thread(target=careful, args=args) for args in ((a, b, "x"), (b, a, "y"))]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(log), a.locked(), b.locked())
held = threading.Event()
def holder():
    with a:
        held.set()
        time.sleep(0.1)
t = threading.Thread(target=holder)
t.start()
held.wait()
print("free" if a.acquire(timeout=0.02) else "gave up")
t.join()
print("free" if a.acquire(timeout=0.02) else "gave up")
