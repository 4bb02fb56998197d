import socket
import threading

class Room:
    def __init__(self):
        self.members, self.lock, self.log = {}, threading.Lock(), []
    def join(self, name, connection):
        with self.lock:
            self.members[name] = connection
            self.log.append(f"+{name}")
    def say(self, name, text):
        with self.lock:
            for other, connection in sorted(self.members.items()):
                if other != name:
                    connection.sendall(f"{name}: {text}\n".encode())
            self.log.append(f"{name}: {text}")
    def leave(self, name):
        with self.lock:
            del self.members[name]
            self.log.append(f"-{name}")

def receive_line(connection):
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        if not byte:
            return None
        line += byte
    return line.decode().rstrip("\n")

def serve(connection, room):
    with connection:
        name = receive_line(connection)
        room.join(name, connection)
        connection.sendall(b"welcome\n")
        while (text := receive_line(connection)) is not None:
            room.say(name, text)
        room.leave(name)

room = Room()
pairs = {name: socket.socketpair() for name in ("ann", "bob", "cy")}
threads = {name: threading.Thread(target=serve, args=(theirs, room)) for name, (_, theirs) in pairs.items()}
for name, (ours, _) in pairs.items():
    threads[name].start()
    ours.sendall(f"{name}\n".encode())
    print(name, receive_line(ours))
pairs["ann"][0].sendall(b"hello all\n")
print(receive_line(pairs["bob"][0]), "|", receive_line(pairs["cy"][0]))
pairs["cy"][0].sendall(b"hi ann\n")
print(receive_line(pairs["ann"][0]), "|", receive_line(pairs["bob"][0]))
for name, (ours, _) in pairs.items():
    ours.close()
    threads[name].join()
print(room.log)
