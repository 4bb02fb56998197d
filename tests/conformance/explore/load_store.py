import threading
import atomics

number = atomics.Int(0)


def worker():
    number.store(number.load() + 1)


def last():
    global total
    total = number.load()


threads = [threading.Thread(target=worker), threading.Thread(target=worker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
last()
