import functools
def trace(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("result", result)
        return result
    return wrapper
@trace
def add(a, b=1):
    return a + b
print(add(1), add(2, b=3), add.__name__)
def repeat(times):
    def decorate(f):
        def wrapper(*args):
            return [f(*args) for _ in range(times)]
        return wrapper
    return decorate
@repeat(3)
def hello(name): return f"hi {name}"
print(hello("x"), hello.__name__)
@repeat(2)
@trace
def double(x): return 2 * x
print(double(4))
def register(cls):
    cls.registered = True
    registry.append(cls.__name__)
    return cls
registry = []
@register
class Plugin: pass
@register
class Other(Plugin): pass
print(registry, Plugin.registered)
class CountCalls:
    def __init__(self, f): self.f, self.count = f, 0
    def __call__(self, *args):
        self.count += 1
        return self.f(*args)
@CountCalls
def greet(): return "hey"
greet(); greet()
print(greet.count, greet())
class Methods:
    @trace
    def method(self_or_cls): return "m"
    @staticmethod
    @repeat(2)
    def static(x): return x
print(Methods.static(7))
@lambda f: f() + 1
def value(): return 41
print(value)
handlers = {}
def on(event):
    def decorate(f):
        handlers.setdefault(event, []).append(f)
        return f
    return decorate
@on("start")
def first(): return "first"
@on("start")
@on("stop")
def second(): return "second"
print({event: [f() for f in fs] for event, fs in handlers.items()})
