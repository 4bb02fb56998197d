import threading
data = threading.local()
data.value = "main"
seen = []
def work(n):
    seen.append(hasattr(data, "value"))
    data.value = n
    data.n = n * 2
    barrier.wait()
    seen.append((data.value, data.n))
barrier = threading.Barrier(3)
threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(seen[:3], sorted(seen[3:]), data.value, hasattr(data, "n"))
class Config(threading.local):
    level = "class"
    def __init__(self, start):
        self.count = start
config = Config(5)
config.count += 1
def other():
    print("other", config.count, config.level)
    config.count += 100
t = threading.Thread(target=other)
t.start(); t.join()
print("main", config.count)
try:
    data.nothing
except AttributeError as error:
    print(str(error).split("object ")[-1])
del data.value
print(hasattr(data, "value"), data.__dict__)
