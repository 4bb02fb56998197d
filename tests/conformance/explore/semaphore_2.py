import threading

permits = threading.Semaphore(2)
counter = 0


def worker():
    global counter
    with permits:
        counter += 1


threads = [threading.Thread(target=worker), threading.Thread(target=worker), threading.Thread(target=worker)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
