class Base:
    def __init__(self, value=0, *rest, scale: int = 1, **more):
        self.__value = value * scale


class Derived(Base, flag=True):
    def __init__(self, *arguments):
        super().__init__(*arguments, scale=2)

    @property
    def double(self):
        return lambda: self.value + len


def make(n):
    total = 0

    def add(x):
        nonlocal total
        total += x + n
        return total

    return add
