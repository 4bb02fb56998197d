from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, ALL_COMPLETED
import threading, time
def square(x): return x * x
def fails(x): raise ValueError(f"bad {x}")
with ThreadPoolExecutor(max_workers=3) as pool:
    f = pool.submit(square, 5)
    print(f.result(), f.done(), f.exception(), f.cancelled(), f.running())
    print(list(pool.map(square, range(6))), list(pool.map(lambda a, b: a + b, [1, 2], [10, 20])))
    futures = [pool.submit(square, n) for n in (3, 1, 2)]
    print(sorted(f.result() for f in as_completed(futures)), [f.result() for f in futures])
    bad = pool.submit(fails, 7)
    print(repr(bad.exception()))
    try:
        bad.result()
    except ValueError as error:
        print("raised", error)
    try:
        for x in pool.map(lambda n: 10 // n, [5, 0, 1]): print(x)
    except ZeroDivisionError as error:
        print(error)
    done, pending = wait([pool.submit(square, 9)], return_when=ALL_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    log = []
    f = pool.submit(pow, 2, exp=5)
    f.add_done_callback(lambda f: log.append(f.result()))
print(log)
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
