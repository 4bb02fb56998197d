"""What Python's operators give: operator, operands and result, one per line, between tabs."""

import operator

INTS = [0, 1, -1, 7, -7, 2**47 - 1, 2**47, 2**53 + 1, 2**70 + 3, -(2**70) - 1]
FLOATS = [0.0, -0.0, -2.5, 3.0, 123456789.125, 5e-324, float('inf'), float('-inf'), float('nan')]
OTHERS = [None, True, False, "it's", 'ä\n\x7f\u2028"', b"\x00'\xffz", (), (1, 'a'), (1, 2.0)]
OPERATORS = {
    '+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv, '%': operator.mod, '**': operator.pow,
    '<<': operator.lshift, '>>': operator.rshift, '|': operator.or_, '^': operator.xor, '&': operator.and_,
    '//': operator.floordiv, '@': operator.matmul, '<': operator.lt, '<=': operator.le, '==': operator.eq,
    '!=': operator.ne, '>': operator.gt, '>=': operator.ge,
}  # fmt: skip


def is_left_out(symbol, a, b):
    """Formatting with `%`, and what would be too long to be read."""
    if symbol == '%' and isinstance(a, (str, bytes)):
        return True
    if symbol in ('**', '<<') and isinstance(a, int) and isinstance(b, int) and b > 10:
        return True
    return symbol == '*' and any(isinstance(x, int) and x > 100 and not isinstance(y, (int, float)) for x, y in ((a, b), (b, a)))


values = INTS + FLOATS + OTHERS
for symbol, function in OPERATORS.items():
    for a in values:
        for b in values:
            if is_left_out(symbol, a, b):
                continue
            try:
                result = function(a, b)
            except Exception as error:
                if 'complex' in str(error):
                    continue
                result = f'{type(error).__name__}: {error}'
            else:
                if isinstance(result, complex):
                    continue
                result = repr(result)
            print(symbol, repr(a), repr(b), result, sep='\t')
