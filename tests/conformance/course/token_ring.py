import queue
import threading

N, ROUNDS = 4, 3
channels = [queue.Queue() for _ in range(N)]
log = []

def node(i):
    for _ in range(ROUNDS):
        token = channels[i].get()
        log.append((i, token))
        channels[(i + 1) % N].put(token + 1)

threads = [threading.Thread(target=node, args=(i,)) for i in range(N)]
for t in threads: t.start()
channels[0].put(0)
for t in threads: t.join()
print(log)
print("left over:", [c.qsize() for c in channels], channels[0].get())
