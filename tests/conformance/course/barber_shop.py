import threading

CHAIRS, CUSTOMERS = 3, 6
customers = threading.Semaphore(0)
barber = threading.Semaphore(0)
mutex = threading.Lock()
waiting = 0
served, turned_away = [], []

def barber_thread():
    global waiting
    while True:
        customers.acquire()
        with mutex:
            if closed and waiting == 0:
                return
            waiting -= 1
        barber.release()

def customer_thread(n):
    global waiting
    with mutex:
        if waiting == CHAIRS:
            turned_away.append(n)
            return
        waiting += 1
    customers.release()
    barber.acquire()
    with mutex:
        served.append(n)

closed = False
b = threading.Thread(target=barber_thread)
b.start()
threads = [threading.Thread(target=customer_thread, args=(n,)) for n in range(CUSTOMERS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
closed = True
customers.release()
b.join()
print(len(served) + len(turned_away), waiting, sorted(served + turned_away))
