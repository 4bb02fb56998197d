from itertools import product, permutations, combinations, combinations_with_replacement, chain, zip_longest, starmap, accumulate, compress, pairwise
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])))
print(list(permutations([1, 2, 3])), list(permutations("abc", 2)), list(permutations([1], 2)), list(combinations("abcd", 2)), list(combinations([1, 2], 3)))
print(list(combinations_with_replacement("ab", 2)), sum(1 for _ in permutations(range(5))))
print(list(chain([1], "ab", (2,))), list(chain.from_iterable([[1, 2], [3]])), list(zip_longest([1, 2, 3], "a", fillvalue="-")), list(zip_longest("ab", [])))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([2, 3], lambda a, b: a * b)), list(accumulate([])))
print(list(compress("abcd", [1, 0, 1])), list(pairwise([1, 2, 3])), list(pairwise([1])), list(pairwise("abcd")))
print([a + b for a, b in product("xy", "12") if a + b != "x1"], max(permutations([3, 1, 2])), ["".join(p) for p in permutations("ab")])
