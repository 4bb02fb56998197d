import socket, threading
totals, lock = [], threading.Lock()
def handle(connection):
    with connection:
        total = 0
        while data := connection.recv(1):
            total += data[0]
        connection.sendall(str(total).encode())
        with lock:
            totals.append(total)
def accept(server, n):
    handlers = []
    for _ in range(n):
        connection, _ = server.accept()
        handlers.append(threading.Thread(target=handle, args=(connection,)))
        handlers[-1].start()
    for h in handlers: h.join()
def client(n, answers):
    s = socket.create_connection(("localhost", port))
    s.sendall(bytes(range(n)))
    s.shutdown(socket.SHUT_WR)
    answers[n] = s.recv(100)
    s.close()
with socket.create_server(("localhost", 0)) as server:
    port = server.getsockname()[1]
    acceptor = threading.Thread(target=accept, args=(server, 4))
    acceptor.start()
    answers = {}
    clients = [threading.Thread(target=client, args=(n, answers)) for n in (3, 10, 1, 5)]
    for c in clients: c.start()
    for c in clients: c.join()
    acceptor.join()
print(sorted(answers.items()), sorted(totals))
