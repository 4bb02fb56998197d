import sys

def parse(text):
    try:
        return int(text)
    except ValueError:
        raise TypeError("not a number: " + repr(text)) from None

print(parse("12"))
print("to stderr first", file=sys.stderr)
print(parse("twelve"))
