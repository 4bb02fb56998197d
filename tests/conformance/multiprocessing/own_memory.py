from multiprocessing import Process
counter = 0
items = ["parent"]
class Box:
    value = 1
def child():
    global counter
    counter += 100
    items.append("child")
    Box.value = 2
    print("child sees", counter, items, Box.value)
counter = 5
processes = [Process(target=child) for _ in range(2)]
for p in processes:
    p.start()
    p.join()
print("parent sees", counter, items, Box.value)
def grandparent():
    global counter
    counter = 50
    p = Process(target=child)
    p.start(); p.join()
    print("middle sees", counter)
p = Process(target=grandparent)
p.start(); p.join()
print(counter)
