"""What CPython's formatting, methods of str, bytes and numbers, `random` and sets give.

`python3.11 tests/golden/text.py tests/golden/text` writes one file for each topic; a line is JSON: function, arguments, and what
it gives or (behind "!") raises. Ints are {"i": hexadecimal}, floats {"f": bits}, bytes {"b": hexadecimal}.
"""

import itertools
import json
import math
import random
import struct
import sys
from pathlib import Path


def encode(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {'i': format(value, 'x')}
    if isinstance(value, float):
        return {'f': struct.pack('>d', math.nan if math.isnan(value) else value).hex()}
    if isinstance(value, bytes):
        return {'b': value.hex()}
    return [encode(item) for item in value]


class Golden:
    def __init__(self, folder, name):
        self.file = open(Path(folder) / f'{name}.jsonl', 'w', encoding='utf-8', newline='\n')
        self.seen = set()

    def case(self, name, function, *arguments):
        try:
            result = ['=', encode(function(*arguments))]
        except Exception as error:
            result = ['!', f'{type(error).__name__}: {error}']
        line = json.dumps([name, encode(arguments), *result], ensure_ascii=True, separators=(',', ':'))
        if line not in self.seen:
            self.seen.add(line)
            print(line, file=self.file)


INTS = [0, 1, -1, 65, 7, -42, 12345, -1234567, 2**31, 2**53 + 1, -(2**64), 10**22, 0x10FFFF, 0x110000, 10**400]
FLOATS = [
    0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 0.1, 1 / 3, 1234.5678, -0.0004, 0.00001, 999999.5, 1e15, 1e16, 1e17, 123456789.125, 1e22,
    1.5e300, -2.5e-300, 5e-324, sys.float_info.max, math.inf, -math.inf, math.nan, 0.045, 2.675, 1e5, 99.995,
]  # fmt: skip
STRINGS = ['', 'a', 'hello', 'äöü€', '😀x']


def random_spec(r):
    parts = [
        r.choice(['', '', '', '<', '>', '^', '=', '*<', '*>', '*^', 'ä=', '0=', '0>', '{^']),
        r.choice(['', '', '', '+', '-', ' ']),
        r.choice(['', '', '', '', '', 'z']),
        r.choice(['', '', '', '', '#']),
        r.choice(['', '', '0']),
        r.choice(['', '', '1', '7', '12', '25']),
        r.choice(['', '', '', ',', '_']),
        r.choice(['', '', '.0', '.1', '.3', '.10', '.20']),
        r.choice(['', 'd', 'b', 'o', 'x', 'X', 'n', 'c', 'e', 'E', 'f', 'F', 'g', 'G', '%', 's']),
    ]
    if r.random() < 0.03:
        r.shuffle(parts)
    return ''.join(parts)


def format_specs(golden, r):
    types = ['', *'bcdoxXneEfFgG%s', 'q', 'é']
    specs = [''.join(p) for p in itertools.product(['', '>', '012', '+', '#', ',', '_', '015_', ' .3', '#.0', '.0', '*^20,', 'z.1'], types)]
    specs += ['.', '5.', ',_', '_,', '1_,d', '99999999999999999999', '.99999999999999999999', '.3000000000f', 'abc', '<<', '<<5', '.800e',
              '.1200f', '1500', '#.30g', 'z', '=', '=5', '05', '<05', '-', '5 ']  # fmt: skip
    for spec in specs:
        for value in r.sample(INTS, 5) + [True]:
            golden.case('format_int', lambda v, s: format(v, s), value, spec)
        for value in r.sample(FLOATS, 5):
            golden.case('format_float', format, value, spec)
        for value in r.sample(STRINGS, 2):
            golden.case('format_str', format, value, spec)
    for _ in range(2000):
        spec = random_spec(r)
        golden.case('format_int', format, r.choice(INTS + [r.randrange(-(10**9), 10**9)]), spec)
        value = r.choice(FLOATS + [r.uniform(-1e6, 1e6), r.gauss(0, 1), struct.unpack('>d', r.randbytes(8))[0]])
        golden.case('format_float', format, value, spec)
        if r.random() < 0.3:
            golden.case('format_str', format, r.choice(STRINGS), spec)


def percents(golden, r):
    def apply(template, arguments):
        return template % (arguments if isinstance(arguments, (dict, tuple)) else (arguments,))

    values = INTS + FLOATS + STRINGS + [True, None]
    for flags, width, precision, letter in itertools.product(
        ['', '0', '-', '+', '#', ' 0', '+#0', '-#'], ['', '5', '12', '*'], ['', '.', '.0', '.3', '.*', '.12'], 'diuoxXeEfFgGcsra'
    ):
        for value in r.sample(values, 1):
            if letter in 'ra' and not isinstance(value, (int, float)):
                continue
            stars = tuple(r.choice([0, 7, -9, 15]) for e in (width, precision) if '*' in e)
            golden.case('percent', lambda t, a: apply(t, tuple(a)), f'<%{flags}{width}{precision}{letter}>', [*stars, value])
    for template, *arguments in [
        ('%s and %s', 1), ('%s', 1, 2), ('%', 1), ('%5', 1), ('%(a', 1), ('%(a)s', 1), ('%*d', 'x', 1), ('%.*f', 'x', 1.0), ('%y', 1), ('%é', 1),
        ('100%%',), ('%%%d%%', 5), ('%5%', 1), ('%ld %hd %Ld', 1, 2, 3), ('%99999999999999999999d', 1), ('%.99999999999d', 1), ('%.3000000000f', 1.0),
        ('%llx', 5), ('ä%sö', 'ü'), ('%d %d', 1), ('%*d', 5), ('%c%c', 'ab', 1), ('%c', ''), ('%-5c|', 'x'), ('%05c|', 65), ('%\x1f', 1),
        ('%', ), ('%z', ), ('%.5000d', 3), ('%x', None), ('%d', 1e400), ('%d', math.nan), ('%d', -1e30), ('abc',), ('abc', 1), ('%#.3x', 5), ('%+s', 'a'),
    ]:  # fmt: skip
        golden.case('percent', lambda t, a: apply(t, tuple(a)), template, arguments)


class Shown:
    """Shows how it was reached and what it was formatted with."""

    def __init__(self, text):
        self.text = text

    def __getattr__(self, name):
        return Shown(f'{self.text}.{name}')

    def __getitem__(self, key):
        return Shown(f'{self.text}[{key!r}]')

    def __format__(self, spec):
        return f'<{self.text}:{spec}>'

    def __str__(self):
        return f's({self.text})'

    def __repr__(self):
        return f'r({self.text})'


def templates(golden, r):
    def apply(template):
        return template.format(Shown('0'), Shown('1'), Shown('2'), a=Shown('a'), key=Shown('key'))

    pieces = ['{', '}', '{{', '}}', '{}', '{0}', '{1}', '{a}', '{key}', '{0.x}', '{a[b]}', '{a[3]}', '{0.x[y].z}', '{a.}', '{a[}', '{a[]}', '{a[1]x}',
              '{!r}', '{!s:>5}', '{0!a}', '{0!x}', '{!', '{!r', '{!rx}', '{0:>{1}}', '{:{}}', '{:{}.{}}', '{:{:{}}}', '{a:}', '{a:{', '{ }', '{9}', '{b}',
              '{a[{]}', '{a[:]}', '{a[!]}', '{99999999999999999999}', '{0[99999999999999999999]}', 'x', 'ä', ':', '!', '[', ']', '{a:%Y-%m}', '{-1}', '{0.}', '{:ä}', '{٣}',
              '{a:{a!r}}', '{0!\x01}', '{.x}', '{[k]}', '{0x}']  # fmt: skip
    for piece in pieces:
        golden.case('template', apply, piece)
    for _ in range(2500):
        golden.case('template', apply, ''.join(r.choice(pieces) for _ in range(r.randint(1, 4))))
    for _ in range(2500):
        golden.case('template', apply, ''.join(r.choice('{{{}}}}ax01.[]!r:') for _ in range(r.randint(1, 10))))


WORDS = ['', ' ', 'a', 'abc', 'aXbXc', 'Hello World', '  spaces \t here \n', 'a,b,,c,', 'aaaa', 'ababab', 'line\nnext\r\nlast\r', 'x\x0by\x1cz\x85u\u2028v',
         'äöü ÄÖÜ ß', 'ΑΣ Σας ΌΣΟΣ.', "they're bill's", 'ǆungla ŉ ﬁne', '123', '٣٤', '²½Ⅷ', '一二三', '-42', '+7', '--1', 'tab\tone\t\ttwo', '😀 smile 😀', 'İstanbul ı',
         '_id9', 'class', '9x', 'été', 'A\u0301b', '\x7f\xa0\xad', 'ᾳ ᾼ ᾀ', 'UPPER', 'lower', 'Title Case', 'mIxEd', '\u1c90\u10d0', 'Ꭰꭰ']  # fmt: skip
SOUGHT = ['', 'a', 'ab', 'X', ',', ' ', 'aa', 'ö', '😀', 'zz', '\n', 'l']
BOUNDS = [None, 0, 1, 3, -1, -3, 100, -100]
TESTS = ['isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper']
CASES = ['upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold']
BYTES = [b'', b' ', b'abc', b'a,b,,c', b' \t x y\x0b ', b'aaaa', b'l\nm\r\nn\r', b'\xff\x00\x80', b'Hello World', b"it's 9x", b'-42', b'UP', b'low', b'12', b'\x1c x']
SOUGHT_BYTES = [b'', b'a', b',', b'aa', b'\n', b'x y', b'l']
UTF8 = [b'abc', 'äö€😀'.encode(), b'\xff', b'a\xc3', b'\xe2\x82', b'\xe2\x28\xa1', b'\xed\xa0\x80', b'\xf0\x90\x80', b'\xc0\x80x', b'\xf5y', b'\xf4\x90\x80\x80', b'\x80\x80', b'\xe0\x80\x80',
        b'ab\xf0\x9f\x98\x80\xf0\x9f', b'\xc3\xc3\xa4']  # fmt: skip


def methods(golden, r, words, sought, tag):
    def case(name, *arguments):
        golden.case(tag + name, lambda text, *rest: getattr(text, name)(*rest), *arguments)

    for word in words:
        for part in r.sample(sought, min(7, len(sought))):
            for name in ('find', 'rfind', 'count', 'startswith', 'endswith'):
                for start, end in [(None, None), *((r.choice(BOUNDS), r.choice(BOUNDS)) for _ in range(1))]:
                    case(name, word, part, start, end)
            for most in (-1, 0, 1, 2):
                case('split', word, part, most)
                case('rsplit', word, part, most)
                case('replace', word, part, part + part, most)
            case('partition', word, part)
            case('rpartition', word, part)
            for name in ('strip', 'lstrip', 'rstrip'):
                case(name, word, part)
            case('join', part, [word, word[:1], word])
        for name in ('split', 'rsplit'):
            for most in (-1, 0, 1, 2):
                case(name, word, None, most)
        for name in ('strip', 'lstrip', 'rstrip'):
            case(name, word, None)
        case('splitlines', word, False)
        case('splitlines', word, True)
        for width in (-1, 0, 5, 8, 13, 14):
            case('zfill', word, width)
            for name in ('center', 'ljust', 'rjust'):
                case(name, word, width, '*' if isinstance(word, str) else b'*')
        for name in ('upper', 'lower', 'title', 'capitalize', 'swapcase'):
            case(name, word)
        for name in TESTS:
            if hasattr(word, name):
                case(name, word)


def strings(golden, r):
    methods(golden, r, WORDS, SOUGHT, 'str_')
    for word in WORDS:
        golden.case('str_casefold', str.casefold, word)
        for size in (0, 1, 4, 8, -1):
            golden.case('str_expandtabs', str.expandtabs, word, size)
        for start, stop, step in itertools.product([None, 0, 1, -2, 50, -50], [None, 2, -1, 50, -50], [None, 1, 2, -1, -3, 0]):
            if r.random() < 0.15:
                golden.case('slice', lambda w, *s: w[slice(*s)], word, start, stop, step)
        for codec in ('utf-8', 'ascii', 'latin-1', 'ISO-8859-1', 'nonesuch'):
            for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'nonesuch'):
                if r.random() < 0.4 and (codec, errors) != ('utf-8', 'nonesuch'):
                    golden.case('encode', str.encode, word, codec, errors)
    for length in (0, 1, 5, 8):
        for bounds in itertools.product([None, 0, 3, -1, -4, 9, -9], [None, 0, 2, -1, 9, -9], [None, 2, -1, -2, 2**62, -(2**63)]):
            golden.case('indices', lambda n, *b: list(range(n))[slice(*b)], length, *bounds)
    # Every code point of the scripts that one meets, alone.
    for code in [*range(0x250), *range(0x370, 0x530), *range(0x2000, 0x20A0), *range(0x2150, 0x218A), *range(0x2460, 0x2500), *range(0x10D0, 0x1100), *range(0x1E00, 0x2000), *range(0x3040, 0x3100)]:
        letter = chr(code)
        # Changed in Unicode 15 and later, which Rust has.
        if (letter.isprintable() or code < 0x250) and letter not in '\u019b\u0264\u10fc':
            golden.case('tests', lambda c: [getattr(c, name)() for name in TESTS], letter)
            golden.case('cases', lambda c: [getattr(c, name)() for name in CASES], letter)


