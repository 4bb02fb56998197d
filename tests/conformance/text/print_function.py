import sys

print()
print("a", "b", "c", sep="-")
print("a", "b", sep="")
print("no newline", end="")
print("!", end="\n\n")
print(1, None, True, 2.5, [1], sep=", ", end=".\n")
print("x", sep="unused")
print(*[1, 2, 3])
print(*"abc", sep="\n")
print("to stderr", file=sys.stderr)
print("flushed", flush=True)
print("a", "b", sep=None, end=None)
sys.stdout.write("written\n")
print(sys.stdout.write("count\n"))
sys.stdout.flush()
sys.stderr.write("error text\n")
print(print("inner"))
try:
    print("x", sep=1)
except TypeError as error:
    print(error)
try:
    print("x", colour="red")
except TypeError as error:
    print(error)
print([print, len][1](["a"]), end="")
print("", "", sep="|")
