import threading
class Summer(threading.Thread):
    def __init__(self, numbers):
        super().__init__()
        self.numbers, self.total = numbers, None
    def run(self):
        self.total = sum(self.numbers)
        self.describe()
    def describe(self):
        self.text = f"{len(self.numbers)} numbers: {self.total}"
threads = [Summer(range(n)) for n in (3, 5, 10)]
for t in threads: t.start()
for t in threads: t.join()
print([t.text for t in threads], isinstance(threads[0], threading.Thread))
class Named(threading.Thread):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, name="my name", daemon=True, **kwargs)
    def run(self):
        print("before")
        super().run()
        print("after")
t = Named(target=print, args=("in", "the", "middle"))
t.start(); t.join()
print(t.name, t.daemon)
class Forgot(threading.Thread):
    def __init__(self): pass
try:
    Forgot().start()
except RuntimeError as error:
    print(error)
