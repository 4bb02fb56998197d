def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)

print(factorial(30))
print(2 ** 100, -(2 ** 100))
print(2 ** 47 - 1, 2 ** 47, -(2 ** 47), -(2 ** 47) - 1)
print((2 ** 64 - 1) * (2 ** 64 - 1))
print(10 ** 40 // 7, 10 ** 40 % 7, -(10 ** 40) // 7, -(10 ** 40) % 7)
print((1 << 200) >> 190, (1 << 70) | 5, (1 << 70) & ((1 << 70) - 1), ~(1 << 65))
print(int("123456789012345678901234567890") + 1)
print(hex(2 ** 80), oct(2 ** 66), bin(2 ** 50))
print(2 ** 70 == 2.0 ** 70, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 30 > 1e30, 10 ** 30 < 1.1e30)
print(float(10 ** 25), 10 ** 25 / 10 ** 20, int(1e25))
print(pow(7, 123, 10 ** 20), divmod(10 ** 25, 10 ** 12 + 1))
print((2 ** 90).bit_length(), hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(2 ** 100))
a, b = 0, 1
for _ in range(200):
    a, b = b, a + b
print(a)
total = 140737488355327
total += 1
print(total, total - 1, -total - 1)
print(f"{2 ** 70:,} {2 ** 70:x} {-(2 ** 70):_b}")
