import threading

class BoundedBuffer:
    def __init__(self, capacity):
        self.items = []
        self.capacity = capacity
        lock = threading.Lock()
        self.not_full = threading.Condition(lock)
        self.not_empty = threading.Condition(lock)
        self.longest = 0

    def put(self, item):
        with self.not_full:
            while len(self.items) == self.capacity:
                self.not_full.wait()
            self.items.append(item)
            self.longest = max(self.longest, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item

buffer = BoundedBuffer(3)
received = [[] for _ in range(2)]

def produce(base):
    for i in range(20):
        buffer.put(base + i)

def consume(number):
    for _ in range(30):
        received[number].append(buffer.get())

threads = [threading.Thread(target=produce, args=(base,)) for base in (0, 100, 200)]
threads += [threading.Thread(target=consume, args=(n,)) for n in range(2)]
for t in threads: t.start()
for t in threads: t.join()
everything = sorted(received[0] + received[1])
print(everything == [base + i for base in (0, 100, 200) for i in range(20)], len(everything), buffer.longest <= 3, buffer.items)
for base in (0, 100, 200):
    for part in received:
        own = [x for x in part if base <= x < base + 100]
        assert own == sorted(own)
print("in order")
