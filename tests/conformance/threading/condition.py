import threading
condition = threading.Condition()
ready = False
log = []
def waiter(n):
    with condition:
        while not ready:
            condition.wait()
        log.append(n)
threads = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in threads: t.start()
with condition:
    ready = True
    condition.notify_all()
for t in threads: t.join()
print(sorted(log))
with condition:
    print(condition.wait(timeout=0.02), condition.wait_for(lambda: True), condition.wait_for(lambda: False, timeout=0.02), condition.wait_for(lambda: "value"))
turn = 0
def player(me, count):
    global turn
    for i in range(3):
        with condition:
            condition.wait_for(lambda: turn % count == me)
            print("player", me, "round", i)
            turn += 1
            condition.notify_all()
threads = [threading.Thread(target=player, args=(i, 3)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
lock = threading.Lock()
c = threading.Condition(lock)
with c:
    print(lock.locked())
print(c.acquire(), lock.locked(), c.notify(), c.notify(5), c.release(), lock.locked())
