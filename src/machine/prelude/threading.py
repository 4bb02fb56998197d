# threading: what is no lock.

Lock = lock
RLock = RLock
Condition = Condition
Semaphore = Semaphore
BoundedSemaphore = BoundedSemaphore
Event = Event
Barrier = Barrier
BrokenBarrierError = BrokenBarrierError
local = local
TIMEOUT_MAX = 9223372036.0


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is None:
            name = f"Thread-{_next_name(0)}"
            if target is not None:
                own = getattr(target, "__name__", None)
                if own is not None:
                    name = f"{name} ({own})"
        self._name = f"{name}"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = _is_daemon() if daemon is None else daemon
        self._initialized = True

    def __repr__(self):
        actor = _actor_of(self)
        if actor is None:
            status = "initial"
        elif _has_ended(actor, self):
            status = "stopped"
        else:
            status = "started"
        if self._daemonic:
            status += " daemon"
        if actor is not None:
            status += f" {self.ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if _actor_of(self) is not None:
            raise RuntimeError("threads can only be started once")
        _spawn(_bootstrap, self, True if self._daemonic else False)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        actor = _actor_of(self)
        if actor is None:
            raise RuntimeError("cannot join thread before it is started")
        if actor == _me():
            raise RuntimeError("cannot join current thread")
        if timeout is not None and timeout < 0:
            timeout = 0
        _join(actor, timeout, self)

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        actor = _actor_of(self)
        return actor is not None and not _has_ended(actor, self)

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = f"{name}"

    @property
    def ident(self):
        actor = _actor_of(self)
        return None if actor is None else 139900000000000 + actor

    @property
    def native_id(self):
        actor = _actor_of(self)
        return None if actor is None else 1000 + actor

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if _actor_of(self) is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        # Whether it runs a process: then the actor is known by its Process, and this one by its own number.
        self._actor = _first_actor()

    @property
    def ident(self):
        return 139900000000000 + self._actor

    @property
    def native_id(self):
        return 1000 + self._actor

    @property
    def daemon(self):
        return False

    @daemon.setter
    def daemon(self, daemonic):
        raise RuntimeError("cannot set daemon status of active thread")

    def start(self):
        raise RuntimeError("threads can only be started once")

    def is_alive(self):
        return not _has_ended(self._actor, self)

    def join(self, timeout=None):
        if self._actor == _me():
            raise RuntimeError("cannot join current thread")
        _join(self._actor, timeout, self)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def _bootstrap(thread):
    thread.run()


def _as_thread(actor):
    thread = _thread_of(actor)
    if isinstance(thread, Thread):
        return thread
    if thread is None:
        thread = _MainThread()
        _set_thread(actor, thread)
        return thread
    # The first actor of a process is known by its Process.
    if thread._main_thread is None:
        thread._main_thread = _MainThread()
    return thread._main_thread


def current_thread():
    return _as_thread(_me())


def main_thread():
    return _as_thread(_first_actor())


def enumerate():
    threads = []
    for actor in _living():
        _list_append(threads, _as_thread(actor))
    return threads


def active_count():
    return len(_living())


def get_ident():
    return 139900000000000 + _me()


def get_native_id():
    return 1000 + _me()


currentThread = current_thread
activeCount = active_count
