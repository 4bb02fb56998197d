from multiprocessing import Process, Queue
import threading
def child(q, base):
    results = []
    lock = threading.Lock()
    def work(n):
        with lock:
            results.append(base + n)
    threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for t in threads: t.start()
    for t in threads: t.join()
    q.put((base, sorted(results), threading.current_thread().name, threading.active_count()))
q = Queue()
processes = [Process(target=child, args=(q, b)) for b in (10, 20)]
for p in processes: p.start()
for answer in sorted(q.get() for _ in processes): print(answer)
for p in processes: p.join()
print([p.exitcode for p in processes])
