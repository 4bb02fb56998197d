import threading
import functools

def synchronized(method):
    @functools.wraps(method)
    def wrapper(self, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)
    return wrapper

class Monitor:
    def __init__(self):
        self._lock = threading.RLock()

class Inventory(Monitor):
    def __init__(self, **stock):
        super().__init__()
        self.stock = stock

    @synchronized
    def take(self, item, n=1):
        if self.stock.get(item, 0) < n:
            return False
        self.stock[item] -= n
        return True

    @synchronized
    def move(self, a, b, n):
        return self.take(a, n) and self.add(b, n)

    @synchronized
    def add(self, item, n):
        self.stock[item] = self.stock.get(item, 0) + n
        return True

shop = Inventory(tea=20, coffee=0)
taken = []
def customer():
    while shop.take("tea"):
        taken.append(1)
def mover():
    for _ in range(5):
        shop.move("tea", "coffee", 1)
threads = [threading.Thread(target=f) for f in (customer, customer, mover)]
for t in threads: t.start()
for t in threads: t.join()
print(len(taken) + shop.stock["coffee"], shop.stock["tea"], Inventory.take.__name__)
