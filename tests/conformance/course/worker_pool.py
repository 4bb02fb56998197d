import queue
import threading

class Pool:
    def __init__(self, size):
        self.tasks = queue.Queue()
        self.results = {}
        self.lock = threading.Lock()
        self.workers = [threading.Thread(target=self._work, name=f"worker {i}") for i in range(size)]
        for w in self.workers:
            w.start()

    def _work(self):
        while True:
            task = self.tasks.get()
            if task is None:
                return
            key, function, arguments = task
            try:
                result = ("ok", function(*arguments))
            except Exception as error:
                result = ("error", f"{type(error).__name__}: {error}")
            with self.lock:
                self.results[key] = result
            self.tasks.task_done()

    def submit(self, key, function, *arguments):
        self.tasks.put((key, function, arguments))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.tasks.join()
        for _ in self.workers:
            self.tasks.put(None)
        for w in self.workers:
            w.join()

with Pool(3) as pool:
    for n in (10, 0, 4, -1):
        pool.submit(("divide", n), lambda n: 100 // n, n)
    pool.submit("join", "-".join, ["a", "b"])
    pool.submit("bad", int, "x")
for key in sorted(pool.results, key=str):
    print(key, pool.results[key])
print([w.is_alive() for w in pool.workers])
