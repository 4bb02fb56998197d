import threading
class JobError(Exception): pass
class Job:
    def __init__(self, n): self.n = n
    def run(self):
        try:
            self.check()
        except ValueError as error:
            raise JobError(f"job {self.n}") from error
    def check(self):
        raise ValueError("bad job")
def worker():
    Job(7).run()
t = threading.Thread(target=worker)
t.start()
t.join()
print("end")
