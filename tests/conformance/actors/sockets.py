import socket, threading
a, b = socket.socketpair()
print(a.send(b"hello"), b.recv(100))
a.sendall(b"one"); a.sendall(b"two")
print(b.recv(4), b.recv(100))
b.sendall(b"back")
print(a.recv(2), a.recv(2))
a.sendall(b"last")
a.close()
print(b.recv(10), b.recv(10), b.recv(10))
try: b.sendall(b"x")
except BrokenPipeError as error: print("broken pipe", error)
b.close()
for attempt in (lambda: b.recv(1), lambda: a.send(b"x")):
    try: attempt()
    except OSError as error: print(error)
with socket.socketpair()[0] as s:
    print(s.fileno() >= 0)
    try: s.send("text")
    except TypeError as error: print(error)
print(s.fileno())
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
server.settimeout(0.02)
try: server.accept()
except TimeoutError as error: print("timed out", error)
print(server.gettimeout())
server.close()
try: socket.create_connection(("127.0.0.1", port))
except ConnectionRefusedError as error: print("refused", error)
a, b = socket.socketpair()
a.settimeout(0.02)
try: a.recv(1)
except socket.timeout as error: print(type(error).__name__, socket.timeout is TimeoutError)
a.settimeout(None)
b.sendall(b"x")
print(a.recv(1), a.gettimeout())
a.setblocking(False)
try: a.recv(1)
except BlockingIOError as e: print("would block", e)
def serve(server):
    connection, address = server.accept()
    with connection:
        while data := connection.recv(1024):
            connection.sendall(data + b"!")
    print("server: client has closed")
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
t = threading.Thread(target=serve, args=(server,))
t.start()
with socket.create_connection(("127.0.0.1", port)) as client:
    for text in (b"hello", b"world"):
        client.sendall(text)
        print(client.recv(1024))
    print(client.getpeername()[1] == port, client.getsockname()[0])
t.join()
two = socket.socket()
try: two.bind(("127.0.0.1", port))
except OSError as e: print(e)
server.close()
a, b = socket.socketpair()
def big():
    a.sendall(b"x" * 300000)
    a.shutdown(socket.SHUT_WR)
t = threading.Thread(target=big); t.start()
n = 0
while d := b.recv(7000): n += len(d)
print(n); t.join()
b.sendall(b"zz"); print(a.recv(5))
from multiprocessing import Process
def child(c):
    with c:
        while d := c.recv(100): c.sendall(b"<" + d + b">")
    print("child ends")
ours, theirs = socket.socketpair()
p = Process(target=child, args=(theirs,)); p.start(); theirs.close()
for text in (b"abc", b"12345"):
    ours.sendall(text); print(ours.recv(100))
ours.shutdown(socket.SHUT_WR)
p.join(); ours.close(); print(p.exitcode)
