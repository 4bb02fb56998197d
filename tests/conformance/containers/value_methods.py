def t(value_of):
    try: print(value_of())
    except Exception as error: print(type(error).__name__, error)
class L(list):
    def top(self): return self[-1]
l=L([3,1,2]); l.append(9); l.sort(); t(lambda: (l, l.top(), len(l), l+[1], type(l+[1]).__name__, 3 in l, l[1:], l==[1,2,3,9]))
l+=[7]; t(lambda: (type(l).__name__, l))
t(lambda: L(x for x in range(3)))
t(lambda: type(L(x for x in range(3))).__name__)
class D(dict):
    def __missing__(self,k): return k*2
d=D(a=1); t(lambda: (d["a"], d["b"], d.get("b"), dict(d), d, len(d), list(d.items())))
t(lambda: D([("x",1)])); t(lambda: D(((i,i) for i in range(2)),z=1))
class I(int):
    def __add__(self,o): return I(int.__add__(self,o))
    def __repr__(self): return f"I({int(self)})"
t(lambda: (I(3)+4, I(3)*2, 5+I(3), I(3)<4, I(3)==3, {I(3):1}[3], hash(I(3)), -I(3), abs(I(-3)), f"{I(3):>4}"))
class S(str):
    def __add__(self,o): return S(super().__add__(o)+"!")
t(lambda: (S("a")+"b", S("a").upper(), S("a")=="a", {"a":1}[S("a")], len(S("abc")), S("abc")[1], "%s|%5s"%(S("x"),S("y")), "".join([S("q"),"r"])))
class T(tuple):
    def __new__(cls,*a): return super().__new__(cls,a)
t(lambda: (T(1,2), T(1,2)==(1,2), T(1,2)+(3,), {T(1,2):5}[(1,2)], hash(T(1,2))==hash((1,2))))
class F(float): pass
t(lambda: (F(1.5)+1, F("2"), round(F(2.567),2)))
class Me:
    def __init__(s,v): s.v=v
    def __index__(s): return s.v
    def __float__(s): return s.v+.5
    def __str__(s): return f"<{s.v}>"
    def __format__(s,spec): return f"[{spec}:{s.v}]"
