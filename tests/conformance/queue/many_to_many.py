import queue
import threading

jobs, answers = queue.Queue(maxsize=2), queue.PriorityQueue()

def feeder(start):
    for n in range(start, start + 5):
        jobs.put(n)

def worker():
    while True:
        n = jobs.get()
        if n is None:
            return
        answers.put((-n, f"job {n}", [d for d in range(1, n + 1) if n % d == 0]))

feeders = [threading.Thread(target=feeder, args=(s,)) for s in (1, 11, 21)]
workers = [threading.Thread(target=worker) for _ in range(2)]
for t in feeders + workers:
    t.start()
for t in feeders:
    t.join()
for _ in workers:
    jobs.put(None)
for t in workers:
    t.join()
while not answers.empty():
    print(*answers.get()[1:])
