from multiprocessing import Pipe, Process
from multiprocessing.shared_memory import SharedMemory
from queue import SimpleQueue
from statistics import median
from threading import Thread
from time import perf_counter

ROUNDS = 7
SIZES = [4**power for power in range(14)]


def send_back(receive, send):
    while (array := receive()) is not None:
        send(array)


def measure(give, take, array):
    """The time to give an array, one way, in µs: half of a trip there and back."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        give(array)
        take()
        times.append(perf_counter() - start)
    return median(times) / 2 * 1e6


def to_thread():
    there, back = SimpleQueue(), SimpleQueue()
    Thread(target=send_back, args=(there.get, back.put)).start()
    # What is given is a reference: the other thread has the very same object.
    times = [measure(there.put, back.get, bytearray(size)) for size in SIZES]
    there.put(None)
    return times


def open_and_send_back(connection):
    while (name := connection.recv()) is not None:
        shared = SharedMemory(name)
        shared.close()
        connection.send(name)


def to_process(target, make):
    here, there = Pipe()
    process = Process(target=target, args=(there,))
    process.start()
    times = [measure(here.send, here.recv, make(size)) for size in SIZES]
    here.send(None)
    process.join()
    return times


def copy_back(connection):
    send_back(connection.recv, connection.send)


def by_shared_memory():
    blocks = [SharedMemory(create=True, size=size) for size in SIZES]
    names = {size: block.name for size, block in zip(SIZES, blocks)}
    times = to_process(open_and_send_back, names.get)
    for block in blocks:
        block.close()
        block.unlink()
    return times


if __name__ == '__main__':
    rows = zip(SIZES, to_thread(), to_process(copy_back, bytearray), by_shared_memory())
    print('     bytes     thread       copy  shared memory   (µs)')
    for size, thread, copy, shared in rows:
        print(f'{size:10} {thread:10.1f} {copy:10.1f} {shared:14.1f}')
