import threading
import time

class ReadWriteLock:
    def __init__(self):
        self._condition = threading.Condition()
        self._readers = 0
        self._writing = False

    def acquire_read(self):
        with self._condition:
            self._condition.wait_for(lambda: not self._writing)
            self._readers += 1

    def release_read(self):
        with self._condition:
            self._readers -= 1
            if self._readers == 0:
                self._condition.notify_all()

    def acquire_write(self):
        with self._condition:
            self._condition.wait_for(lambda: not self._writing and self._readers == 0)
            self._writing = True

    def release_write(self):
        with self._condition:
            self._writing = False
            self._condition.notify_all()

rw = ReadWriteLock()
data = {"version": 0, "copy": 0}
problems, together = [], []

def reader():
    for _ in range(5):
        rw.acquire_read()
        together.append(rw._readers)
        if data["version"] != data["copy"]:
            problems.append(dict(data))
        time.sleep(0.002)
        rw.release_read()

def writer():
    for _ in range(5):
        rw.acquire_write()
        data["version"] += 1
        time.sleep(0.002)
        data["copy"] = data["version"]
        rw.release_write()

threads = [threading.Thread(target=f) for f in (reader, reader, writer, writer)]
for t in threads: t.start()
for t in threads: t.join()
print(data, problems, len(together), min(together) >= 1)
