from itertools import groupby, tee, chain, islice
print([(k, list(g)) for k, g in groupby("aaabbc")], [(k, len(list(g))) for k, g in groupby([1, 1, 2, 1])])
data = sorted(["apple", "avocado", "bean", "cherry", "corn"], key=lambda w: w[0])
for letter, words in groupby(data, key=lambda w: w[0]):
    print(letter, *words)
print({k: sum(1 for _ in g) for k, g in groupby(range(10), key=lambda x: x // 4)})
groups = groupby([1, 1, 2, 2])
first = next(groups)
second = next(groups)
print(first[0], list(first[1]), second[0], list(second[1]))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
a, b, c = tee("xy", 3)
next(b)
print(list(zip(a, b)), list(c))
def batched(source, n):
    source = iter(source)
    while part := list(islice(source, n)):
        yield part
print(list(batched(range(7), 3)), list(chain(*[[1], [2, 3]])))
