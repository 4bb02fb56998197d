import threading, time
log = []
start = time.monotonic()
def tick(name, at):
    time.sleep(at)
    log.append((name, int((time.monotonic() - start) * 10 + 0.3)))
threads = [threading.Thread(target=tick, args=a) for a in (("c", 0.3), ("a", 0.1), ("b", 0.2))]
for t in threads: t.start()
for t in threads: t.join()
print(log)
