# math: what is no function of floats alone.

pi = 3.141592653589793
e = 2.718281828459045
tau = 6.283185307179586
inf = 1e400
nan = inf - inf


def prod(iterable, /, *, start=1):
    for item in iterable:
        start = start * item
    return start


def fsum(seq, /):
    # What rounding loses is kept in further floats (Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997).
    partials = []
    special = 0.0
    for x in seq:
        x = _float(x)
        if x - x != 0.0:
            special += x
            continue
        count = 0
        for y in partials:
            if fabs(x) < fabs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                partials[count] = low
                count += 1
            x = high
        if x - x != 0.0:
            raise OverflowError("intermediate overflow in fsum")
        partials[count:] = [x]
    if special != 0.0:
        return special
    if not partials:
        return 0.0
    # From the largest down, until something is lost; then half an ulp decides by what is left.
    at = len(partials) - 1
    total = partials[at]
    low = 0.0
    while at > 0:
        x = total
        at -= 1
        y = partials[at]
        total = x + y
        low = y - (total - x)
        if low:
            break
    if at > 0 and (low < 0.0 and partials[at - 1] < 0.0 or low > 0.0 and partials[at - 1] > 0.0):
        y = low * 2.0
        x = total + y
        if y == x - total:
            total = x
    return total


def hypot(*coordinates):
    return _hypot(coordinates)


def dist(p, q, /):
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return _hypot([_float(a) - _float(b) for a, b in zip(p, q)])


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    a, b = _float(a), _float(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = fabs(b - a)
    return difference <= fabs(rel_tol * b) or difference <= fabs(rel_tol * a) or difference <= abs_tol
