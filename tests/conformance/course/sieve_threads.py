import queue
import threading

END = 0

def cell(source, primes):
    prime = source.get()
    if prime == END:
        return
    primes.append(prime)
    target = queue.Queue(maxsize=1)
    following = threading.Thread(target=cell, args=(target, primes))
    following.start()
    while (n := source.get()) != END:
        if n % prime:
            target.put(n)
    target.put(END)
    following.join()

primes = []
first = queue.Queue(maxsize=1)
t = threading.Thread(target=cell, args=(first, primes))
t.start()
for n in range(2, 30):
    first.put(n)
first.put(END)
t.join()
print(primes)
