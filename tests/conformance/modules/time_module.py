import time
a = time.monotonic()
b = time.perf_counter()
c = time.time()
time.sleep(0.05)
print(0.04 < time.monotonic() - a < 5, 0.04 < time.perf_counter() - b < 5, 0.04 < time.time() - c < 5)
print(type(a).__name__, type(c).__name__, time.sleep(0), time.monotonic() >= a)
x = time.perf_counter()
total = sum(range(1000))
print(total, time.perf_counter() >= x)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
try:
    time.sleep("x")
except TypeError as error:
    print(error)
start = time.monotonic()
for _ in range(3):
    time.sleep(0.02)
print(round(time.monotonic() - start, 1) >= 0.1, isinstance(time.time_ns(), int), isinstance(time.monotonic_ns(), int))
