import threading
import time

class Rendezvous:
    """Two meet and exchange what they brought."""
    def __init__(self):
        self.condition = threading.Condition()
        self.offers = {}

    def meet(self, me, partner, value):
        with self.condition:
            self.offers[me] = value
            self.condition.notify_all()
            while partner not in self.offers:
                self.condition.wait()
            got = self.offers[partner]
            return got

r = Rendezvous()
results = {}
def go(me, partner, value, pause):
    time.sleep(pause)
    results[me] = r.meet(me, partner, value)
threads = [threading.Thread(target=go, args=a) for a in (("alice", "bob", "apple", 0.05), ("bob", "alice", "banana", 0))]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(results.items()))
ready = threading.Event()
done = threading.Event()
def handshake():
    ready.wait()
    print("second: I saw it is ready")
    done.set()
t = threading.Thread(target=handshake)
t.start()
print("first: getting ready")
ready.set()
done.wait()
t.join()
print("first: done")
