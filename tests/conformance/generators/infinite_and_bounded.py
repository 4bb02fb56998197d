from itertools import islice

def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1

def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1

def pascal():
    row = [1]
    while True:
        yield row
        row = [1, *(a + b for a, b in zip(row, row[1:])), 1]

def look_and_say(text="1"):
    while True:
        yield text
        result, i = "", 0
        while i < len(text):
            j = i
            while j < len(text) and text[j] == text[i]:
                j += 1
            result += str(j - i) + text[i]
            i = j
        text = result

print(list(collatz(6)), max(collatz(27)))
print(list(islice(primes(), 10)), next(p for p in primes() if p > 100))
for row in islice(pascal(), 5):
    print(" ".join(map(str, row)).center(12).rstrip())
print(list(islice(look_and_say(), 6)))
def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or (x is not None and x <= y):
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)
print(list(merge([1, 4, 6], [2, 3, 5, 9])), list(merge([], [1])), list(merge("ac", "b")))
