import queue, threading
q = queue.Queue()
done, lock = [], threading.Lock()
def worker():
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            break
        with lock:
            done.append(item * item)
        q.task_done()
workers = [threading.Thread(target=worker) for _ in range(3)]
for w in workers: w.start()
for i in range(10): q.put(i)
q.join()
print(sorted(done), q.unfinished_tasks)
for _ in workers: q.put(None)
q.join()
for w in workers: w.join()
print(q.empty())
try:
    q.task_done()
except ValueError as error:
    print(error)
q.put(1)
print(q.unfinished_tasks, q.get(), q.unfinished_tasks, q.task_done(), q.unfinished_tasks, q.join())
