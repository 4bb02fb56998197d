for text in ("naïve", "Straße", "ΑΒΓ", "привет", "日本語", "İ", "ﬁ", "e\u0301", "😀👍"):
    print(text, len(text), text.upper(), text.lower(), text.title(), text.isalpha(), repr(text), ascii(text), text.encode("utf-8"))
print(sorted(["é", "e", "z", "a", "É"]), "é" > "z", "\u00e9" == "e\u0301")
print("日本".center(6, "・"), "{:>4}|".format("日"), "%-4s|" % "é")
print(repr("\u2028\u00a0\ufeff\U0001f600\ud83d"[:4]), "\u0660".isdigit(), int("\u0663"), "²".isdigit(), "²".isdecimal())
print("a\u00a0b".split(), "a\u2003b".split(), "x\u3000".strip() + "|", "a\x1cb".splitlines(), "a\u2028b".splitlines())
