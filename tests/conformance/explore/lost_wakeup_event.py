import threading

event = threading.Event()
woken = False


def waiter():
    global woken
    event.clear()
    event.wait()
    woken = True


def notifier():
    event.set()


threads = [threading.Thread(target=waiter), threading.Thread(target=notifier)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
