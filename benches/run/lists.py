def sieve(size):
    prime = [True] * size
    prime[0] = prime[1] = False
    for number in range(2, size):
        if prime[number]:
            multiple = number * number
            while multiple < size:
                prime[multiple] = False
                multiple += number
    found = []
    for number in range(size):
        if prime[number]:
            found.append(number)
    return found


print(len(sieve(2_000_000)))
