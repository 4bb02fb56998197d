def numbers():
    yield 1
    yield 1 / 0

def doubled(source):
    for n in source:
        yield 2 * n

for n in doubled(numbers()):
    print(n)
