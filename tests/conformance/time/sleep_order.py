import threading, time
log = []
def sleeper(n):
    time.sleep(n * 0.1)
    log.append(n)
threads = [threading.Thread(target=sleeper, args=(n,)) for n in (4, 1, 3, 2)]
for t in threads: t.start()
log.append("started")
for t in threads: t.join()
print(log)
def ticks(name, pause, count, offset):
    time.sleep(offset)
    for i in range(count):
        print(name, i)
        time.sleep(pause)
a = threading.Thread(target=ticks, args=("a", 0.1, 3, 0))
b = threading.Thread(target=ticks, args=("b", 0.1, 3, 0.05))
a.start(); b.start(); a.join(); b.join()
