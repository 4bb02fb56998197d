import threading
import atomics

number = atomics.Int(0)


def first():
    global ticket_1
    ticket_1 = number.fetch_add(1)


def second():
    global ticket_2
    ticket_2 = number.fetch_add(1)


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
