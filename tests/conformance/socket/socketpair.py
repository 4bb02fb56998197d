import socket
a, b = socket.socketpair()
print(a.send(b"hello"), b.recv(100))
a.sendall(b"one"); a.sendall(b"two")
print(b.recv(4), b.recv(100))
b.sendall(b"back")
print(a.recv(2), a.recv(2))
a.sendall(b"last")
a.close()
print(b.recv(10), b.recv(10), b.recv(10))
try:
    b.sendall(b"x")
except BrokenPipeError as error:
    print("broken pipe", isinstance(error, ConnectionError), isinstance(error, OSError))
b.close()
for attempt in (lambda: b.recv(1), lambda: a.send(b"x")):
    try:
        attempt()
    except OSError as error:
        print(error)
with socket.socketpair()[0] as s:
    print(s.fileno() >= 0)
    try:
        s.send("text")
    except TypeError as error:
        print(error)
print(s.fileno())
s.close()
