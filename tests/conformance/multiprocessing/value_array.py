from multiprocessing import Process, Value, Array, Lock
def add(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1
def fill(array, start):
    for i in range(len(array)):
        array[i] += start + i
counter = Value("i", 0)
processes = [Process(target=add, args=(counter, 50)) for _ in range(3)]
for p in processes: p.start()
for p in processes: p.join()
print(counter.value)
array = Array("i", 4)
p = Process(target=fill, args=(array, 10))
p.start(); p.join()
print(list(array), array[:], array[1:3], len(array), array[-1], sum(array))
array[0] = -1
array[1:3] = [7, 8]
print(array[:])
print(Value("d", 1.5).value, Array("i", [1, 2, 3])[:], Array("d", 2)[:], Value("b", 5).value)
for attempt in (lambda: array[9], lambda: Value("i", 1.5), lambda: setattr(counter, "value", "x")):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
plain = Value("i", 3, lock=False)
plain.value *= 2
print(plain.value)
