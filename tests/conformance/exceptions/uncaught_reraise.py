def step(n):
    assert n < 3, f"step {n} is too far"
    return n

def run():
    for n in range(5):
        try:
            print(step(n))
        except AssertionError:
            print("failed at", n)
            raise

try:
    run()
finally:
    print("the end")
