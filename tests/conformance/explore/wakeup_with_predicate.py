import threading

condition = threading.Condition()
ready = False
woken = False


def waiter():
    global woken
    with condition:
        while not ready:
            condition.wait()
        woken = True


def notifier():
    global ready
    with condition:
        ready = True
        condition.notify()


threads = [threading.Thread(target=waiter), threading.Thread(target=notifier)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
