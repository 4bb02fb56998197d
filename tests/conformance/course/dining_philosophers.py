import threading

class Philosopher(threading.Thread):
    def __init__(self, number, left, right, meals):
        super().__init__(name=f"Philosopher {number}")
        self.first, self.second = sorted((left, right), key=lambda fork: fork[0])
        self.meals, self.eaten = meals, 0

    def run(self):
        for _ in range(self.meals):
            with self.first[1]:
                with self.second[1]:
                    self.eaten += 1

N = 5
forks = [(i, threading.Lock()) for i in range(N)]
philosophers = [Philosopher(i, forks[i], forks[(i + 1) % N], 10) for i in range(N)]
for p in philosophers:
    p.start()
for p in philosophers:
    p.join()
for p in philosophers:
    print(f"{p.name} has eaten {p.eaten} times, forks {p.first[0]} and {p.second[0]}")
print("free forks:", sum(not lock.locked() for _, lock in forks))
