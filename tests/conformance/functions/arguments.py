def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs
print(f(1, c=3), f(1, 5, c=3), f(1, 5, 6, 7, c=3, e=9), f(c=1, a=2), f(*[1, 2, 3], **{"c": 4, "z": 5}))
def positional(a, b, /, c, *, d):
    return a, b, c, d
print(positional(1, 2, 3, d=4), positional(1, 2, c=3, d=4))
def star(*args): return args
def kw(**kwargs): return kwargs
print(star(), star(1, *[2, 3], *(4,)), kw(), kw(x=1, **{"y": 2}), kw(**{"a b": 1}))
def mutable(x, acc=[]):
    acc.append(x)
    return acc
print(mutable(1), mutable(2), mutable(3, []), mutable(4))
n = 5
def default(v=n): return v
n = 10
print(default(), default(v=7))
def swap(a, b): return b, a
print(swap(*swap(1, 2)), swap(b=1, a=2))
def none(): pass
print(none(), none() is None)
def order(a=print("default evaluated once")): return a
order(); order()
def e(x): print("e", x); return x
star(e(1), e(2), *[e(3)])
kw(a=e(4), b=e(5))
def posonly_kw(name, /, **kwargs): return name, kwargs
print(posonly_kw("x", name="y"))
print((lambda x, y=2, *z, **k: (x, y, z, k))(1, 5, 6, q=7), (lambda *, k: k)(k=3), (lambda: (yield))().__class__.__name__)
