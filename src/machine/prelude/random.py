# random: what is made of a generator's numbers, in CPython's order of asking for them.
from math import acos, ceil, cos, exp, floor, log, pi, sin, sqrt
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate


def _randrange(generator, start, stop=None, step=1):
    start = _as_int(start)
    if stop is None:
        if step != 1:
            raise TypeError("Missing a non-None stop argument")
        if start > 0:
            return generator._below(start)
        raise ValueError("empty range for randrange()")
    stop, step = _as_int(stop), _as_int(step)
    width = stop - start
    if step == 1:
        if width > 0:
            return start + generator._below(width)
        raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
    if step > 0:
        count = (width + step - 1) // step
    elif step < 0:
        count = (width + step + 1) // step
    else:
        raise ValueError("zero step for randrange()")
    if count <= 0:
        raise ValueError("empty range for randrange()")
    return start + step * generator._below(count)


def _randint(generator, a, b):
    return _randrange(generator, a, b + 1)


def _choice(generator, seq):
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[generator._below(len(seq))]


def _shuffle(generator, x):
    for at in range(len(x) - 1, 0, -1):
        other = generator._below(at + 1)
        x[at], x[other] = x[other], x[at]


def _sample(generator, population, k, *, counts=None):
    if isinstance(population, (set, frozenset, dict)) or not hasattr(population, "__getitem__"):
        raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
    count = len(population)
    if counts is not None:
        ends = [*_accumulate(counts)]
        if len(ends) != count:
            raise ValueError("The number of counts does not match the population")
        total = ends.pop()
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[_bisect(ends, each)] for each in _sample(generator, range(total), k)]
    if not 0 <= k <= count:
        raise ValueError("Sample larger than population or is negative")
    result = []
    # A list of all is smaller than a set of the chosen ones up to here.
    limit = 21
    if k > 5:
        limit += 4 ** ceil(log(k * 3, 4))
    if count <= limit:
        pool = [*population]
        for taken in range(k):
            at = generator._below(count - taken)
            _list_append(result, pool[at])
            pool[at] = pool[count - taken - 1]
    else:
        selected = {}
        for _ in range(k):
            at = generator._below(count)
            while at in selected:
                at = generator._below(count)
            selected[at] = True
            _list_append(result, population[at])
    return result


def _choices(generator, population, weights=None, *, cum_weights=None, k=1):
    count = len(population)
    if cum_weights is None:
        if weights is None:
            length = count + 0.0
            return [population[floor(generator.random() * length)] for _ in range(k)]
        try:
            cum_weights = [*_accumulate(weights)]
        except TypeError:
            if not isinstance(weights, int):
                raise
            raise TypeError(
                f"The number of choices must be a keyword argument: k={weights}"
            ) from None
    elif weights is not None:
        raise TypeError("Cannot specify both weights and cumulative weights")
    if len(cum_weights) != count:
        raise ValueError("The number of weights does not match the population")
    total = cum_weights[-1] + 0.0
    if total <= 0.0:
        raise ValueError("Total of weights must be greater than zero")
    if total - total != 0.0:
        raise ValueError("Total of weights must be finite")
    return [population[_bisect(cum_weights, generator.random() * total, 0, count - 1)] for _ in range(k)]


def _uniform(generator, a, b):
    return a + (b - a) * generator.random()


def _triangular(generator, low=0.0, high=1.0, mode=None):
    u = generator.random()
    try:
        c = 0.5 if mode is None else (mode - low) / (high - low)
    except ZeroDivisionError:
        return low
    if u > c:
        u = 1.0 - u
        c = 1.0 - c
        low, high = high, low
    return low + (high - low) * sqrt(u * c)


_TWO_PI = 2.0 * pi
_NORMAL = 4 * exp(-0.5) / sqrt(2.0)
_LOG_4 = log(4.0)
_GAMMA = 1.0 + log(4.5)


def _normalvariate(generator, mu=0.0, sigma=1.0):
    while True:
        u = generator.random()
        v = 1.0 - generator.random()
        z = _NORMAL * (u - 0.5) / v
        if z * z / 4.0 <= -log(v):
            return mu + z * sigma


def _gauss(generator, mu=0.0, sigma=1.0):
    z = generator._spare()
    if z is None:
        angle = generator.random() * _TWO_PI
        radius = sqrt(-2.0 * log(1.0 - generator.random()))
        z = cos(angle) * radius
        generator._spare(sin(angle) * radius)
    return mu + z * sigma


def _lognormvariate(generator, mu=0.0, sigma=1.0):
    return exp(_normalvariate(generator, mu, sigma))


def _expovariate(generator, lambd=1.0):
    return -log(1.0 - generator.random()) / lambd


