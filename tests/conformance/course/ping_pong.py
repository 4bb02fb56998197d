import threading

class PingPong:
    def __init__(self, rounds):
        self.rounds = rounds
        self.semaphores = {"ping": threading.Semaphore(1), "pong": threading.Semaphore(0)}

    def play(self, me, other):
        for i in range(self.rounds):
            self.semaphores[me].acquire()
            print(f"{me:>5} {i}")
            self.semaphores[other].release()

game = PingPong(4)
threads = [threading.Thread(target=game.play, args=names) for names in (("pong", "ping"), ("ping", "pong"))]
for t in threads: t.start()
for t in threads: t.join()
print("over")
