import threading

N, PHASES = 4, 3
values = [1] * N
log = []
lock = threading.Lock()

def leader():
    log.append(list(values))

barrier = threading.Barrier(N)
record = threading.Barrier(N, action=leader)

def worker(i):
    for phase in range(PHASES):
        neighbour = values[(i + 1) % N]
        barrier.wait()
        values[i] += neighbour + i
        record.wait()

threads = [threading.Thread(target=worker, args=(i,)) for i in range(N)]
for t in threads: t.start()
for t in threads: t.join()
for phase, snapshot in enumerate(log):
    print("after phase", phase, snapshot)
