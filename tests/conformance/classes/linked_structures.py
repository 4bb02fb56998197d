class Node:
    def __init__(self, value, following=None): self.value, self.following = value, following
class LinkedList:
    def __init__(self, values=()):
        self.head = None
        for value in reversed(list(values)):
            self.head = Node(value, self.head)
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.following
    def __len__(self): return sum(1 for _ in self)
    def __repr__(self): return " -> ".join(map(str, self)) or "(empty)"
    def reverse(self):
        previous, node = None, self.head
        while node:
            node.following, previous, node = previous, node, node.following
        self.head = previous
        return self
l = LinkedList([1, 2, 3])
print(l, len(l), l.reverse(), 3 in l, LinkedList(), sum(l))
class BST:
    def __init__(self): self.root = None
    def insert(self, key):
        def put(node):
            if node is None: return [key, None, None]
            if key < node[0]: node[1] = put(node[1])
            elif key > node[0]: node[2] = put(node[2])
            return node
        self.root = put(self.root)
    def __iter__(self):
        def walk(node):
            if node:
                yield from walk(node[1])
                yield node[0]
                yield from walk(node[2])
        yield from walk(self.root)
    def height(self):
        def h(node): return 0 if node is None else 1 + max(h(node[1]), h(node[2]))
        return h(self.root)
tree = BST()
for k in [5, 2, 8, 1, 9, 3, 5]:
    tree.insert(k)
print(list(tree), tree.height(), tree.root)
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __str__(self): return "\n".join(" ".join(f"{v:3}" for v in r) for r in self.rows)
m = Matrix([[1, 2], [3, 4]])
m[0, 1] = 5
print(m @ m, m[1, 0], sep="\n")
parent = Node("p")
child = Node("c", parent)
parent.following = child
print(parent.following.following.following.value)
