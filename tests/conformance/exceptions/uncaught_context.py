class CleanupError(Exception):
    pass

def work():
    raise ValueError("bad work")

def cleanup():
    raise CleanupError("cleanup failed", 2)

try:
    work()
except ValueError:
    cleanup()