def bytes_(golden, r):
    methods(golden, r, BYTES, SOUGHT_BYTES, 'bytes_')
    for value in UTF8 + BYTES:
        for codec in ('utf-8', 'ascii', 'latin1'):
            for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'nonesuch'):
                golden.case('decode', bytes.decode, value, codec, errors)
        golden.case('hex', bytes.hex, value)
        for group in (-3, -1, 1, 2, 4):
            golden.case('hex', bytes.hex, value, ':', group)
    for text in ['', '00ff', '0 0', 'a', 'abc', ' ab  cd\n', 'zz', '0g', 'ä0', 'AbCd', 'ab c']:
        golden.case('fromhex', bytes.fromhex, text)


def numbers(golden, r):
    texts = ['0', '-0', '42', ' 42\n', '+7', '-12', '', ' ', '-', '+-1', '1_000', '_1', '1_', '1__0', '0x1f', '0X1F', '0o17', '0b101', '0x_1f', '0x', '0_0', '010', '00', 'ff', 'zz', '٣٤',
             '1.5', '1e5', 'abc', "it's", '1 2', '\x1c5\x1c', '9' * 30, '9' * 4301, '1' * 4300, '0b', '-0x10', '0xg', 'Z', '1\x00', '0b12', '0o8', '-0b_1', 'é', '0_7', '--5']  # fmt: skip
    for text in texts:
        for base in (10, 0, 2, 8, 16, 36, 37, 1, -1):
            golden.case('int', int, text, base)
    for text in texts + ['.5', '5.', '.', '1e', 'e5', 'inf', '-INF', 'Infinity', 'nan', '+nan', 'infin', '1_0.0_1', '1_.0', '1._0', '1e1_0', '1e_1', '1e400', '-1e-400', '0x1p3', '2.5e+3', '1.7976931348623159e308', '4.9e-324',
                         '2.4703282292062327208e-324', '179769313486231580793e289', '٣.٥', '1e+', 'NaN ', 'i nf', '1_e5', '1e5_']:  # fmt: skip
        golden.case('float', float, text)
    floats = FLOATS + [struct.unpack('>d', r.randbytes(8))[0] for _ in range(50)] + [r.uniform(-1000, 1000) for _ in range(50)]
    floats += [k / 8 for k in range(-20, 21)] + [k * 2.5 for k in range(-9, 9)] + [25.0, 35.0, 1.25e20, 5e15, 15.0, 1e308, 5e307]
    for value in floats:
        golden.case('round', lambda v: round(v), value)
        for places in (0, 1, 2, 15, 17, 22, 300, 324, -1, -2, -308, -309):
            golden.case('round_places', round, value, places)
        golden.case('is_integer', float.is_integer, value)
        golden.case('ratio', float.as_integer_ratio, value)
        golden.case('float_hex', float.hex, value)
        golden.case('float_int', int, value)
        golden.case('hash_float', lambda v: 0 if math.isnan(v) else hash(v), value)
    ints = INTS + [r.randrange(-(10**k), 10**k) for k in range(1, 60)] + [5, 15, 25, -5, -15, -25, 49, 50, 51, -50, 2**61 - 1, 2**61 - 2, 2**61, -(2**61) + 1, -(2**61)]
    for value in ints:
        for places in (0, 3, -1, -2, -3, -20, -500):
            golden.case('round_int', round, value, places)
        for name, function in (('hex', hex), ('oct', oct), ('bin', bin)):
            golden.case('int_' + name, function, value)
        golden.case('hash_int', hash, value)
        for length, order, signed in itertools.product((0, 1, 4, 8, 30), ('big', 'little'), (False, True)):
            golden.case('to_bytes', lambda v, l, o, s: v.to_bytes(l, o, signed=s), value, length, order, signed)
    for value in BYTES + UTF8:
        for order, signed in itertools.product(('big', 'little'), (False, True)):
            golden.case('from_bytes', lambda v, o, s: int.from_bytes(v, o, signed=s), value, order, signed)
    for value in (10**4299, 10**4300, -(10**4300) + 1, -(10**4300), 10**5000):
        golden.case('decimal_of_hex', lambda text: str(int(text, 16)), format(value, 'x'))
    for length in (0, 1, 2, 3, 5, 20):
        for _ in range(20):
            golden.case('hash_tuple', lambda t: hash(tuple(t)), [r.choice(ints) for _ in range(length)])


