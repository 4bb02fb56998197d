def tally(count):
    seen = {}
    for i in range(count):
        key = i * 7 % 1000
        seen[key] = seen.get(key, 0) + 1
    return len(seen), max(seen.values())


print(*tally(2_000_000))
