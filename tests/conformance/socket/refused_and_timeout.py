import socket
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
server.settimeout(0.02)
try:
    server.accept()
except TimeoutError as error:
    print("timed out", error)
print(server.gettimeout())
server.close()
try:
    socket.create_connection(("127.0.0.1", port))
except ConnectionRefusedError as error:
    print("refused", isinstance(error, OSError))
a, b = socket.socketpair()
a.settimeout(0.02)
try:
    a.recv(1)
except socket.timeout as error:
    print(type(error).__name__, socket.timeout is TimeoutError)
a.settimeout(None)
b.sendall(b"x")
print(a.recv(1), a.gettimeout())
a.setblocking(False)
try:
    a.recv(1)
except BlockingIOError:
    print("would block")
