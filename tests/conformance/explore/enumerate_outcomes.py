"""Writes what exploring each program of this folder is to find: NAME.json beside NAME.py. Run it without arguments.

Each program is here a second time, as operations of actors on shared state, and every schedule of these is counted, with none of
what the explorer does to be fast. An actor's operations are those that others can notice; a jump belongs to the operation before it.

In a NAME.json, `observe` are the names to be observed, `outcomes` all outcomes with their numbers of interleavings (decimal; null
where there are infinitely many) and probabilities under a uniformly random scheduler (null where a cycle is on the way), `findings`
the kinds that are to be found, and `absent` those that are not."""

import json
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
INFINITE = None


class Operation:
    """Something that others can notice: what it does to the state, when it can be done, and the variable that it accesses."""

    def __init__(self, do, when=lambda state: True, access=None):
        self.do, self.when, self.access = do, when, access


class Jump:
    """Goes on at an index of the actor's operations if the condition holds for its registers."""

    def __init__(self, condition, to):
        self.condition, self.to = condition, to


def setting(name, function):
    def do(state):
        state[name] = function(state)

    return do


def read(register, variable):
    return Operation(setting(register, lambda state: state[variable]), access=(variable, False))


def write(variable, function):
    return Operation(setting(variable, function), access=(variable, True))


def increment(variable, register):
    return [read(register, variable), write(variable, lambda state: state[register] + 1)]


def acquire(lock):
    return Operation(setting(lock, lambda state: state[lock] - 1), lambda state: state[lock] > 0)


def release(lock):
    return Operation(setting(lock, lambda state: state[lock] + 1))


def under(locks, body):
    """The body with the locks held, which are taken in their order."""
    return [*map(acquire, locks), *body, *map(release, reversed(locks))]


def wait(condition, lock, me):
    def give_up(state):
        state[lock] += 1
        state[condition] += (me,)

    def take_again(state):
        state[lock] -= 1

    return [Operation(give_up), Operation(take_again, lambda state: me not in state[condition] and state[lock] > 0)]


def notify(condition):
    return Operation(setting(condition, lambda state: state[condition][1:]))


class Model:
    """A program: its state at the beginning, its actors, and what is observed."""

    def __init__(self, state, actors, observe, extra=(), absent=(), fails=lambda state: False):
        self.actors, self.observe, self.extra, self.absent, self.fails = actors, observe, list(extra), list(absent), fails
        self.initial = dict(state)
        for actor in range(len(actors)):
            self.go_on(self.initial, actor, 0)

    def go_on(self, state, actor, at):
        """Jumps until the next operation."""
        operations = self.actors[actor]
        while at < len(operations) and isinstance(operations[at], Jump):
            at = operations[at].to if operations[at].condition(state) else at + 1
        state['at', actor] = at

    def next(self, state, actor):
        at = state['at', actor]
        return self.actors[actor][at] if at < len(self.actors[actor]) else None

    def successors(self, state):
        for actor in range(len(self.actors)):
            operation = self.next(state, actor)
            if operation and operation.when(state):
                after = dict(state)
                operation.do(after)
                self.go_on(after, actor, state['at', actor] + 1)
                yield actor, after

    def races(self, state):
        """Whether two actors are about to access one variable, one of them to write it."""
        nexts = [self.next(state, actor) for actor, _ in self.successors(state)]
        accesses = [operation.access for operation in nexts if operation.access]
        return any(
            a[0] == b[0] and (a[1] or b[1]) for i, a in enumerate(accesses) for b in accesses[:i]
        )  # fmt: skip

    def values(self, state):
        return tuple((name, repr(state[name])) for name in self.observe if name in state)


def key(state):
    return tuple(sorted((repr(name), value) for name, value in state.items()))


def reachable(model):
    """All states by their keys, and the keys of the successors of each, one for each actor that can step."""
    states, edges, todo = {key(model.initial): model.initial}, {}, [model.initial]
    while todo:
        state = todo.pop()
        edges[key(state)] = []
        for _, after in model.successors(state):
            edges[key(state)].append(key(after))
            if key(after) not in states:
                states[key(after)] = after
                todo.append(after)
    return states, edges


def closure(targets, edges):
    """The states from which one of the targets can be reached."""
    found, grown = set(targets), True
    while grown:
        before = len(found)
        found |= {state for state, successors in edges.items() if any(each in found for each in successors)}
        grown = len(found) > before
    return found


