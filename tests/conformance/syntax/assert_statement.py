assert True
assert 1 + 1 == 2, "never shown"
for test in (lambda: False, lambda: [], lambda: None):
    try:
        assert test(), f"message {test()}"
    except AssertionError as error:
        print("failed:", error, error.args)
try:
    assert 0
except AssertionError as error:
    print(repr(error), str(error) == "")
try:
    assert False, ("a", 1)
except AssertionError as error:
    print(error.args)
def checked(n):
    assert isinstance(n, int) and n >= 0, "n must be a natural number"
    return n * 2
print(checked(4))
try:
    checked(-1)
except AssertionError as error:
    print(error)
assert (1, "always true"), "non-empty tuple"
assert checked(2) == 5, "wrong: %d" % checked(2)
print("never")
