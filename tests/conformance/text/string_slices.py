s = "abcdefghij"
print(s[2:5], s[:3], s[7:], s[:], s[::2], s[::-1], s[1:8:3], s[8:1:-2], s[-3:], s[:-3], s[-5:-2])
print(s[100:], s[:100], s[5:2], s[-100:3], s[2:2], s[::-3], s[-1:0:-1], s[3::-1])
i = slice(1, 7, 2)
print(s[i], i, i.start, i.stop, i.step, slice(3), i.indices(5), slice(None, None, -1).indices(4))
for index in (0, 9, -1, -10):
    print(s[index], end=" ")
print()
for bad in (10, -11):
    try:
        s[bad]
    except IndexError as error:
        print(error)
try:
    s["a"]
except TypeError as error:
    print(error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s[0] = "x"
except TypeError as error:
    print(error)
word = "äöü€😀x"
print(len(word), word[4], word[::-1], word[1:4], word.index("😀"), [ord(c) for c in word])
