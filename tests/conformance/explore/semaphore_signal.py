import threading

ready = threading.Semaphore(0)
value = 0


def first():
    global value
    value = 1
    ready.release()


def second():
    global value
    ready.acquire()
    value = value * 2 + 1


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
