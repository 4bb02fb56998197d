import threading
def fails(n):
    print("about to fail")
    return 1 / n
t = threading.Thread(target=fails, args=(0,), name="failing")
t.start()
t.join()
print("main goes on", t.is_alive())
class Keeps(threading.Thread):
    def run(self):
        self.error = None
        try:
            super().run()
        except Exception as error:
            self.error = error
k = Keeps(target=fails, args=(0,))
k.start(); k.join()
print(repr(k.error))
def exits():
    raise SystemExit(5)
t = threading.Thread(target=exits)
t.start(); t.join()
print("exit of a thread is its own")
