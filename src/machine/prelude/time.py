# time: the machine's clock, which begins at 0 on a fixed day.

_EPOCH = 1700000000


def sleep(seconds, /):
    _sleep(seconds)


def time():
    return _EPOCH + _now() / 1000000000


def time_ns():
    return _EPOCH * 1000000000 + _now()


def monotonic():
    return _now() / 1000000000


def monotonic_ns():
    return _now()


perf_counter = monotonic
perf_counter_ns = monotonic_ns
process_time = monotonic
process_time_ns = monotonic_ns
thread_time = monotonic
thread_time_ns = monotonic_ns


def strftime(*args):
    raise RuntimeError("dates are not supported here; use time()")


ctime = strftime
asctime = strftime
localtime = strftime
gmtime = strftime
mktime = strftime
