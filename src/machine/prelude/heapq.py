# heapq: a list in which no item is less than the one at half its place (Williams, "Algorithm 232: Heapsort", 1964).
# Items move as in CPython, so that equal items come out in the same order.


def _towards_root(heap, first, at):
    item = heap[at]
    while at > first:
        parent = (at - 1) >> 1
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def _towards_leaves(heap, at):
    # Down to a leaf, and then up again: what comes here is mostly large.
    first, end, item = at, len(heap), heap[at]
    child = 2 * at + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _towards_root(heap, first, at)


def heappush(heap, item):
    heap.append(item)
    _towards_root(heap, 0, len(heap) - 1)


def heappop(heap):
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _towards_leaves(heap, 0)
    return least


def heapreplace(heap, item):
    least = heap[0]
    heap[0] = item
    _towards_leaves(heap, 0)
    return least


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _towards_leaves(heap, 0)
    return item


def heapify(heap):
    for at in range(len(heap) // 2 - 1, -1, -1):
        _towards_leaves(heap, at)


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    heads = []
    for number, iterator in enumerate([iter(each) for each in iterables]):
        for item in iterator:
            heads.append((item if key is None else key(item), number, item, iterator))
            break
    while heads:
        best = 0
        for at in range(1, len(heads)):
            first, second = heads[at][0], heads[best][0]
            if second < first if reverse else first < second:
                best = at
        _, number, item, iterator = heads[best]
        yield item
        for item in iterator:
            heads[best] = (item if key is None else key(item), number, item, iterator)
            break
        else:
            del heads[best]
