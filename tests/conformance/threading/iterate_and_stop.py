import threading
class Stoppable(threading.Thread):
    def __init__(self):
        super().__init__()
        self.stop_requested, self.rounds = threading.Event(), 0
    def run(self):
        while not self.stop_requested.is_set():
            self.rounds += 1
            self.stop_requested.wait(0.01)
    def stop(self):
        self.stop_requested.set()
        self.join()
s = Stoppable()
s.start()
while s.rounds < 2: pass
s.stop()
print(s.is_alive(), s.rounds >= 2)
class Latch:
    def __init__(self, count): self.count, self.condition = count, threading.Condition()
    def count_down(self):
        with self.condition:
            self.count -= 1
            if self.count <= 0: self.condition.notify_all()
    def wait(self):
        with self.condition:
            while self.count > 0: self.condition.wait()
latch = Latch(3)
done = []
def work(n):
    done.append(n)
    latch.count_down()
for n in range(3): threading.Thread(target=work, args=(n,)).start()
latch.wait()
print(sorted(done), latch.count)
