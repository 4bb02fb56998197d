from multiprocessing import Process
def fails():
    print("child fails")
    raise ValueError("in the child")
def wrapped():
    try:
        fails()
    except ValueError as error:
        print("handled", error)
for f in (fails, wrapped):
    p = Process(target=f)
    p.start()
    p.join()
    print(p.exitcode)
