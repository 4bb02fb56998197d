import socket, threading
def serve(server):
    connection, address = server.accept()
    with connection:
        while data := connection.recv(1024):
            connection.sendall(data.upper())
    print("server: client has closed")
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
t = threading.Thread(target=serve, args=(server,))
t.start()
with socket.create_connection(("127.0.0.1", port)) as client:
    for text in ("hello", "world", "é"):
        client.sendall(text.encode())
        print(client.recv(1024).decode(errors="replace"))
    print(client.getpeername()[1] == port, client.getsockname()[0])
t.join()
server.close()
