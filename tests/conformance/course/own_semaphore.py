import threading

class CountingSemaphore:
    def __init__(self, value):
        self.value, self.condition = value, threading.Condition()
    def __enter__(self):
        with self.condition:
            while self.value == 0:
                self.condition.wait()
            self.value -= 1
        return self
    def __exit__(self, *exception):
        with self.condition:
            self.value += 1
            self.condition.notify()

class CyclicBarrier:
    def __init__(self, parties):
        self.parties, self.count, self.generation = parties, 0, 0
        self.condition = threading.Condition()
    def wait(self):
        with self.condition:
            mine = self.generation
            self.count += 1
            if self.count == self.parties:
                self.count = 0
                self.generation += 1
                self.condition.notify_all()
            else:
                self.condition.wait_for(lambda: self.generation != mine)

s, b = CountingSemaphore(2), CyclicBarrier(4)
inside, most, phases, lock = 0, 0, [], threading.Lock()
def worker(n):
    global inside, most
    for phase in range(3):
        with s:
            with lock:
                inside += 1
                most = max(most, inside)
            with lock:
                inside -= 1
                phases.append(phase)
        b.wait()
threads = [threading.Thread(target=worker, args=(n,)) for n in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(phases, 1 <= most <= 2, inside, s.value, b.generation)
