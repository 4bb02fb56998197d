# itertools


def count(start=0, step=1):
    if not isinstance(start, (int, float)):
        raise TypeError("a number is required")
    return _count(start, step)


def _count(number, step):
    while True:
        yield number
        number += step


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    seen = []
    for item in iterator:
        _list_append(seen, item)
        yield item
    while seen:
        for item in seen:
            yield item


def repeat(object, times=None):
    if times is None:
        return _for_ever(object)
    return _repeat(object, range(times))


def _for_ever(item):
    while True:
        yield item


def _repeat(item, times):
    for _ in times:
        yield item


class chain:
    def __new__(cls, *iterables):
        return _chain(iterables)

    def from_iterable(iterables, /):
        return _chain(iterables)


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def islice(iterable, *limits):
    if not 1 <= len(limits) <= 3:
        raise TypeError(f"islice expected at least 2 arguments, got {1 + len(limits)}")
    start, stop, step = 0, None, 1
    if len(limits) == 1:
        stop = limits[0]
        if stop is not None and (not isinstance(stop, int) or stop < 0):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    else:
        start, stop, *rest = limits
        start = 0 if start is None else start
        if rest and rest[0] is not None:
            step = rest[0]
        for limit in (start, stop):
            if limit is not None and (not isinstance(limit, int) or limit < 0):
                raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not isinstance(step, int) or step < 1:
            raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start, stop, step)


def _islice(iterator, start, stop, step):
    # No more items are taken than are wanted.
    at, wanted = 0, start
    while stop is None or wanted < stop:
        try:
            while at < wanted:
                next(iterator)
                at += 1
            item = next(iterator)
        except StopIteration:
            return
        at += 1
        yield item
        wanted += step
    try:
        while at < stop:
            next(iterator)
            at += 1
    except StopIteration:
        return


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def filterfalse(predicate, iterable, /):
    return _filterfalse(bool if predicate is None else predicate, iter(iterable))


def _filterfalse(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*args)


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, function, total):
    if total is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for item in iterator:
        total = total + item if function is None else function(total, item)
        yield total


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    try:
        before = next(iterator)
    except StopIteration:
        return
    for item in iterator:
        yield before, item
        before = item


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(each) for each in iterables], fillvalue)


def _zip_longest(iterators, filler):
    left = len(iterators)
    ended = [False] * left
    while left:
        items = []
        for at in range(len(iterators)):
            item = filler
            if not ended[at]:
                try:
                    item = next(iterators[at])
                except StopIteration:
                    ended[at] = True
                    left -= 1
                    if left == 0:
                        return
            _list_append(items, item)
        yield _list_to_tuple(items)


def product(*iterables, repeat=1):
    return _product([(*each,) for each in iterables] * repeat)


def _product(pools):
    for pool in pools:
        if not pool:
            return
    places = [0] * len(pools)
    while True:
        yield _list_to_tuple([pool[place] for pool, place in zip(pools, places)])
        at = len(places) - 1
        while at >= 0 and places[at] == len(pools[at]) - 1:
            places[at] = 0
            at -= 1
        if at < 0:
            return
        places[at] += 1


def permutations(iterable, r=None):
    pool = (*iterable,)
    length = len(pool) if r is None else r
    if length < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, length)


def _permutations(pool, length):
    count = len(pool)
    if length > count:
        return
    order = [*range(count)]
    left = [count - at for at in range(length)]
    yield pool[:length]
    while True:
        for at in range(length - 1, -1, -1):
            left[at] -= 1
            if left[at]:
                other = count - left[at]
                order[at], order[other] = order[other], order[at]
                yield _list_to_tuple([pool[each] for each in order[:length]])
                break
            order[at:] = order[at + 1 :] + order[at : at + 1]
            left[at] = count - at
        else:
            return


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations((*iterable,), r)


def _combinations(pool, length):
    count = len(pool)
    if length > count:
        return
    places = [*range(length)]
    while True:
        yield _list_to_tuple([pool[place] for place in places])
        at = length - 1
        while at >= 0 and places[at] == at + count - length:
            at -= 1
        if at < 0:
            return
        place = places[at] + 1
        for each in range(at, length):
            places[each] = place
            place += 1


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _with_replacement((*iterable,), r)


def _with_replacement(pool, length):
    count = len(pool)
    if count == 0 and length > 0:
        return
    places = [0] * length
    while True:
        yield _list_to_tuple([pool[place] for place in places])
        at = length - 1
        while at >= 0 and places[at] == count - 1:
            at -= 1
        if at < 0:
            return
        places[at:] = [places[at] + 1] * (length - at)


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._item = self._next_key = self._ended = None
        self._begun = False
        self._group = None

    def _advance(self):
        try:
            self._item = next(self._iterator)
        except StopIteration:
            self._ended = True
            return False
        self._next_key = self._item if self._key is None else self._key(self._item)
        return True

    def __iter__(self):
        return self

    def __next__(self):
        if not self._begun:
            self._begun = True
            self._advance()
        elif self._group is not None:
            # What nobody took of the last group is passed over.
            key = self._group
            while not self._ended and self._next_key == key[0]:
                self._advance()
        if self._ended:
            raise StopIteration
        self._group = (self._next_key,)
        return self._next_key, self._items(self._group)

    def _items(self, group):
        while self._group is group and not self._ended and self._next_key == group[0]:
            item = self._item
            self._advance()
            yield item


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("n must be >= 0")
    link = [None, None]
    iterator = iter(iterable)
    return _list_to_tuple([_tee(iterator, link) for _ in range(n)])


def _tee(iterator, link):
    # A chain of items and next links, which all the iterators follow.
    while True:
        if link[1] is None:
            try:
                link[0] = next(iterator)
            except StopIteration:
                return
            link[1] = [None, None]
        item, link = link
        yield item
