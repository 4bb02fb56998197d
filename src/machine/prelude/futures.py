# concurrent.futures, over threads and processes.
import threading as _threading
import multiprocessing as _processes

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class Error(Exception):
    __module__ = "concurrent.futures._base"


class CancelledError(Error):
    __module__ = "concurrent.futures._base"


class InvalidStateError(Error):
    __module__ = "concurrent.futures._base"


class BrokenExecutor(RuntimeError):
    pass


TimeoutError = TimeoutError


class Future:
    def __init__(self):
        self._condition = _threading.Condition()
        self._state = "pending"
        self._result = None
        self._exception = None
        self._callbacks = []

    def __repr__(self):
        with self._condition:
            what = ""
            if self._state == "finished":
                if self._exception is not None:
                    what = f" raised {type(self._exception).__name__}"
                else:
                    what = f" returned {type(self._result).__name__}"
            return f"<Future at {id(self):#x} state={self._state}{what}>"

    def cancel(self):
        with self._condition:
            if self._state == "running" or self._state == "finished":
                return False
            if self._state == "cancelled":
                return True
            self._state = "cancelled"
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        with self._condition:
            return self._state == "cancelled"

    def running(self):
        with self._condition:
            return self._state == "running"

    def done(self):
        with self._condition:
            return self._state == "cancelled" or self._state == "finished"

    def add_done_callback(self, fn):
        with self._condition:
            if self._state != "cancelled" and self._state != "finished":
                self._callbacks.append(fn)
                return
        fn(self)

    def _call_back(self):
        for callback in self._callbacks:
            callback(self)

    def _is_over(self):
        return self._state == "cancelled" or self._state == "finished"

    def _await(self, timeout):
        # Under the condition.
        if not self._is_over():
            self._condition.wait_for(self._is_over, timeout)
        if self._state == "cancelled":
            raise CancelledError()
        if self._state != "finished":
            raise TimeoutError()

    def result(self, timeout=None):
        with self._condition:
            self._await(timeout)
            if self._exception is not None:
                raise self._exception
            return self._result

    def exception(self, timeout=None):
        with self._condition:
            self._await(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == "cancelled":
                return False
            self._state = "running"
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self._is_over():
                raise InvalidStateError(f"{self._state.upper()}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = "finished"
            self._condition.notify_all()
        self._call_back()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        columns = [_list(iterable) for iterable in iterables]
        count = min([len(column) for column in columns])
        futures = []
        for at in range(count):
            futures.append(self.submit(fn, *[column[at] for column in columns]))
        return _results(futures, timeout)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False


def _results(futures, timeout):
    try:
        for future in futures:
            yield future.result(timeout)
    finally:
        for future in futures:
            future.cancel()


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = 8
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers
        self._tasks = _serve(SimpleQueue())
        self._idle = Semaphore(0)
        self._threads = []
        self._closed = False
        self._lock = lock()
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{_next_name(2) - 1}"
        self._prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            future = Future()
            self._tasks.put((future, fn, args, kwargs))
            if not self._idle.acquire(False) and len(self._threads) < self._max_workers:
                thread = _threading.Thread(
                    target=self._work,
                    name=f"{self._prefix}_{len(self._threads)}",
                    daemon=False,
                )
                self._threads.append(thread)
                thread.start()
            return future

    def _work(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        tasks = self._tasks
        while True:
            try:
                task = tasks.get_nowait()
            except Empty:
                self._idle.release()
                task = tasks.get()
            if task is None:
                # For the next one.
                tasks.put(None)
                return
            future, fn, args, kwargs = task
            if future.set_running_or_notify_cancel():
                try:
                    result = fn(*args, **kwargs)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._closed = True
            if cancel_futures:
                while True:
                    try:
                        task = self._tasks.get_nowait()
                    except Empty:
                        break
                    if task is not None:
                        task[0].cancel()
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _call(connection, fn, args, kwargs):
    try:
        answer = (True, fn(*args, **kwargs))
    except BaseException as error:
        answer = (False, error)
    connection.send(answer)


class ProcessPoolExecutor(ThreadPoolExecutor):
    # A thread for each worker starts a process for each call and waits for its answer.
    def submit(self, fn, /, *args, **kwargs):
        return super().submit(_in_process, fn, args, kwargs)


def _in_process(fn, args, kwargs):
    receiver, sender = _processes.Pipe(False)
    process = _processes.Process(target=_call, args=(sender, fn, args, kwargs))
    process.start()
    sender.close()
    try:
        fine, answer = receiver.recv()
    except EOFError:
        raise BrokenExecutor("A process in the process pool was terminated abruptly")
    process.join()
    if fine:
        return answer
    raise answer


class _Waiter:
    # Gets the futures in the order in which they end.
    def __init__(self, futures):
        self._ended = SimpleQueue()
        for future in futures:
            future.add_done_callback(self._ended.put)

    def get(self, timeout):
        return self._ended.get(True, timeout)


def as_completed(fs, timeout=None):
    futures = []
    for future in fs:
        if future not in futures:
            futures.append(future)
    waiter = _Waiter(futures)
    end = None if timeout is None else _now() + timeout * 1e9
    for count in range(len(futures)):
        left = None if end is None else max(0, (end - _now()) / 1e9)
        try:
            future = waiter.get(left)
        except Empty:
            raise TimeoutError(f"{len(futures) - count} (of {len(futures)}) futures unfinished")
        yield future


class DoneAndNotDoneFutures(tuple):
    @property
    def done(self):
        return self[0]

    @property
    def not_done(self):
        return self[1]


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = set(fs)
    waiter = _Waiter(futures)
    end = None if timeout is None else _now() + timeout * 1e9
    done = set()
    while len(done) < len(futures):
        left = None if end is None else max(0, (end - _now()) / 1e9)
        try:
            future = waiter.get(left)
        except Empty:
            break
        done.add(future)
        if return_when == FIRST_COMPLETED:
            # Those that ended at the same time are done, too.
            done = set([each for each in futures if each.done()])
            break
        if return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None:
            break
    return DoneAndNotDoneFutures((done, futures - done))
