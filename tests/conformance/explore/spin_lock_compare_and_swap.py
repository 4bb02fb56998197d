import threading
import atomics

taken = atomics.Int(0)
counter = 0


def worker(me):
    global counter
    while not taken.compare_and_swap(0, me):
        pass
    counter += 1
    taken.store(0)


threads = [threading.Thread(target=worker, args=(1,)), threading.Thread(target=worker, args=(2,))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
