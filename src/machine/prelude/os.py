# os: what of it needs no files.

name = "posix"
sep = "/"
linesep = "\n"
environ = {}


def getpid():
    return _pid()


def getppid():
    return getattr(_thread_of(_first_actor()), "_parent", 1)


def cpu_count():
    return 4


def getenv(key, default=None):
    return environ.get(key, default)
