

# What actors do in more than one step, and what the machine's functions raise of the library's own.


class BrokenBarrierError(RuntimeError):
    __module__ = "threading"


class Empty(Exception):
    __module__ = "_queue"


class Full(Exception):
    __module__ = "queue"


class PicklingError(Exception):
    __module__ = "_pickle"


def _condition_wait(condition, timeout):
    times = _condition_begin(condition)
    if _condition_end(condition, times, timeout):
        return True
    notified = _condition_give_up(condition)
    _take_back(_condition_lock(condition), times)
    return notified


def _condition_wait_for(condition, predicate, timeout):
    end = None
    result = predicate()
    while not result:
        if timeout is not None:
            if end is None:
                end = _now() + timeout * 1e9
            else:
                timeout = (end - _now()) / 1e9
                if timeout <= 0:
                    break
        if not condition.wait(timeout):
            return predicate()
        result = predicate()
    return result


def _barrier_wait(barrier, timeout):
    index = _barrier_arrive(barrier)
    if index < barrier.parties - 1:
        _barrier_pass(barrier, timeout)
        return index
    action = _barrier_action(barrier)
    if action is not None:
        try:
            action()
        except BaseException:
            barrier.abort()
            raise
        _barrier_open(barrier)
    return index


def _priority_put(queue, item, block, timeout):
    while True:
        before = _queue_items(queue)
        after = [*before, item]
        _sift_down(after, 0, len(after) - 1)
        if _queue_replace(queue, before, after, block, timeout):
            return


def _priority_get(queue, block, timeout):
    while True:
        _queue_await(queue, block, timeout)
        before = _queue_items(queue)
        if not before:
            continue
        after = [*before]
        last = after[-1]
        del after[-1]
        if after:
            after[0] = last
            _sift_up(after)
        if _queue_replace(queue, before, after, block, timeout):
            return before[0]


def _sift_down(heap, start, at):
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def _sift_up(heap):
    at = 0
    end = len(heap)
    item = heap[0]
    while 2 * at + 1 < end:
        child = 2 * at + 1
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
    heap[at] = item
    _sift_down(heap, 0, at)


def _sendall(socket, data):
    at = 0
    while at < len(data):
        at += socket.send(data[at : at + 65536])


def _local_get(object, name):
    _local_start(object)
    return getattr(object, name)


def _local_set(object, name, value):
    _local_start(object)
    setattr(object, name, value)


def _local_start(object):
    # An actor uses an object of a class derived from threading.local first: it begins as it did for whoever made it.
    args = _local_begin(object)
    object.__init__(*args)
