# multiprocessing: processes are started as by fork.


class ProcessError(Exception):
    pass


class AuthenticationError(ProcessError):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class Process:
    _main_thread = None
    _actor = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._identity = _process_name()
        self._name = f"{name}" if name is not None else self._identity
        self._target = target
        self._args = (*args,)
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = False if daemon is None else daemon
        self._parent = _pid()
        self._main_thread = None
        self._actor = None

    def start(self):
        assert self._actor is None, "cannot start a process twice"
        assert self._parent == _pid(), "can only start a process object created by current process"
        own = _own_process()
        if own is not None and own._daemonic:
            raise AssertionError("daemonic processes are not allowed to have children")
        self._actor = _fork(_bootstrap, self, True if self._daemonic else False)

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def _check_started(self, what):
        assert self._parent == _pid(), "can only " + what + " a child process"

    def join(self, timeout=None):
        self._check_started("join")
        assert self._actor is not None, "can only join a started process"
        if timeout is not None and timeout < 0:
            timeout = 0
        _join(self._actor, timeout, self)

    def is_alive(self):
        if _own_process() is self:
            return True
        self._check_started("test")
        return self._actor is not None and not _has_ended(self._actor, self)

    def terminate(self):
        _kill(self._actor, 15, self)

    def kill(self):
        _kill(self._actor, 9, self)

    def close(self):
        if self._actor is not None and not _has_ended(self._actor, self):
            raise ValueError(
                "Cannot close a process while it is still running. "
                "You should first call join() or terminate()."
            )

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        assert self._actor is None, "process has already started"
        self._daemonic = daemonic

    @property
    def exitcode(self):
        if self._actor is None or self is _own_process():
            return None
        return _exit_code(self._actor, self)

    @property
    def pid(self):
        if self is _own_process():
            return _pid()
        return None if self._actor is None else _pid(self._actor)

    @property
    def ident(self):
        return self.pid

    def __repr__(self):
        if self is _own_process():
            status = "started"
        elif self._actor is None:
            status = "initial"
        else:
            code = _exit_code(self._actor, self)
            status = "started" if code is None else f"stopped exitcode={code}"
        daemon = " daemon" if self._daemonic else ""
        pid = "" if self.pid is None else f" pid={self.pid}"
        name = f"{type(self).__name__} name={self._name!r}"
        return f"<{name}{pid} parent={self._parent} {status}{daemon}>"


class _MainProcess:
    name = "MainProcess"
    daemon = False
    exitcode = None
    _daemonic = False

    @property
    def pid(self):
        return _pid()

    @property
    def ident(self):
        return _pid()

    def is_alive(self):
        return True


_main_process = _MainProcess()


def _own_process():
    process = _thread_of(_first_actor())
    return process if isinstance(process, Process) else None


def _process_name():
    own = _own_process()
    number = _next_name(1)
    # CPython numbers the children of Process-1 as Process-1:1, Process-1:2 …, whatever name the parent was given.
    return f"{own._identity}:{number}" if own is not None else f"Process-{number}"


def _bootstrap(process):
    process.run()


def current_process():
    own = _own_process()
    return _main_process if own is None else own


def parent_process():
    return None if _own_process() is None else _main_process


def active_children():
    return [process for process in _processes() if process.is_alive()]


def cpu_count():
    return 4


def freeze_support():
    pass


def set_start_method(method, force=False):
    if method != "fork":
        raise ValueError(f"the start method {method!r} is not supported here; use 'fork'")


def get_start_method(allow_none=False):
    return "fork"


def get_all_start_methods():
    return ["fork"]


def Manager():
    raise NotImplementedError("multiprocessing.Manager is not supported here; use Value, Array or Queue")


def Queue(maxsize=0):
    return _between_queue(maxsize)


def JoinableQueue(maxsize=0):
    return _between_queue(maxsize)


def SimpleQueue():
    return _between_queue(0)


def Pipe(duplex=True):
    return _pipe(duplex)


def Lock():
    return _between_lock()


def RLock():
    return _between_rlock()


def Semaphore(value=1):
    return _between_semaphore(value, False)


def BoundedSemaphore(value=1):
    return _between_semaphore(value, True)


def Event():
    return _between_event()


def Condition(lock=None):
    return _between_condition(lock)


def Barrier(parties, action=None, timeout=None):
    return _between_barrier(parties, action, timeout)


class _Raw:
    def __init__(self, memory):
        self._memory = memory

    @property
    def value(self):
        return _shared_get(self._memory, 0)

    @value.setter
    def value(self, value):
        _shared_set(self._memory, 0, value)


class _RawArray:
    def __init__(self, memory):
        self._memory = memory

    def __len__(self):
        return _shared_len(self._memory)

    def __getitem__(self, index):
        memory = self._memory
        if isinstance(index, slice):
            return [_shared_get(memory, at) for at in range(_shared_len(memory))[index]]
        return _shared_get(memory, index)

    def __setitem__(self, index, value):
        memory = self._memory
        if isinstance(index, slice):
            places = range(_shared_len(memory))[index]
            values = _list(value)
            if len(places) != len(values):
                raise ValueError("Can only assign sequence of same size")
            for at in range(len(values)):
                _shared_set(memory, places[at], values[at])
        else:
            _shared_set(memory, index, value)

    def __iter__(self):
        for at in range(_shared_len(self._memory)):
            yield _shared_get(self._memory, at)


