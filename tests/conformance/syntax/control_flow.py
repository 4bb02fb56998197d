for i in range(10):
    if i == 2:
        continue
    if i == 5:
        break
    print(i, end=" ")
else:
    print("never")
print()
for i in range(2):
    pass
else:
    print("loop ended")
n = 5
while n:
    n -= 1
    if n == 3:
        continue
    print(n, end=" ")
else:
    print("down")
while True:
    break
else:
    print("never")
for x in []:
    print("never")
else:
    print("empty")
def grade(points):
    if points >= 90:
        return "A"
    elif points >= 80:
        return "B"
    elif points >= 70: return "C"
    else:
        return "F"
print([grade(p) for p in (95, 85, 75, 10)])
for a in range(3):
    for b in range(3):
        if b == 1: break
        print(a, b, end="; ")
    else:
        print("inner never breaks")
print()
def find(matrix, wanted):
    for r, row in enumerate(matrix):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    return None
print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
i = 100
for i in range(3): pass
print(i)
