import threading
from itertools import product

counter = 0
lock = threading.Lock()

def increment(times):
    global counter
    for _ in range(times):
        with lock:
            value = counter
            counter = value + 1

for times, workers in product((1, 50), (1, 4)):
    counter = 0
    threads = [threading.Thread(target=increment, args=(times,)) for _ in range(workers)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"{workers} threads x {times}: {counter} {'ok' if counter == times * workers else 'LOST'}")
