import random
import threading

def merge(a, b):
    result = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            result.append(a[i]); i += 1
        else:
            result.append(b[j]); j += 1
    return result + a[i:] + b[j:]

class Sorter(threading.Thread):
    def __init__(self, items, depth):
        super().__init__()
        self.items, self.depth, self.result = items, depth, None

    def run(self):
        if len(self.items) <= 1:
            self.result = self.items
            return
        middle = len(self.items) // 2
        halves = [Sorter(half, self.depth - 1) for half in (self.items[:middle], self.items[middle:])]
        for h in halves:
            h.start() if self.depth > 0 else h.run()
        if self.depth > 0:
            for h in halves: h.join()
        self.result = merge(halves[0].result, halves[1].result)

random.seed(3)
items = [random.randint(0, 99) for _ in range(25)]
s = Sorter(items, 2)
s.start()
s.join()
print(items)
print(s.result, s.result == sorted(items))
