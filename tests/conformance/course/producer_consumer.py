import queue
import threading
import time

SENTINEL = None

def producer(q, items):
    for item in items:
        print(f"Produced {item}")
        q.put(item)
        time.sleep(0.06)
    q.put(SENTINEL)

def consumer(q):
    time.sleep(0.03)
    while True:
        item = q.get()
        if item is SENTINEL:
            break
        print(f"Consumed {item}")
    print("Consumer ends")

q = queue.Queue(maxsize=10)
p = threading.Thread(target=producer, args=(q, ["bread", "milk", "eggs"]))
c = threading.Thread(target=consumer, args=(q,))
p.start()
c.start()
p.join()
c.join()
print("queue length =", q.qsize())
