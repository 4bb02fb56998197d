from multiprocessing import Process
import time
def forever():
    while True:
        time.sleep(0.01)
p = Process(target=forever)
p.start()
print(p.is_alive(), p.exitcode, p.join(0.05), p.is_alive())
p.terminate()
p.join()
print(p.is_alive(), p.exitcode)
q = Process(target=forever, daemon=True)
q.start()
print(q.daemon, q.is_alive())
q.kill()
q.join()
print(q.exitcode)
