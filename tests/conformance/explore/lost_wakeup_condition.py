import threading

condition = threading.Condition()
woken = False


def waiter():
    global woken
    with condition:
        condition.wait()
        woken = True


def notifier():
    with condition:
        condition.notify()


threads = [threading.Thread(target=waiter), threading.Thread(target=notifier)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
