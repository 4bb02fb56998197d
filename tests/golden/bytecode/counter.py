from threading import Lock, Thread

counter = 0
lock = Lock()


def task():
    global counter
    for _ in range(2):
        counter += 1
    with lock:
        counter -= 1


threads = [Thread(target=task, name=f'task {n}') for n in range(2)]
for thread in threads:
    thread.start()
