from threading import Lock, Thread

a = 100
b = 100
lock_a = Lock()
lock_b = Lock()


def from_a_to_b(amount):
    global a, b
    with lock_a:
        with lock_b:
            a -= amount
            b += amount


def from_b_to_a(amount):
    global a, b
    with lock_b:
        with lock_a:
            b -= amount
            a += amount


thread_1 = Thread(target=from_a_to_b, args=(50,))
thread_2 = Thread(target=from_b_to_a, args=(20,))
thread_1.start()
thread_2.start()

thread_1.join()
thread_2.join()
print('a =', a, 'b =', b)
