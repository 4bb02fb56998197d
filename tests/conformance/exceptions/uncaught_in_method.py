class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(
                f"cannot withdraw {amount} of {self.balance}"
            )
        self.balance -= amount

accounts = [Account(100), Account(5)]
for account in accounts:
    account.withdraw(50)
    print("withdrawn", account.balance)
