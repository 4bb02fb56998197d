words = "the quick brown fox jumps over the lazy dog".split()
print(len(words), " ".join(reversed(words)), " ".join(sorted(words, key=len)), sorted(set(words)))
print(" ".join(w.capitalize() for w in words), "".join(w[0] for w in words), {w: len(w) for w in words})
table = [("apple", 3, 0.5), ("banana", 12, 0.25), ("cherry", 100, 3.0)]
for name, count, price in table:
    print(f"{name:<10}{count:>5}{price:>8.2f}{count * price:>10.2f}")
print("-" * 33)
print("|".join(f"{name:^10}" for name, _, _ in table))
text = ""
for i in range(5):
    text += str(i) * i + "."
print(text, text.count("."), text.rstrip("."))
print("\n".join("*" * i + " " * (4 - i) + "|" for i in range(1, 5)))
caesar = "".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.isalpha() else c for c in "hello world")
print(caesar, "".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.isalpha() else c for c in caesar))
print("racecar" == "racecar"[::-1], "abc".join("123"), str(12345)[::-1], sum(map(int, str(98765))))
try:
    ", ".join([1, 2])
except TypeError as error:
    print(error)
try:
    "a".split("")
except ValueError as error:
    print(error)
try:
    "abc".index("z")
except ValueError as error:
    print(error)
