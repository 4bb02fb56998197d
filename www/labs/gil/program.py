import sys
from multiprocessing import Process
from threading import Thread
from time import perf_counter, sleep

WORKERS = 4
STEPS = 8_000_000
NAPS = 24


def compute(workers):
    state = 0
    for _ in range(STEPS // workers):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64


def nap(workers):
    for _ in range(NAPS // workers):
        sleep(0.01)


def measure(kind, job, workers):
    """The time until so many threads or processes have done the job together."""
    all_workers = [kind(target=job, args=(workers,)) for _ in range(workers)]
    start = perf_counter()
    for worker in all_workers:
        worker.start()
    for worker in all_workers:
        worker.join()
    return perf_counter() - start


if __name__ == '__main__':
    print('The lock is passed on after', sys.getswitchinterval(), 's')
    for job in compute, nap:
        print(f'{job.__name__}:')
        print(f'  1 thread     {measure(Thread, job, 1):.3f} s')
        print(f'  {WORKERS} threads    {measure(Thread, job, WORKERS):.3f} s')
        print(f'  {WORKERS} processes  {measure(Process, job, WORKERS):.3f} s')
