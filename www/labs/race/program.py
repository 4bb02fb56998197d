from threading import Thread

counter = 10


def task_1():
    global counter
    for _ in range(1_000_000):
        counter += 1


def task_2():
    global counter
    for _ in range(1_000_001):
        counter -= 1


thread_1 = Thread(target=task_1)
thread_2 = Thread(target=task_2)
thread_1.start()
thread_2.start()
print('(Both threads started)')

thread_1.join()
thread_2.join()
print('Both threads finished')
print('counter =', counter)
