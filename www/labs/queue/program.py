from queue import Queue
from random import randint, random
from threading import Thread
from time import sleep

ITEMS = 10  # of each producer
PRODUCER_DELAY = 0.5  # s, the mean
CONSUMER_DELAY = 0.5
POLLING = False  # True: ask again and again instead of waiting

queue = Queue(maxsize=10)


def producer():
    for _ in range(ITEMS):
        item = randint(1, 10)
        while POLLING and queue.full():
            pass
        queue.put(item)
        print(f'Produced {item} (queue length = {queue.qsize()})')
        sleep(2 * random() * PRODUCER_DELAY)


def consumer():
    while True:
        while POLLING and queue.empty():
            pass
        item = queue.get()
        if item is None:
            break
        print(f'Consumed {item} (queue length = {queue.qsize()})')
        sleep(2 * random() * CONSUMER_DELAY)


producers = [Thread(target=producer) for _ in range(1)]
consumers = [Thread(target=consumer) for _ in range(1)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()

for _ in consumers:
    queue.put(None)  # nothing more will come
for thread in consumers:
    thread.join()
