import socket
from multiprocessing import Process
def child(connection):
    with connection:
        while data := connection.recv(100):
            connection.sendall(data[::-1])
    print("child ends")
ours, theirs = socket.socketpair()
p = Process(target=child, args=(theirs,))
p.start()
theirs.close()
for text in (b"abc", b"12345"):
    ours.sendall(text)
    print(ours.recv(100))
ours.shutdown(socket.SHUT_WR)
p.join()
ours.close()
print(p.exitcode)
