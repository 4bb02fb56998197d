import threading

x = 0


def writer():
    global x
    x = 1


def reader_0():
    global seen_0
    seen_0 = x


def reader_1():
    global seen_1
    seen_1 = x


def reader_2():
    global seen_2
    seen_2 = x


threads = [threading.Thread(target=writer), threading.Thread(target=reader_0), threading.Thread(target=reader_1), threading.Thread(target=reader_2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
