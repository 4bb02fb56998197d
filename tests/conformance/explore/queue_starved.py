import queue
import threading

channel = queue.Queue()
n = 1


def producer():
    channel.put(n)


def consumer():
    channel.get()


threads = [threading.Thread(target=producer), threading.Thread(target=consumer), threading.Thread(target=consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
