def bank():
    balance = 0
    history = []
    while True:
        command = yield balance
        match command:
            case ("deposit", amount):
                balance += amount
            case ("withdraw", amount) if amount <= balance:
                balance -= amount
            case ("withdraw", _):
                print("refused")
            case "history":
                print(history)
            case None:
                continue
        history.append(command)
b = bank()
next(b)
for command in (("deposit", 100), ("withdraw", 30), ("withdraw", 500), "history", None, ("deposit", 1)):
    print(b.send(command))
def machine(transitions, state):
    while True:
        symbol = yield state
        state = transitions.get((state, symbol), "error")
m = machine({("off", "push"): "on", ("on", "push"): "off", ("on", "break"): "broken"}, "off")
print(next(m), *(m.send(s) for s in ("push", "push", "push", "break", "push")))
def closure_counter():
    total = 0
    def add(n):
        nonlocal total
        total += n
    while True:
        add((yield total))
c = closure_counter()
next(c)
print(c.send(5), c.send(6), c.gi_frame is not None, c.gi_running)
class Stream:
    def __init__(self): self.items = []
    def gen(self):
        for item in self.items:
            self.last = item
            yield item
s = Stream()
g = s.gen()
s.items = [1, 2]
print(next(g), s.last, list(g), s.last)
