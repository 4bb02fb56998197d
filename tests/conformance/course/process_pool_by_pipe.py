from multiprocessing import Pipe, Process

def worker(connection):
    while True:
        try:
            number, text = connection.recv()
        except EOFError:
            break
        connection.send((number, text[::-1], len(text)))
    connection.close()

def main():
    workers = []
    for _ in range(3):
        ours, theirs = Pipe()
        p = Process(target=worker, args=(theirs,))
        p.start()
        theirs.close()
        workers.append((p, ours))
    words = "alpha beta gamma delta epsilon zeta eta".split()
    for i, word in enumerate(words):
        workers[i % 3][1].send((i, word))
    answers = []
    for i in range(len(words)):
        answers.append(workers[i % 3][1].recv())
    for number, text, length in sorted(answers):
        print(number, text, length)
    return workers

if __name__ == "__main__":
    for p, connection in main():
        connection.send((99, "last"))
        print(connection.recv())
        p.terminate()
        p.join()
        print(p.is_alive())
