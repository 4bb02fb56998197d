import threading

wants_0 = wants_1 = False
turn = 0
counter = 0


def worker_0():
    global wants_0, turn, counter
    wants_0 = True
    turn = 1
    while wants_1 and turn == 1:
        pass
    counter += 1
    wants_0 = False


def worker_1():
    global wants_1, turn, counter
    wants_1 = True
    turn = 0
    while wants_0 and turn == 0:
        pass
    counter += 1
    wants_1 = False


threads = [threading.Thread(target=worker_0), threading.Thread(target=worker_1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
