# queue: all of it is the machine's own.

Queue = Queue
LifoQueue = LifoQueue
PriorityQueue = PriorityQueue
SimpleQueue = SimpleQueue
Empty = Empty
Full = Full
