import threading

class Future:
    def __init__(self):
        self._done, self._value, self._error = threading.Event(), None, None
    def set(self, value):
        self._value = value
        self._done.set()
    def fail(self, error):
        self._error = error
        self._done.set()
    def result(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError("not done yet")
        if self._error is not None:
            raise self._error
        return self._value

def spawn(function, *args):
    future = Future()
    def run():
        try:
            future.set(function(*args))
        except Exception as error:
            future.fail(error)
    threading.Thread(target=run).start()
    return future

def parallel_sum(numbers):
    if len(numbers) <= 2:
        return sum(numbers)
    middle = len(numbers) // 2
    left, right = spawn(parallel_sum, numbers[:middle]), spawn(parallel_sum, numbers[middle:])
    return left.result() + right.result()

print(parallel_sum(list(range(20))))
bad = spawn(lambda: {}["missing"])
try:
    bad.result()
except KeyError as error:
    print("failed with", repr(error))
never = Future()
try:
    never.result(timeout=0.02)
except TimeoutError as error:
    print(error)
print([f.result() for f in [spawn(pow, 2, n) for n in range(5)]])