class _Locked:
    def _lock_with(self, lock):
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release

    def get_lock(self):
        return self._lock

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class Synchronized(_Raw, _Locked):
    def __init__(self, memory, lock):
        self._memory = memory
        self._lock_with(lock)

    def get_obj(self):
        return _Raw(self._memory)


class SynchronizedArray(_RawArray, _Locked):
    def __init__(self, memory, lock):
        self._memory = memory
        self._lock_with(lock)

    def get_obj(self):
        return _RawArray(self._memory)


def _zero(code):
    if code == "c":
        return b"\0"
    return 0.0 if code == "d" or code == "f" else 0


def Value(typecode_or_type, *args, lock=True):
    code = typecode_or_type
    memory = _shared(code, [args[0] if args else _zero(code)], False)
    if lock is False:
        return _Raw(memory)
    return Synchronized(memory, _between_rlock() if lock is True or lock is None else lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    code = typecode_or_type
    if isinstance(size_or_initializer, int):
        items = [_zero(code)] * size_or_initializer
    else:
        items = _list(size_or_initializer)
    memory = _shared(code, items, True)
    if lock is False:
        return _RawArray(memory)
    return SynchronizedArray(memory, _between_rlock() if lock is True or lock is None else lock)


def RawValue(typecode_or_type, *args):
    return Value(typecode_or_type, *args, lock=False)


def RawArray(typecode_or_type, size_or_initializer):
    return Array(typecode_or_type, size_or_initializer, lock=False)


class AsyncResult:
    def __init__(self, pool, numbers, single, callback, error_callback):
        self._pool = pool
        self._numbers = numbers
        self._single = single
        self._callback = callback
        self._error_callback = error_callback
        self._done = False

    def _collect(self, block, timeout):
        results = self._pool._results
        for number in self._numbers:
            while number not in results:
                try:
                    found, fine, value = self._pool._outcomes.get(block, timeout)
                except Empty:
                    return False
                results[found] = (fine, value)
        if not self._done:
            self._done = True
            self._fine = True
            values = []
            for number in self._numbers:
                fine, value = results.pop(number)
                if not fine and self._fine:
                    self._fine = False
                    self._error = value
                values.append(value)
            self._value = values[0] if self._single else values
            # What others collect is done, too.
            self._numbers = []
            if self._fine and self._callback is not None:
                self._callback(self._value)
            if not self._fine and self._error_callback is not None:
                self._error_callback(self._error)
        return True

    def ready(self):
        with self._pool._lock:
            return self._collect(False, None)

    def wait(self, timeout=None):
        with self._pool._lock:
            self._collect(True, timeout)

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._fine

    def get(self, timeout=None):
        with self._pool._lock:
            if not self._collect(True, timeout):
                raise TimeoutError
        if self._fine:
            return self._value
        raise self._error


def _work(tasks, outcomes, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        task = tasks.get()
        if task is None:
            return
        number, function, args, kwargs = task
        try:
            outcome = (number, True, function(*args, **kwargs))
        except Exception as error:
            outcome = (number, False, error)
        try:
            outcomes.put(outcome)
        except Exception as error:
            outcomes.put((number, False, error))


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            processes = cpu_count()
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._tasks = _between_queue(0)
        self._outcomes = _between_queue(0)
        self._lock = RLock()
        self._results = {}
        self._next = 0
        self._open = True
        self._workers = []
        for _ in range(processes):
            worker = Process(
                target=_work,
                args=(self._tasks, self._outcomes, initializer, initargs),
                daemon=True,
            )
            worker.name = f"ForkPoolWorker{worker._identity[7:]}"
            worker.start()
            self._workers.append(worker)

    def _submit(self, function, calls, single, callback=None, error_callback=None):
        if not self._open:
            raise ValueError("Pool not running")
        numbers = []
        for args, kwargs in calls:
            number = self._next
            self._next += 1
            self._tasks.put((number, function, args, kwargs))
            numbers.append(number)
        return AsyncResult(self, numbers, single, callback, error_callback)

    def apply_async(self, func, args=(), kwds=None, callback=None, error_callback=None):
        calls = [((*args,), {} if kwds is None else kwds)]
        return self._submit(func, calls, True, callback, error_callback)

    def apply(self, func, args=(), kwds=None):
        return self.apply_async(func, args, kwds).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        calls = [((item,), {}) for item in iterable]
        return self._submit(func, calls, False, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        calls = [((*items,), {}) for items in iterable]
        return self._submit(func, calls, False, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable).get()

    def imap(self, func, iterable, chunksize=1):
        results = [self.apply_async(func, (item,)) for item in iterable]
        return _results_of(results)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self.imap(func, iterable)

    def close(self):
        if self._open:
            self._open = False
            for _ in self._workers:
                self._tasks.put(None)

    def terminate(self):
        self._open = False
        for worker in self._workers:
            worker.terminate()

    def join(self):
        if self._open:
            raise ValueError("Pool is still running")
        for worker in self._workers:
            worker.join()

    def __enter__(self):
        if not self._open:
            raise ValueError("Pool not running")
        return self

    def __exit__(self, *args):
        self.terminate()


def _results_of(results):
    for result in results:
        yield result.get()


def get_context(method=None):
    raise NotImplementedError("multiprocessing.get_context is not supported here; use the module itself")
