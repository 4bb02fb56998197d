from multiprocessing import Process, Pipe
def echo(connection):
    while True:
        message = connection.recv()
        if message == "stop":
            break
        connection.send(("echo", message))
    connection.close()
ours, theirs = Pipe()
p = Process(target=echo, args=(theirs,))
p.start()
theirs.close()
for message in ("hello", 5, [1, {"a": None}], ("t", 2.5)):
    ours.send(message)
    print(ours.recv())
print(ours.poll(), ours.poll(0.01))
ours.send("stop")
p.join()
try:
    ours.recv()
except EOFError as error:
    print("EOFError")
ours.close()
receiver, sender = Pipe(duplex=False)
sender.send("one way")
print(receiver.poll(), receiver.recv())
try:
    receiver.send(1)
except OSError as error:
    print(error)
try:
    sender.recv()
except OSError as error:
    print(error)
receiver.close()
try:
    receiver.recv()
except OSError as error:
    print(error)
a, b = Pipe()
a.send_bytes(b"raw")
print(b.recv_bytes())
