from concurrent.futures import ThreadPoolExecutor, as_completed, Future, CancelledError
import concurrent.futures, time, threading
def slow(n):
    time.sleep(n * 0.1)
    return n
with ThreadPoolExecutor(4) as pool:
    futures = {pool.submit(slow, n): n for n in (3, 1, 2)}
    print([futures[f] for f in as_completed(futures)])
    f = pool.submit(slow, 2)
    try:
        f.result(timeout=0.02)
    except concurrent.futures.TimeoutError:
        print("timed out", f.done())
    print(f.result())
with ThreadPoolExecutor(1) as pool:
    first = pool.submit(slow, 1)
    second = pool.submit(slow, 1)
    print(second.cancel(), second.cancelled(), second.done())
    try:
        second.result()
    except CancelledError:
        print("cancelled")
    print(first.result(), first.cancel())
f = Future()
f.set_result(42)
print(f.result(), f.done())
g = Future()
g.set_exception(KeyError("k"))
print(repr(g.exception()))
pool = ThreadPoolExecutor(2, thread_name_prefix="mine")
print(pool.submit(lambda: threading.current_thread().name).result())
pool.shutdown(wait=True)
