import threading

x = 0


def writer():
    global x
    x = 1


def reader_0():
    global seen_0
    seen_0 = x


threads = [threading.Thread(target=writer), threading.Thread(target=reader_0)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
