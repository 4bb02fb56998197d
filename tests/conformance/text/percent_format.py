print("%s %d %f" % ("a", 5, 1.5), "%s" % "x", "%d%%" % 50, "%s" % [1, 2], "%s" % (("t", 1),))
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8))
print("%.2f|%8.3f|%-8.1f|%08.2f|%e|%.1E|%g|%G|%.3g" % (3.14159, 3.14159, 2.55, -3.14159, 12345.6789, 0.00012, 1e-10, 1e20, 1234.5))
print("%10s|%-10s|%.2s|%r|%a|%c|%c" % ("right", "left", "cut", "re'pr", "é", "A", 66))
print("%(name)s is %(age)d years, %(name)r" % {"name": "Ann", "age": 30})
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
print("%d %d %s" % (3.99, True, None), "%i" % 7, "%u" % 8, "%s %s" % ("é", b"x"))
for template, value in [("%d", "a"), ("%d", None), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%y", 1), ("%", 1), ("%(x)s", {}), ("%c", "ab"), ("%f", "x"), ("%x", 1.5), ("abc", 1)]:
    try:
        print(template % value)
    except Exception as error:
        print(repr(template), type(error).__name__, error)
print("no arguments" % (), "%s" % {"a": 1}, "%s items" % len([1, 2]))
line = "%-10s %5s" % ("name", "count")
print(line, len(line))
