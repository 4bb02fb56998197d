import threading
def wait():
    started.release()
    gate.wait()
started = threading.Semaphore(0)
gate = threading.Event()
print(threading.active_count(), [t.name for t in threading.enumerate()])
threads = [threading.Thread(target=wait, name=f"w{i}") for i in range(3)]
for t in threads: t.start()
for _ in threads: started.acquire()
print(threading.active_count(), sorted(t.name for t in threading.enumerate()), threads[0] in threading.enumerate())
gate.set()
for t in threads: t.join()
print(threading.active_count(), [t.is_alive() for t in threads])
print(threading.current_thread() in threading.enumerate(), threading.activeCount() if hasattr(threading, "never") else "ok")