def randoms(golden, r):
    def draw(seed, how, count):
        generator = random.Random(seed)
        return [how(generator) for _ in range(count)]

    seeds = [0, 1, -1, 42, 2**32, 2**64 + 5, -(10**50), 2**700 + 3, '', 'seed', 'ä€', b'', b'\x00\xff', 0.5, -2.25, 1e300, 123456789]
    for seed in seeds:
        golden.case('random', lambda s: draw(s, lambda g: g.random(), 5), seed)
        for bits in (0, 1, 31, 32, 33, 64, 100):
            golden.case('getrandbits', lambda s, k: draw(s, lambda g: g.getrandbits(k), 4), seed, bits)
        for limit in (1, 2, 3, 10, 1000, 2**32, 2**32 + 1, 10**30):
            golden.case('below', lambda s, n: draw(s, lambda g: g.randrange(n), 6), seed, limit)
        golden.case('late', lambda s: draw(s, lambda g: g.getrandbits(32), 2000)[-5:], seed)


def sets(golden, r):
    """Programs on three sets: what is in them, in order, after each operation."""

    def run(program):
        sets = [set(), set(), set()]
        orders = []
        for operation, *arguments in program:
            a = arguments[0]
            if operation == 'add':
                sets[a].add(key(arguments[1]))
            elif operation == 'discard':
                sets[a].discard(key(arguments[1]))
            elif operation == 'pop':
                orders.append([sets[a].pop() if sets[a] else None])
                a = arguments[0]
            elif operation == 'clear':
                sets[a].clear()
            elif operation == 'copy':
                sets[a] = sets[arguments[1]].copy()
            elif operation == 'range':
                sets[a] = set(range(*arguments[1:]))
            elif operation in ('update', 'difference_update', 'symmetric_difference_update'):
                getattr(sets[a], operation)(sets[arguments[1]])
            else:
                sets[a] = getattr(sets[arguments[1]], operation)(sets[arguments[2]])
            orders.append(list(sets[a]))
        return orders

    def key(value):
        return tuple(value) if isinstance(value, list) else value

    def random_key():
        kind = r.random()
        if kind < 0.5:
            return r.randrange(-5, 40)
        if kind < 0.75:
            return r.randrange(-(10**12), 10**12) if kind < 0.65 else r.randrange(40) * 32
        if kind < 0.9:
            return r.choice([0.5, -1.0, 2.0, 1e300, math.inf, r.randrange(100) / 4])
        return [r.randrange(4), r.randrange(4)]

    for _ in range(220):
        program = []
        for _ in range(r.choice([6, 15, 40])):
            a, b, c = (r.randrange(3) for _ in range(3))
            operation = r.choice(['add'] * 12 + ['discard'] * 4 + ['pop'] * 2 + ['copy', 'range', 'update', 'update', 'clear', 'difference_update', 'symmetric_difference_update', 'union', 'intersection', 'difference', 'symmetric_difference'])
            if operation in ('add', 'discard'):
                program.append([operation, a, random_key()])
            elif operation in ('pop', 'clear'):
                program.append([operation, a])
            elif operation == 'range':
                program.append([operation, a, *sorted(r.randrange(-20, 90) for _ in range(2)), r.choice([1, 1, 3])])
            elif operation in ('union', 'intersection', 'difference', 'symmetric_difference'):
                program.append([operation, a, b, c])
            else:
                program.append([operation, a, b])
        golden.case('set', run, program)
    golden.case('great_set', lambda n: [sum(i * k for i, k in enumerate(set(x * 7919 % 1000003 for x in range(n)))) % 2**61], 120000)


TOPICS = {'format_spec': format_specs, 'percent': percents, 'format_method': templates, 'str': strings, 'bytes': bytes_, 'numbers': numbers, 'random': randoms, 'sets': sets}

for topic, write in TOPICS.items():
    write(Golden(sys.argv[1], topic), random.Random(topic))
