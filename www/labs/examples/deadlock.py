import threading

left = threading.Lock()
right = threading.Lock()


def work(first, second):
    with first:
        with second:
            print("working")


one = threading.Thread(target=work, args=(left, right))
other = threading.Thread(target=work, args=(right, left))
one.start()
other.start()
one.join()
other.join()
