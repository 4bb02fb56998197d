from threading import Thread

counter = 0


def increment():
    global counter
    for _ in range(6):
        counter += 1


threads = [Thread(target=increment) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
