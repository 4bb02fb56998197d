def names(count):
    total = 0
    for i in range(count):
        name = "thread-" + str(i)
        line = f"{name}: {i % 10}"
        total += len(line)
    return total


print(names(1_500_000))
