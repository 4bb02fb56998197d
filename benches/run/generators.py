def count(limit):
    number = 0
    while number < limit:
        yield number
        number += 1


def even(numbers):
    for number in numbers:
        if number % 2 == 0:
            yield number


print(sum(even(count(3_000_000))))