def _vonmisesvariate(generator, mu, kappa):
    if kappa <= 1e-6:
        return _TWO_PI * generator.random()
    s = 0.5 / kappa
    r = s + sqrt(1.0 + s * s)
    while True:
        z = cos(pi * generator.random())
        d = z / (r + z)
        u = generator.random()
        if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
            break
    q = 1.0 / r
    f = (q + z) / (1.0 + q * z)
    if generator.random() > 0.5:
        return (mu + acos(f)) % _TWO_PI
    return (mu - acos(f)) % _TWO_PI


def _gammavariate(generator, alpha, beta):
    if alpha <= 0.0 or beta <= 0.0:
        raise ValueError("gammavariate: alpha and beta must be > 0.0")
    if alpha > 1.0:
        scale = sqrt(2.0 * alpha - 1.0)
        b = alpha - _LOG_4
        c = alpha + scale
        while True:
            u = generator.random()
            if not 1e-7 < u < 0.9999999:
                continue
            v = 1.0 - generator.random()
            w = log(u / (1.0 - u)) / scale
            x = alpha * exp(w)
            z = u * u * v
            r = b + c * w - x
            if r + _GAMMA - 4.5 * z >= 0.0 or r >= log(z):
                return x * beta
    if alpha == 1.0:
        return -log(1.0 - generator.random()) * beta
    e = exp(1.0)
    while True:
        u = generator.random()
        b = (e + alpha) / e
        p = b * u
        if p <= 1.0:
            x = p ** (1.0 / alpha)
        else:
            x = -log((b - p) / alpha)
        v = generator.random()
        if p > 1.0:
            if v <= x ** (alpha - 1.0):
                break
        elif v <= exp(-x):
            break
    return x * beta


def _betavariate(generator, alpha, beta):
    y = _gammavariate(generator, alpha, 1.0)
    if y:
        return y / (y + _gammavariate(generator, beta, 1.0))
    return 0.0


def _paretovariate(generator, alpha):
    return (1.0 - generator.random()) ** (-1.0 / alpha)


def _weibullvariate(generator, alpha, beta):
    return alpha * (-log(1.0 - generator.random())) ** (1.0 / beta)


def _randbytes(generator, n):
    return generator.getrandbits(n * 8).to_bytes(n, "little")


class Random(_Random):
    __module__ = "random"
    randrange = _randrange
    randint = _randint
    choice = _choice
    shuffle = _shuffle
    sample = _sample
    choices = _choices
    uniform = _uniform
    triangular = _triangular
    normalvariate = _normalvariate
    gauss = _gauss
    lognormvariate = _lognormvariate
    expovariate = _expovariate
    vonmisesvariate = _vonmisesvariate
    gammavariate = _gammavariate
    betavariate = _betavariate
    paretovariate = _paretovariate
    weibullvariate = _weibullvariate
    randbytes = _randbytes


SystemRandom = Random


def seed(a=None, version=2):
    _own().seed(a, version)


def getstate():
    return _own().getstate()


def setstate(state):
    _own().setstate(state)


def randrange(start, stop=None, step=1):
    return _randrange(_own(), start, stop, step)


def randint(a, b):
    return _randrange(_own(), a, b + 1)


def choice(seq):
    return _choice(_own(), seq)


def shuffle(x):
    _shuffle(_own(), x)


def sample(population, k, *, counts=None):
    return _sample(_own(), population, k, counts=counts)


def choices(population, weights=None, *, cum_weights=None, k=1):
    return _choices(_own(), population, weights, cum_weights=cum_weights, k=k)


def uniform(a, b):
    return _uniform(_own(), a, b)


def triangular(low=0.0, high=1.0, mode=None):
    return _triangular(_own(), low, high, mode)


def normalvariate(mu=0.0, sigma=1.0):
    return _normalvariate(_own(), mu, sigma)


def gauss(mu=0.0, sigma=1.0):
    return _gauss(_own(), mu, sigma)


def lognormvariate(mu=0.0, sigma=1.0):
    return _lognormvariate(_own(), mu, sigma)


def expovariate(lambd=1.0):
    return _expovariate(_own(), lambd)


def vonmisesvariate(mu, kappa):
    return _vonmisesvariate(_own(), mu, kappa)


def gammavariate(alpha, beta):
    return _gammavariate(_own(), alpha, beta)


def betavariate(alpha, beta):
    return _betavariate(_own(), alpha, beta)


def paretovariate(alpha):
    return _paretovariate(_own(), alpha)


def weibullvariate(alpha, beta):
    return _weibullvariate(_own(), alpha, beta)


def randbytes(n):
    return _randbytes(_own(), n)
