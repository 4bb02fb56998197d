from collections import deque

class Scheduler:
    """Coroutines that yield how long they sleep, in a time of their own."""
    def __init__(self):
        self.now, self.sleeping, self.ready, self.sequence = 0, [], deque(), 0

    def spawn(self, coroutine):
        self.ready.append(coroutine)

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort()
                until, _, coroutine = self.sleeping.pop(0)
                self.now = max(self.now, until)
                self.ready.append(coroutine)
            current = self.ready.popleft()
            try:
                pause = current.send(None)
            except StopIteration as stop:
                print(f"[{self.now}] ended with {stop.value}")
                continue
            self.sequence += 1
            self.sleeping.append((self.now + pause, self.sequence, current))

scheduler = Scheduler()

def task(name, pause, times):
    for i in range(times):
        print(f"[{scheduler.now}] {name} {i}")
        yield pause
    if name == "b":
        scheduler.spawn(task("child", 1, 2))
    return name.upper()

for arguments in (("a", 3, 3), ("b", 2, 2), ("c", 5, 1)):
    scheduler.spawn(task(*arguments))
scheduler.run()
