import threading, time
gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
start = time.monotonic()
print(t.join(0.1), t.is_alive(), 0.09 < time.monotonic() - start < 5)
print(t.join(timeout=0), t.is_alive())
gate.set()
t.join(5)
print(t.is_alive())
order = []
def slow():
    time.sleep(0.1)
    order.append("slow")
def fast(): order.append("fast")
a, b = threading.Thread(target=slow), threading.Thread(target=fast)
a.start(); b.start()
b.join(); order.append("joined fast"); a.join(); order.append("joined slow")
print(order)
