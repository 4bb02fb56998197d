import os
from multiprocessing import Process, Queue, current_process


def work(queue):
    me = current_process()
    queue.put((os.getpid() == me.pid, os.getppid(), os.getpid()))


if __name__ == '__main__':
    queue = Queue()
    process = Process(target=work, args=(queue,))
    process.start()
    same, parent, child = queue.get()
    process.join()
    print(same, parent == os.getpid(), child == process.pid, child != os.getpid())
    print(os.getenv('INTERLEAVE_NOT_SET'), os.getenv('INTERLEAVE_NOT_SET', 'else'))
    print(type(os.cpu_count()).__name__, repr(os.linesep), os.sep, os.name)
