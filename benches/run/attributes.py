class Account:
    def __init__(self, balance):
        self.balance = balance
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1


account = Account(0)
for i in range(1_500_000):
    account.deposit(i % 7)
print(account.balance, account.moves)
