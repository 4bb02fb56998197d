import threading
import time

def sleep_sort(numbers):
    result = []
    def wait(n):
        time.sleep(n * 0.1)
        result.append(n)
    threads = [threading.Thread(target=wait, args=(n,)) for n in numbers]
    for t in threads: t.start()
    for t in threads: t.join()
    return result

print(sleep_sort([5, 1, 4, 2, 3]))
