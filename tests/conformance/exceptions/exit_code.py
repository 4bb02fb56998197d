import sys

def main():
    try:
        print("working")
        sys.exit(3)
    finally:
        print("cleaned up")

try:
    sys.exit("caught")
except SystemExit as error:
    print("code", error.code)
main()
print("never")
