import queue
import threading

channel = queue.Queue(1)


def producer_1():
    channel.put(1)


def producer_2():
    channel.put(2)


def consumer():
    global first, second
    first = channel.get()
    second = channel.get()


threads = [threading.Thread(target=producer_1), threading.Thread(target=producer_2), threading.Thread(target=consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
