from threading import Thread
from time import sleep

a = ''


def task_1():
    global a
    for _ in range(10):
        print('1' + a, end='', flush=True)
        a = '.'
        sleep(1)


def task_2():
    global a
    for _ in range(20):
        print('2' + a, end='', flush=True)
        a = '-'
        sleep(0.6)


thread_1 = Thread(target=task_1)
thread_2 = Thread(target=task_2)
thread_1.start()
thread_2.start()
print('(Both threads have started)', flush=True)

thread_1.join()
thread_2.join()
print('\nBoth threads have finished')
