import socket
import threading

def client_thread(connection, number):
    with connection:
        count = 0
        while True:
            data = connection.recv(1024)
            if not data:
                break
            count += 1
            connection.sendall(b"Echo: " + data)
    with lock:
        served[number] = count

def server_thread():
    threads = []
    for number in range(3):
        connection, _ = server.accept()
        t = threading.Thread(target=client_thread, args=(connection, number))
        t.start()
        threads.append(t)
    for t in threads:
        t.join()

lock = threading.Lock()
served = {}
server = socket.create_server(("127.0.0.1", 0))
t = threading.Thread(target=server_thread)
t.start()
for name, messages in (("a", ["hello", "world"]), ("b", ["x"]), ("c", [])):
    with socket.create_connection(server.getsockname()) as s:
        for message in messages:
            s.sendall(f"{name}: {message}".encode())
            print(s.recv(1024).decode())
t.join()
server.close()
print(sorted(served.items()))
