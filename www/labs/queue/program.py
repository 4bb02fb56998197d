from queue import Queue
from random import randint, random
from threading import Thread
from time import sleep

queue = Queue(maxsize=10)
POLLING = False  # True: ask again and again instead of waiting


def producer():
    for _ in range(10):
        item = randint(1, 10)
        while POLLING and queue.full():
            pass
        queue.put(item)
        print(f'Produced {item} (queue length = {queue.qsize()})')
        sleep(random())


def consumer():
    for _ in range(10):
        while POLLING and queue.empty():
            pass
        item = queue.get()
        print(f'Consumed {item} (queue length = {queue.qsize()})')
        sleep(random())


producer_thread = Thread(target=producer)
consumer_thread = Thread(target=consumer)
producer_thread.start()
consumer_thread.start()

producer_thread.join()
consumer_thread.join()
