import random
from multiprocessing import Process, Queue

def throw(seed, n, results):
    generator = random.Random(seed)
    hits = sum(generator.random() ** 2 + generator.random() ** 2 <= 1 for _ in range(n))
    results.put((seed, hits))

if __name__ == "__main__":
    N, n = 4, 500
    results = Queue()
    processes = [Process(target=throw, args=(seed, n, results)) for seed in range(N)]
    for p in processes:
        p.start()
    hits = dict(results.get() for _ in range(N))
    for p in processes:
        p.join()
    for seed in sorted(hits):
        print(f"process {seed}: {hits[seed]} of {n}")
    print(f"pi is about {4 * sum(hits.values()) / (N * n):.3f}")