def ordered(states, edges):
    """The states so that each comes before its successors, or None if there is a cycle."""
    incoming = {state: 0 for state in states}
    for state in states:
        for after in edges[state]:
            if after in incoming:
                incoming[after] += 1
    todo, order = [state for state, count in incoming.items() if count == 0], []
    while todo:
        state = todo.pop()
        order.append(state)
        for after in edges[state]:
            if after in incoming:
                incoming[after] -= 1
                if incoming[after] == 0:
                    todo.append(after)
    return order if len(order) == len(incoming) else None


def analyse(model):
    states, edges = reachable(model)
    initial = key(model.initial)
    terminal = {state for state, successors in edges.items() if not successors}
    endless = set(edges) - closure(terminal, edges)
    outcomes = {}
    for state in terminal:
        ended = all(model.next(states[state], actor) is None for actor in range(len(model.actors)))
        kind = 'deadlock' if not ended else 'exception' if model.fails(states[state]) else 'finished'
        outcomes.setdefault((kind, model.values(states[state])), set()).add(state)
    for state in endless:
        outcomes.setdefault(('endless', model.values(states[state])), set()).add(state)

    acyclic = ordered(edges, edges)
    chance = {state: Fraction(0) for state in edges}
    chance[initial] = Fraction(1)
    for state in acyclic or ():
        for after in edges[state]:
            chance[after] += chance[state] / len(edges[state])

    result = []
    for (kind, values), ends in sorted(outcomes.items()):
        way = closure(ends, edges)
        order = ordered(way, edges)
        interleavings = INFINITE
        if order is not None:
            paths = {state: 0 for state in way}
            paths[initial] = 1
            for state in order:
                for after in edges[state]:
                    if after in paths:
                        paths[after] += paths[state]
            interleavings = str(sum(paths[end] for end in ends))
        probability = float(sum(chance[end] for end in ends)) if acyclic else None
        result.append({'kind': kind, 'values': dict(values), 'interleavings': interleavings, 'probability': probability})

    kinds = {kind for kind, _ in outcomes}
    findings = list(model.extra)
    absent = list(model.absent)
    # A lost wake-up is a deadlock that is told by its cause.
    if 'lost wake-up' not in findings:
        (findings if 'deadlock' in kinds else absent).append('deadlock')
    (findings if any(map(model.races, states.values())) else absent).append('data race')
    return {'observe': model.observe, 'outcomes': result, 'findings': sorted(findings), 'absent': sorted(absent)}


def peterson(enter):
    def worker(me):
        entry = enter(me, 1 - me)
        return [*entry, *increment('counter', ('r', me)), write(f'wants_{me}', lambda state: False)]

    state = {'wants_0': False, 'wants_1': False, 'turn': 0, 'counter': 0}
    return state, [worker(0), worker(1)], ['counter']


def want(me):
    return write(f'wants_{me}', lambda state: True)


def with_turn(me, other):
    wants, turn = ('wants', me), ('turn', me)
    return [
        want(me), write('turn', lambda state: other),
        read(wants, f'wants_{other}'), Jump(lambda state: not state[wants], 6),
        read(turn, 'turn'), Jump(lambda state: state[turn] == other, 2),
    ]  # fmt: skip


def without_turn(me, other):
    wants = ('wants', me)
    return [want(me), read(wants, f'wants_{other}'), Jump(lambda state: state[wants], 1)]


def test_first(me, other):
    wants = ('wants', me)
    return [read(wants, f'wants_{other}'), Jump(lambda state: state[wants], 0), want(me)]


def spinning(me, taken):
    seen = ('seen', me)

    def exchange(state):
        state[seen] = state['taken']
        if taken == 1 or state['taken'] == 0:
            state['taken'] = taken

    body = increment('counter', ('r', me))
    return [Operation(exchange), Jump(lambda state: state[seen] != 0, 0), *body, Operation(setting('taken', lambda state: 0))]


