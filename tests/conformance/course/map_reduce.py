import queue
import threading
from collections import Counter

text = """the cat sat on the mat
the dog sat on the log
a cat and a dog met on the mat"""

def mapper(lines, out):
    while True:
        try:
            line = lines.get_nowait()
        except queue.Empty:
            break
        out.put(Counter(line.split()))
    out.put(None)

lines, out = queue.Queue(), queue.Queue()
for line in text.split("\n"):
    lines.put(line)
mappers = [threading.Thread(target=mapper, args=(lines, out)) for _ in range(2)]
for m in mappers: m.start()
total, ended = Counter(), 0
while ended < len(mappers):
    part = out.get()
    if part is None:
        ended += 1
    else:
        total += part
for m in mappers: m.join()
for word, count in sorted(total.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<5}{'#' * count}")
