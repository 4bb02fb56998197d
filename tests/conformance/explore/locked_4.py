import threading

counter = 0
lock = threading.Lock()


def add():
    global counter
    with lock:
        counter += 1


threads = [threading.Thread(target=add), threading.Thread(target=add), threading.Thread(target=add), threading.Thread(target=add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