m=Me(5)
t(lambda: (int(m), float(m), hex(m), [0,1,2,3,4,5][m], "%d %s %r %.1f %5s|" % (m,m,"x",m,m), "{:>3} {!s} {0.v}".format(m,m) if 0 else "{:>3} {!s}".format(m,m), "{0.v:4}".format(m), "%(a)s"%{"a":m}))
t(lambda: "%d" % "x"); t(lambda: "%s %s" % (1,)); t(lambda: "%s" % (1,2)); t(lambda: "{} {1}".format(1,2)); t(lambda: "{".format()); t(lambda: "{x}".format(y=1)); t(lambda:"{2}".format(1))
t(lambda: {[]:1}); t(lambda: {1,[2]}); t(lambda: hash([])); t(lambda: hash((1,[2]))); t(lambda: {}[(1,2)]); t(lambda: {}.pop("a")); t(lambda:{}.popitem()); t(lambda: set().pop()); t(lambda: {1}.remove(5))
t(lambda: dict([1])); t(lambda: dict([(1,2,3)])); t(lambda: dict(5)); t(lambda: [].append()); t(lambda:[].append(1,2)); t(lambda: [].pop()); t(lambda: [1].pop(3)); t(lambda: [].insert(1)); t(lambda:[].remove(1)); t(lambda:[].index(1))
t(lambda: "a".join([1])); t(lambda:"a".join(5)); t(lambda: "a".split("")); t(lambda:"a".index("b")); t(lambda: "a".upper(1)); t(lambda:"a".replace("b")); t(lambda: "a".center()); t(lambda:"a".foo())
t(lambda: int("x")); t(lambda:int("12",3)); t(lambda:int("zz",36)); t(lambda:int([])); t(lambda:int(None)); t(lambda:float("x")); t(lambda: float([])); t(lambda:int(float("nan"))); t(lambda: int(1e400)); t(lambda: chr(-1)); t(lambda: ord("ab")); t(lambda: ord(5))
t(lambda: divmod(7,-2)); t(lambda: divmod(7.5,2)); t(lambda: divmod(1,0)); t(lambda:divmod(1.0,0)); t(lambda: pow(2,-1,7)); t(lambda: pow(2,10,1000)); t(lambda: pow(2,3,0)); t(lambda: round(2.5)); t(lambda: round(-1234,-2)); t(lambda: round("x")); t(lambda: abs("x"))
t(lambda: sorted([3,"a"])); t(lambda: sorted(["b","a","C"],key=str.lower)); t(lambda: sorted([(2,"b"),(1,"z"),(2,"a")],key=lambda p:p[0],reverse=True)); t(lambda: sorted([0.0,-0.0,-1.5,2]))
t(lambda: (5).bit_length()); t(lambda: (1000).to_bytes(2,"big")); t(lambda:int.from_bytes(b"\x03\xe8","big")); t(lambda: (0.75).as_integer_ratio()); t(lambda: (2.0).is_integer()); t(lambda: (255).to_bytes(1,"little",signed=True)); t(lambda: float.fromhex("0x1.8p3")); t(lambda:(0.1).hex())
s={1,2,3}; s^={3,4}; t(lambda: s); t(lambda: s.union([9],(8,))); t(lambda: s.intersection([1,2])); t(lambda: s<{1,2,4,5}); t(lambda: s|[1]); t(lambda: frozenset([1])|{2}); t(lambda: {1}|frozenset([2])); t(lambda: s.isdisjoint([7]));t(lambda: s.symmetric_difference([1,100]))
a={"x":1,"y":2}; t(lambda: a.keys()&{"x"}); t(lambda: a.keys()-["x"]); t(lambda: a.items()|{("z",1)} == 5); t(lambda: a|{"z":3}); t(lambda: list(reversed(a))); t(lambda: a.setdefault("q",[]).append(1) or a); t(lambda: a.update(r=1,s=2) or a); t(lambda: a.keys()=={"x","y"}); t(lambda: dict.fromkeys([1,2])); t(lambda: dict(a, b=1)); t(lambda: a.values()); t(lambda: a.items())
t(lambda: bytes([1,2,300])); t(lambda: bytes(3)); t(lambda: bytes("é","utf-8")); t(lambda: b"abc".decode()); t(lambda: b"\xff".decode()); t(lambda: "é".encode("ascii")); t(lambda: bytearray(b"abc").replace(b"a",b"z")); t(lambda: b"a,b".split(b",")); t(lambda: b"abc".hex("-")); t(lambda: bytes.fromhex("0a ff")); t(lambda: b"abc"[1]); t(lambda: b"ab"+b"c"); t(lambda: b"%d-%s"%(5,b"x")); t(lambda: bytes(x for x in range(3)))
t(lambda: "abc".translate(str.maketrans("ab","xy","c"))); t(lambda: "Hello".swapcase()); t(lambda: "a\tb".expandtabs(4)); t(lambda: "x".zfill(5)); t(lambda: "abc".startswith(("x","a"))); t(lambda: str(b"x")); t(lambda: str(b"x","ascii")); t(lambda: repr("\u0301a\n")); t(lambda: ascii("é")); t(lambda: format(3.14159,".2f")); t(lambda: format(True,"5")); t(lambda: format(1234567,","))
t(lambda: (1,2,3).index(5)); t(lambda: tuple("ab")); t(lambda: list(range(5))[::-2]); t(lambda: slice(1,5,2).indices(4)); t(lambda: range(0,10,3).index(9)); t(lambda: list.append); t(lambda: type(5)); t(lambda: type("x")("y")); t(lambda: str.upper("abc")); t(lambda: list.__len__([1])); t(lambda: (5).__add__(3)); t(lambda: (5).__add__("3")); t(lambda: "a".__contains__("a")); t(lambda: [1].__eq__([1])); t(lambda: str.upper(5))
x=[1,2,3]; x[1:2]=(i for i in "ab"); t(lambda: x)
