from multiprocessing import Array, Lock, Process, Value

def count(counter, lock, seen, me, times):
    for _ in range(times):
        with lock:
            value = counter.value
            counter.value = value + 1
    seen[me] = times

def main():
    counter, lock = Value("i", 0), Lock()
    seen = Array("i", 3)
    processes = [Process(target=count, args=(counter, lock, seen, i, 20 + i), name=f"counter {i}") for i in range(3)]
    for p in processes: p.start()
    for p in processes: p.join()
    print(counter.value, list(seen), [p.exitcode for p in processes], [p.name for p in processes])

if __name__ == "__main__":
    main()
