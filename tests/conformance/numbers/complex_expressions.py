a, b, c = 3, 5, 7
print(1 < a < b < c, 1 < a > 2, a == 3 == 3.0, a < b > c, a != b != a)
print(not a, not 0, not a == b, a and b, 0 and b, a or b, 0 or "" or None)
print(a if b > c else c, (a if b < c else c) + 1)
print(-a ** 2, (-a) ** 2, 2 ** 3 ** 2, 2 ** -1 ** 2)
print(a + b * c - a // 2 % 2, (a + b) * c, a - b - c, a / b / c)
print(1 | 2 ^ 3 & 4, 1 << 2 + 1, ~a + 1, not True == False)
print(3 in [1, 2, 3] == True, (3 in [1, 2, 3]) == True)
print(None is None, None is not None, a is not None, [] is not [])

def noisy(value):
    print("eval", value)
    return value

print(noisy(1) < noisy(2) < noisy(3))
print(noisy(3) < noisy(2) < noisy(1))
print(noisy(0) or noisy(5) and noisy(6))
print([noisy(1), noisy(2)][noisy(1)] + noisy(4) * noisy(5))
d = {noisy("k"): noisy("v"), noisy("k2"): noisy("v2")}
d[noisy("x")] = noisy("y")
print(d)
