import threading
import time

flags = [False, False]
turn = 0
counter = 0
inside = 0
violations = 0

def lock(me):
    global turn
    other = 1 - me
    flags[me] = True
    turn = other
    while flags[other] and turn == other:
        time.sleep(0)

def unlock(me):
    flags[me] = False

def worker(me, rounds):
    global counter, inside, violations
    for _ in range(rounds):
        lock(me)
        inside += 1
        if inside != 1:
            violations += 1
        value = counter
        counter = value + 1
        inside -= 1
        unlock(me)

threads = [threading.Thread(target=worker, args=(i, 30)) for i in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter, violations, flags)
