import socket, threading
def lines(connection):
    buffer = b""
    while data := connection.recv(7):
        buffer += data
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield line.decode()
    if buffer:
        yield "rest: " + buffer.decode()
a, b = socket.socketpair()
def write():
    a.sendall(b"first line\nsecond ")
    a.sendall(b"line\n\nthird\nno newline")
    a.close()
t = threading.Thread(target=write)
t.start()
for line in lines(b):
    print(repr(line))
t.join()
b.close()
def frame(s, payload): s.sendall(len(payload).to_bytes(4, "big") + payload)
def read_exactly(s, n):
    parts = b""
    while len(parts) < n:
        part = s.recv(n - len(parts))
        if not part:
            raise EOFError(f"{len(parts)} of {n} bytes")
        parts += part
    return parts
def unframe(s): return read_exactly(s, int.from_bytes(read_exactly(s, 4), "big"))
a, b = socket.socketpair()
for payload in (b"abc", b"", bytes(1000)):
    frame(a, payload)
print(unframe(b), unframe(b), len(unframe(b)))
a.sendall(b"\x00\x00")
a.close()
try:
    unframe(b)
except EOFError as error:
    print(error)
