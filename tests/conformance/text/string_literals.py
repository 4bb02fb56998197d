print('single', "double", '''triple
line''', """a "quoted" one""")
print("tab\there", "back\\slash", 'it\'s', "\x41\u00e9\U0001F600", "\101", "bell" "joined")
print(r"raw\n", rb"raw\n", "a\
b")
print(repr("tab\t"), repr("new\nline"), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\x00\x1f\x7f"), repr("é€\u200b"))
print(repr("\\"), repr(r"\d"), repr(""), ["a'b", 'c"d'], ("x",), {"k": "v\n"})
print(len("\n"), len(r"\n"), len("""
"""))
print(b"bytes", b'\x00\xff', b"it's", b'"', repr(b"a\nb\tc\\"))
print("a" "b" 'c', ("long "
      "string"))
print("%" "d" % 5, "{}" "{}".format(1, 2))
print(str(None), str(True), str([1, "a"]), str(("x", 1.0)), str({1: "a"}), str(b"x"), str(1e3))
print("null\0byte".replace("\0", "0"), "\r\n".encode(), "\a\b\f\v".encode())
