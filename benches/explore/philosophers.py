from threading import Lock, Thread

n = 7
forks = [Lock() for _ in range(n)]


def philosopher(first, second):
    with first:
        with second:
            pass


threads = [Thread(target=philosopher, args=(forks[i], forks[(i + 1) % n])) for i in range(n)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
