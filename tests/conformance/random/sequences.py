import random
random.seed(7)
cards = list(range(10))
random.shuffle(cards)
print(cards, random.choice(cards), random.choice("abc"), random.choice((1, 2, 3)))
print(random.sample(range(100), 5), random.sample("abcdef", 3), random.sample([1, 2, 3], 3), random.sample(range(10 ** 9), 3))
print(random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=6), random.choices("xyz", cum_weights=[1, 2, 10], k=4))
deck = [f"{r}{s}" for s in "SH" for r in "AKQ"]
random.shuffle(deck)
print(deck)
