from multiprocessing import Process
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


if __name__ == '__main__':
    process_1 = Process(target=task_1)
    process_2 = Process(target=task_2)
    process_1.start()
    process_2.start()
    print('(Both processes have started)', flush=True)

    process_1.join()
    process_2.join()
    print('\nBoth processes have finished')
