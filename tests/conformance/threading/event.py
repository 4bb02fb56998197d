import threading, time
e = threading.Event()
print(e.is_set(), e.wait(timeout=0.01))
def waiter(n):
    e.wait()
    results.append(n)
results = []
threads = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in threads: t.start()
print(results)
e.set()
for t in threads: t.join()
print(sorted(results), e.is_set(), e.wait(), e.set())
e.clear()
print(e.is_set())
stop = threading.Event()
ticks = []
def ticker():
    while not stop.wait(0.05):
        ticks.append(len(ticks))
t = threading.Thread(target=ticker)
t.start()
time.sleep(0.28)
stop.set()
t.join()
print(len(ticks) >= 2, t.is_alive())
a, b = threading.Event(), threading.Event()
def ping():
    for i in range(3):
        a.wait(); a.clear()
        print("ping", i)
        b.set()
def pong():
    for i in range(3):
        b.wait(); b.clear()
        print("pong", i)
        a.set()
threads = [threading.Thread(target=ping), threading.Thread(target=pong)]
for t in threads: t.start()
a.set()
for t in threads: t.join()