def models():
    for k in range(1, 5):
        actors = [increment('counter', ('r', me)) * k for me in range(2)]
        yield f'counter_{k}', Model({'counter': 0}, actors, ['counter'])
    actors = [increment('counter', ('r', me)) for me in range(2)]
    yield 'counter_asserted', Model({'counter': 0}, actors, ['counter'], fails=lambda state: state['counter'] != 2)
    for n in range(2, 5):
        actors = [under(['lock'], increment('counter', ('r', me))) for me in range(n)]
        yield f'locked_{n}', Model({'counter': 0, 'lock': 1}, actors, ['counter'])
        forks = {f'fork {i}': 1 for i in range(n)}
        for order, change in (('left', list), ('ordered', sorted)):
            pairs = [change([i, (i + 1) % n]) for i in range(n)]
            actors = [under([f'fork {a}', f'fork {b}'], []) for a, b in pairs]
            yield f'philosophers_{order}_{n}', Model({**forks, 'n': n}, actors, ['n'])
    for n in range(1, 5):
        actors = [[write('x', lambda state: 1)], *([read(f'seen_{i}', 'x')] for i in range(n))]
        yield f'readers_{n}', Model({'x': 0}, actors, [f'seen_{i}' for i in range(n)])

    yield 'peterson', Model(*peterson(with_turn), absent=['livelock', 'starvation'])
    yield 'peterson_without_turn', Model(*peterson(without_turn), extra=['livelock'])
    yield 'peterson_test_first', Model(*peterson(test_first))

    woken = write('woken', lambda state: True)
    state = {'lock': 1, 'condition': (), 'woken': False, 'ready': False}
    waiter = under(['lock'], [*wait('condition', 'lock', 0), woken])
    notifier = under(['lock'], [notify('condition')])
    yield 'lost_wakeup_condition', Model(state, [waiter, notifier], ['woken'], extra=['lost wake-up'])
    asking = [read('seen', 'ready'), Jump(lambda state: state['seen'], 6), *wait('condition', 'lock', 0), Jump(lambda state: True, 1)]
    waiter = [acquire('lock'), *asking, woken, release('lock')]
    telling = [write('ready', lambda state: True), notify('condition')]
    yield 'wakeup_with_predicate', Model(state, [waiter, under(['lock'], telling)], ['woken'], absent=['lost wake-up'])
    waiter = [Operation(setting('event', lambda state: False)), Operation(lambda state: None, lambda state: state['event']), woken]
    notifier = [Operation(setting('event', lambda state: True))]
    yield 'lost_wakeup_event', Model({'event': False, 'woken': False}, [waiter, notifier], ['woken'])

    def put(item, room):
        return Operation(setting('queue', lambda state: (*state['queue'], item)), lambda state: len(state['queue']) < room)

    def get(name):
        def do(state):
            state[name], *rest = state['queue']
            state['queue'] = tuple(rest)

        return Operation(do, lambda state: state['queue'])

    state = {'queue': ()}
    yield 'queue_one_slot', Model(state, [[put(1, 1)], [put(2, 1)], [get('first'), get('second')]], ['first', 'second'])
    yield 'queue_starved', Model({**state, 'n': 1}, [[put(1, 9)], [get('a')], [get('b')]], ['n'])

    for name, second in (('two_locks', ['b', 'a']), ('two_locks_ordered', ['a', 'b'])):
        actors = [under(locks, increment('counter', ('r', me))) for me, locks in enumerate((['a', 'b'], second))]
        yield name, Model({'a': 1, 'b': 1, 'counter': 0}, actors, ['counter'])
    for n in (1, 2):
        actors = [under(['permits'], increment('counter', ('r', me))) for me in range(3)]
        yield f'semaphore_{n}', Model({'permits': n, 'counter': 0}, actors, ['counter'])
    first = [write('value', lambda state: 1), release('ready')]
    second = [acquire('ready'), read('v', 'value'), write('value', lambda state: state['v'] * 2 + 1)]
    yield 'semaphore_signal', Model({'ready': 0, 'value': 0}, [first, second], ['value'])

    state = {'taken': 0, 'counter': 0}
    yield 'spin_lock', Model(state, [spinning(0, 1), spinning(1, 1)], ['counter'])
    yield 'spin_lock_compare_and_swap', Model(state, [spinning(0, 1), spinning(1, 2)], ['counter'])

    def fetch_add(register):
        def do(state):
            state[register] = state['number']
            state['number'] += 1

        return [Operation(do)]

    yield 'fetch_add', Model({'number': 0}, [fetch_add('ticket_1'), fetch_add('ticket_2')], ['ticket_1', 'ticket_2'])

    def load_store(me):
        load = Operation(setting(('r', me), lambda state: state['number']))
        return [load, Operation(setting('number', lambda state: state['r', me] + 1))]

    last = Operation(setting('total', lambda state: state['number']), lambda state: state['at', 0] == state['at', 1] == 2)
    yield 'load_store', Model({'number': 0}, [load_store(0), load_store(1), [last]], ['total'])


def main():
    names = set()
    for name, model in models():
        names.add(name)
        expected = analyse(model)
        (HERE / f'{name}.json').write_text(json.dumps(expected, indent=1) + '\n', encoding='utf-8')
        kinds = ', '.join(f'{each["kind"]} {each["values"]} {each["interleavings"]}' for each in expected['outcomes'])
        print(f'{name}: {kinds}; {expected["findings"]}')
    programs = {path.stem for path in HERE.glob('*.py')} - {Path(__file__).stem}
    assert names == programs, names ^ programs


if __name__ == '__main__':
    main()
