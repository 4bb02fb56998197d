import threading
def show():
    print(threading.current_thread().name, threading.current_thread() is threads[-1])
threads = []
for name in (None, "worker", None):
    t = threading.Thread(target=show, name=name)
    threads.append(t)
    t.start(); t.join()
def named_function(): show()
t = threading.Thread(target=named_function)
threads.append(t)
print(t.name)
t.start(); t.join()
t = threading.Thread(target=lambda: None)
print(t.name)
print(threading.current_thread().name, threading.main_thread().name, threading.current_thread() is threading.main_thread(), threading.current_thread().daemon)
t.name = "changed"
print(t.name, t.getName(), threading.Thread(name="x").name, threading.Thread(target=print).name, threading.get_ident() == threading.current_thread().ident)
class Sub(threading.Thread): pass
print(Sub().name, Sub(target=show).name, Sub(name=5).name)
