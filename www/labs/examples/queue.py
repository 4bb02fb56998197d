import queue
import threading

items = queue.Queue(maxsize=1)
received = []


def produce(name):
    for number in range(2):
        items.put(f"{name}{number}")


def consume():
    for _ in range(4):
        received.append(items.get())


threads = [
    threading.Thread(target=produce, args=("a",)),
    threading.Thread(target=produce, args=("b",)),
    threading.Thread(target=consume),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(received)
