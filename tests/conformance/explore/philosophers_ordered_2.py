import threading

n = 2
forks = [threading.Lock() for _ in range(n)]


def philosopher(first, second):
    with first:
        with second:
            pass


threads = [threading.Thread(target=philosopher, args=(forks[0], forks[1])), threading.Thread(target=philosopher, args=(forks[0], forks[1]))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
