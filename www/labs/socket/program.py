from multiprocessing import Process
from random import randint, random
from socket import create_connection, create_server
from time import sleep


def receive_exactly(connection, count):
    data = b''
    while len(data) < count:
        part = connection.recv(min(7, count - len(data)))
        if not part:
            raise EOFError
        data += part
    return data


def producer(address):
    with create_connection(address) as connection:
        try:
            for _ in range(10):
                item = randint(1, 10)
                data = f'{item:20}'.encode()
                connection.sendall(len(data).to_bytes(4, 'big') + data)
                print(f'Produced {item}', flush=True)
                sleep(random())
        except (ConnectionResetError, BrokenPipeError) as error:
            print('The consumer is gone:', error.strerror)


def consumer(server):
    connection, _ = server.accept()
    with connection:
        try:
            while True:
                length = int.from_bytes(receive_exactly(connection, 4), 'big')
                item = int(receive_exactly(connection, length))
                print(f'Consumed {item}', flush=True)
                sleep(random())
        except EOFError:
            pass


if __name__ == '__main__':
    with create_server(('127.0.0.1', 0)) as server:
        address = server.getsockname()
        process_1 = Process(target=consumer, args=(server,))
        process_2 = Process(target=producer, args=(address,))
        process_1.start()
        process_2.start()
    process_1.join()
    process_2.join()
