import threading

a = threading.Lock()
b = threading.Lock()
counter = 0


def worker(first, second):
    global counter
    with first:
        with second:
            counter += 1


threads = [threading.Thread(target=worker, args=(a, b)), threading.Thread(target=worker, args=(b, a))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
