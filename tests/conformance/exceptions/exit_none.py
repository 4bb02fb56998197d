import sys
try:
    raise SystemExit
except SystemExit as error:
    print(error.code, repr(error))
print("leaving")
sys.exit()
