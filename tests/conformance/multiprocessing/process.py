import multiprocessing
import sys
def work(n, name="x"):
    print("child", n, name, multiprocessing.current_process().name)
def fails(): sys.exit(3)
def returns(): return 5
if __name__ == "__main__":
    p = multiprocessing.Process(target=work, args=(1,), kwargs={"name": "y"})
    print(p.is_alive(), p.exitcode, p.pid, p.name, p.daemon)
    p.start()
    p.join()
    print(p.pid is not None)
    print(p.is_alive(), p.exitcode)
    for f in (fails, returns):
        p = multiprocessing.Process(target=f, name=f.__name__)
        p.start(); p.join()
        print(p.name, p.exitcode)
    class Mine(multiprocessing.Process):
        def __init__(self, n):
            super().__init__()
            self.n = n
        def run(self):
            print("run", self.n)
            self.n = 100
    m = Mine(7)
    m.start(); m.join()
    print(m.n, m.exitcode, multiprocessing.current_process().name, multiprocessing.active_children())
    try:
        m.start()
    except AssertionError as error:
        print(error)
