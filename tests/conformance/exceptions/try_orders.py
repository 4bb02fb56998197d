def run(action):
    print("--", action)
    try:
        print("try")
        if action == "raise": raise ValueError("v")
        if action == "key": {}["k"]
        if action == "return": return "from try"
        if action == "type": raise TypeError
    except ValueError as error:
        print("except", error)
    except (KeyError, IndexError) as error:
        print("except tuple", repr(error))
        return "from except"
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for action in ("nothing", "raise", "key", "return"):
    print(run(action))
try:
    run("type")
except TypeError as error:
    print("outside", repr(error))
def override():
    try:
        return "try"
    finally:
        return "finally wins"
print(override())
def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"
print(swallow())
def loop():
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            print("i", i)
        finally:
            print("finally", i)
    return i
print(loop())
def value():
    x = 1
    try:
        return x
    finally:
        x = 2
print(value())
def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("inner finally")
    except KeyError as error:
        print("outer except", error)
        try:
            raise IndexError("second")
        except IndexError:
            print("handled")
        raise
    finally:
        print("outer finally")
try:
    nested()
except KeyError as error:
    print("reraised", error)
try:
    try:
        pass
    except ValueError:
        print("no")
    else:
        raise RuntimeError("from else")
except RuntimeError as error:
    print(error)
