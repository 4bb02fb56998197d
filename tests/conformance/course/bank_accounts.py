import random
import threading

class Account:
    def __init__(self, number, balance):
        self.number, self.balance, self.lock = number, balance, threading.Lock()

class InsufficientFunds(Exception):
    pass

def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda a: a.number)
    with first.lock, second.lock:
        if source.balance < amount:
            raise InsufficientFunds(f"{source.number} has {source.balance}, wanted {amount}")
        source.balance -= amount
        target.balance += amount

accounts = [Account(i, 100) for i in range(4)]
refused = [0] * 3

def customer(me):
    generator = random.Random(me)
    for _ in range(40):
        source, target = generator.sample(accounts, 2)
        try:
            transfer(source, target, generator.randint(1, 50))
        except InsufficientFunds:
            refused[me] += 1

threads = [threading.Thread(target=customer, args=(i,)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print("total", sum(a.balance for a in accounts), all(a.balance >= 0 for a in accounts))
a, b = Account(1, 10), Account(2, 0)
transfer(a, b, 7)
print(a.balance, b.balance)
try:
    transfer(a, b, 7)
except InsufficientFunds as error:
    print("refused:", error)
