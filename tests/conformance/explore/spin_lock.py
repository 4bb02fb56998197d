import threading
import atomics

taken = atomics.Int(0)
counter = 0


def worker():
    global counter
    while taken.swap(1):
        pass
    counter += 1
    taken.store(0)


threads = [threading.Thread(target=worker), threading.Thread(target=worker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
