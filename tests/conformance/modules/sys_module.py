import sys
print(sys.maxsize, sys.maxsize == 2 ** 63 - 1, sys.version_info >= (3, 10), sys.version_info[0], type(sys.argv).__name__, len(sys.argv))
print(sys.byteorder, sys.float_info.max, sys.float_info.epsilon, sys.getrecursionlimit())
print("out", file=sys.stdout)
print("err", file=sys.stderr)
sys.stdout.write("no newline")
sys.stdout.write("\n")
old = sys.getswitchinterval()
print(old)
try:
    int("x")
except ValueError:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value, trace is not None)
print(sys.exc_info())
print(sys.getrecursionlimit() > 100)
