# bisect: where something belongs in a sorted sequence.


def _halving(goes_left, items, lo, hi, key):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(items)
    while lo < hi:
        middle = (lo + hi) // 2
        item = items[middle]
        if goes_left(item if key is None else key(item)):
            hi = middle
        else:
            lo = middle + 1
    return lo


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    return _halving(lambda item: x < item, a, lo, hi, key)


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    return _halving(lambda item: not item < x, a, lo, hi, key)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


bisect = bisect_right
insort = insort_right
