class ShopError(Exception):
    """What goes wrong in a shop."""
class OutOfStock(ShopError):
    def __init__(self, item, wanted, have=0):
        super().__init__(f"{item}: wanted {wanted}, have {have}")
        self.item, self.missing = item, wanted - have
class Plain(Exception): pass
class Coded(Exception):
    def __init__(self, code, text):
        self.code, self.text = code, text
    def __str__(self): return f"[{self.code}] {self.text}"
def buy(item, wanted, stock={"tea": 2}):
    if stock.get(item, 0) < wanted:
        raise OutOfStock(item, wanted, stock.get(item, 0))
    stock[item] -= wanted
    return stock
print(buy("tea", 1))
try:
    buy("tea", 5)
except ShopError as error:
    print(error, error.args, error.item, error.missing, repr(error), isinstance(error, Exception))
for make in (lambda: Plain(), lambda: Plain("one"), lambda: Plain("one", 2), lambda: Coded(404, "not found"), lambda: ValueError(1, 2), lambda: KeyError("k"), lambda: OSError(2, "No such thing"), lambda: StopIteration(5)):
    error = make()
    print(str(error), repr(error), error.args)
try:
    raise Plain
except Plain as error:
    print("class raised", repr(error))
try:
    raise "text"
except TypeError as error:
    print(error)
try:
    raise 5 from None
except TypeError as error:
    print(error)
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as error:
    print(error)
e = Plain("stored")
e.note = "extra"
try:
    raise e
except Plain as caught:
    print(caught is e, caught.note)
try:
    caught
except NameError as error:
    print(error)
