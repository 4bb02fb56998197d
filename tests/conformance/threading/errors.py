import threading
t = threading.Thread(target=print, args=("ran",))
try:
    t.join()
except RuntimeError as error:
    print(error)
t.start(); t.join()
try:
    t.start()
except RuntimeError as error:
    print(error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
lock = threading.Lock()
try:
    lock.release()
except RuntimeError as error:
    print(error)
rlock = threading.RLock()
try:
    rlock.release()
except RuntimeError as error:
    print(error)
condition = threading.Condition()
for call in (condition.wait, condition.notify, condition.notify_all):
    try:
        call()
    except RuntimeError as error:
        print(error)
for attempt in (lambda: threading.Semaphore(-1), lambda: threading.BoundedSemaphore(1).release(), lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-5), lambda: threading.Thread(5)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
def change_daemon():
    try:
        threading.current_thread().daemon = True
    except RuntimeError as error:
        print(error)
t = threading.Thread(target=change_daemon)
t.start(); t.join()
