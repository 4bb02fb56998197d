import queue, threading
END = object()
def stage(f, source, target):
    while (item := source.get()) is not END:
        for result in f(item):
            target.put(result)
    target.put(END)
queues = [queue.Queue(2) for _ in range(4)]
stages = [lambda x: [x + 1], lambda x: [x] if x % 2 else [], lambda x: [x, -x]]
threads = [threading.Thread(target=stage, args=(f, queues[i], queues[i + 1])) for i, f in enumerate(stages)]
def feed():
    for n in range(8): queues[0].put(n)
    queues[0].put(END)
threads.append(threading.Thread(target=feed))
for t in threads: t.start()
out = []
while (item := queues[-1].get()) is not END:
    out.append(item)
for t in threads: t.join()
print(out)
