b = b"Hello"
print(b, len(b), b[0], b[1:3], b[::-1], list(b), b + b" x", b * 2, 72 in b, b"ell" in b)
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(4)), b"", bytes(b"copy"))
print(b.decode(), b.hex(), bytes.fromhex("48 65"), "é€".encode(), "é".encode("latin-1"), "a".encode("ascii"))
print(b.find(b"l"), b.replace(b"l", b"L"), b.split(b"e"), b.startswith(b"He"), b.endswith((b"x", b"lo")), b.upper(), b.lower(), b.count(b"l"))
print(b" x ".strip(), b"-".join([b"a", b"b"]), b"a,b".split(b","), b == b"Hello", b < b"World", b != "Hello", hash(b"x") == hash(b"x"))
print(b"a\nb\n".splitlines(), b"k=v".partition(b"="), b"12".isdigit(), b"x".rjust(3), b"%d %s" % (5, b"x"))
for byte in b"ab":
    print(byte, end=" ")
print()
for attempt in (lambda: b"a" + "b", lambda: bytes([256]), lambda: b[9], lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: bytes("x")):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
print(b"\xff\xfeok".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), "aéb".encode("ascii", "replace"), "é".encode("ascii", "ignore"))
