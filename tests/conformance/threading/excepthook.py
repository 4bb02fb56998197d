import threading
caught = []
def hook(args):
    caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
threading.excepthook = hook
def fails(text): raise ValueError(text)
for i in range(2):
    t = threading.Thread(target=fails, args=(f"e{i}",), name=f"t{i}")
    t.start(); t.join()
print(caught)
