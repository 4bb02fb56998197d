import threading, time
log = []
t = threading.Timer(0.1, log.append, args=["late"])
u = threading.Timer(0.03, lambda **k: log.append(k), kwargs={"x": 1})
c = threading.Timer(0.02, log.append, ["never"])
for timer in (t, u, c): timer.start()
c.cancel()
log.append("now")
for timer in (t, u, c): timer.join()
print(log, t.is_alive(), t.finished.is_set(), isinstance(t, threading.Thread))
def again(n):
    print("tick", n)
    if n:
        following = threading.Timer(0.01, again, (n - 1,))
        following.start()
        following.join()
first = threading.Timer(0, again, [2])
first.start()
first.join()
print("done", first.interval)
