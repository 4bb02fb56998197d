import threading, time
def forever():
    while True:
        time.sleep(0.01)
t = threading.Thread(target=forever, daemon=True)
print(t.daemon, threading.Thread().daemon)
t.start()
print(t.is_alive(), t.join(timeout=0.03), t.is_alive())
def child():
    inner = threading.Thread(target=print)
    print("inherited", inner.daemon)
d = threading.Thread(target=child)
d.daemon = True
d.start(); d.join()
try:
    t.daemon = False
except RuntimeError as error:
    print(error)
def last():
    time.sleep(0.1)
    print("a thread that is not a daemon ends the program")
threading.Thread(target=last).start()
print("main ends")
