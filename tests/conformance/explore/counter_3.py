import threading

counter = 0


def add():
    global counter
    for _ in range(3):
        counter += 1


threads = [threading.Thread(target=add), threading.Thread(target=add)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
