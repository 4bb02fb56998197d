import threading
results = []
def work(n, factor=1):
    results.append(n * factor)
threads = [threading.Thread(target=work, args=(i,), kwargs={"factor": 10}) for i in range(4)]
for t in threads:
    t.start()
    t.join()
print(results, [t.is_alive() for t in threads])
t = threading.Thread(target=lambda: results.append("lambda"))
print(t.is_alive(), t.ident)
t.start(); t.join(); t.join()
print(results[-1], t.is_alive(), t.ident is not None)
nothing = threading.Thread()
nothing.start(); nothing.join()
print(t.join(), threading.active_count())
