import threading, time
condition = threading.Condition()
items, got = [], []
def consumer(name):
    with condition:
        while not items:
            condition.wait()
        got.append((name, items.pop(0)))
first = threading.Thread(target=consumer, args=("first",))
second = threading.Thread(target=consumer, args=("second",))
first.start(); time.sleep(0.05); second.start(); time.sleep(0.05)
with condition:
    items.append("a")
    condition.notify()
first.join()
print(got, second.is_alive())
with condition:
    items.append("b")
    condition.notify(1)
second.join()
print(got)
def late():
    with condition:
        print("notified" if condition.wait(timeout=0.05) else "too late: nobody notifies again")
with condition:
    condition.notify_all()
t = threading.Thread(target=late)
t.start(); t.join()
