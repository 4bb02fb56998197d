# json


class JSONDecodeError(ValueError):
    __module__ = "json.decoder"

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _quoted(text, ascii_only):
    parts = ['"']
    for letter in text:
        code = ord(letter)
        if letter in _ESCAPES:
            parts.append(_ESCAPES[letter])
        elif code < 32 or ascii_only and 126 < code < 65536:
            parts.append(f"\\u{code:04x}")
        elif ascii_only and code >= 65536:
            code -= 65536
            parts.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
        else:
            parts.append(letter)
    parts.append('"')
    return "".join(parts)


class _Writer:
    def __init__(self, ascii_only, allow_nan, indent, separators, default, sort_keys, skipkeys):
        if isinstance(indent, int):
            indent = " " * indent
        self.indent = indent
        if separators is None:
            separators = (", ", ": ") if indent is None else (",", ": ")
        self.item_end, self.key_end = separators
        self.ascii_only, self.allow_nan, self.default = ascii_only, allow_nan, default
        self.sort_keys, self.skipkeys = sort_keys, skipkeys
        self.inside = []

    def float(self, value):
        if value != value:
            text = "NaN"
        elif value - value != 0.0:
            text = "Infinity" if value > 0 else "-Infinity"
        else:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {value!r}")
        return text

    def key(self, key):
        if isinstance(key, str):
            return key
        if key is None or key is True or key is False:
            return self.text(key, 0)
        if isinstance(key, int):
            return int.__repr__(key)
        if isinstance(key, float):
            return self.float(key)
        raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")

    def around(self, begin, parts, end, level):
        if not parts:
            return begin + end
        if self.indent is None:
            return begin + self.item_end.join(parts) + end
        line = "\n" + self.indent * (level + 1)
        return begin + line + (self.item_end + line).join(parts) + "\n" + self.indent * level + end

    def text(self, value, level):
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, str):
            return _quoted(value, self.ascii_only)
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return self.float(value)
        for each in self.inside:
            if each is value:
                raise ValueError("Circular reference detected")
        self.inside.append(value)
        if isinstance(value, (list, tuple)):
            result = self.around("[", [self.text(item, level + 1) for item in value], "]", level)
        elif isinstance(value, dict):
            pairs = sorted(value.items()) if self.sort_keys else value.items()
            parts = []
            for key, item in pairs:
                try:
                    name = self.key(key)
                except TypeError:
                    if self.skipkeys:
                        continue
                    raise
                parts.append(_quoted(name, self.ascii_only) + self.key_end + self.text(item, level + 1))
            result = self.around("{", parts, "}", level)
        elif self.default is None:
            raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
        else:
            result = self.text(self.default(value), level)
        self.inside.pop()
        return result


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False):
    return _Writer(ensure_ascii, allow_nan, indent, separators, default, sort_keys, skipkeys).text(obj, 0)


def dump(obj, fp, **kwargs):
    fp.write(dumps(obj, **kwargs))


class _Reader:
    def __init__(self, text, object_hook, parse_float, parse_int):
        self.all = text
        self.object_hook, self.parse_float, self.parse_int = object_hook, parse_float, parse_int

    def space(self, at):
        text = self.all
        while at < len(text) and text[at] in " \t\n\r":
            at += 1
        return at

    def wrong(self, message, at):
        raise JSONDecodeError(message, self.all, at)

    def value(self, at):
        text = self.all
        first = text[at : at + 1]
        if first == '"':
            return self.string(at + 1)
        if first == "{":
            return self.object(at + 1)
        if first == "[":
            return self.array(at + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if text.startswith(word, at):
                return value, at + len(word)
        if first == "-" or first and first in "0123456789":
            return self.number(at)
        for word in ("NaN", "Infinity", "-Infinity"):
            if text.startswith(word, at):
                return float(word), at + len(word)
        self.wrong("Expecting value", at)

    def digits(self, at):
        while at < len(self.all) and self.all[at] in "0123456789":
            at += 1
        return at

    def number(self, begin):
        text = self.all
        at = begin + 1 if text[begin] == "-" else begin
        if text.startswith("Infinity", at):
            return float(text[begin : at + 8]), at + 8
        if at >= len(text) or text[at] not in "0123456789":
            self.wrong("Expecting value", begin)
        at = at + 1 if text[at] == "0" else self.digits(at)
        is_int = True
        if text[at : at + 1] == ".":
            end = self.digits(at + 1)
            if end > at + 1:
                at, is_int = end, False
        if text[at : at + 1] in ("e", "E"):
            sign = at + 2 if text[at + 1 : at + 2] in ("+", "-") else at + 1
            end = self.digits(sign)
            if end > sign:
                at, is_int = end, False
        piece = text[begin:at]
        return (self.parse_int(piece) if is_int else self.parse_float(piece)), at

    def string(self, at):
        begin, parts, text = at - 1, [], self.all
        while True:
            if at >= len(text):
                self.wrong("Unterminated string starting at", begin)
            letter = text[at]
            if letter == '"':
                return "".join(parts), at + 1
            if letter == "\\":
                escape = text[at + 1 : at + 2]
                if not escape:
                    self.wrong("Unterminated string starting at", begin)
                if escape == "u":
                    code = self.code(at + 2)
                    at += 6
                    if 0xD800 <= code < 0xDC00 and text[at : at + 2] == "\\u":
                        low = self.code(at + 2)
                        if 0xDC00 <= low < 0xE000:
                            code = 65536 + (code - 0xD800 << 10 | low - 0xDC00)
                            at += 6
                    parts.append(chr(code))
                    continue
                plain = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "/": "/", '"': '"', "\\": "\\"}
                if escape not in plain:
                    self.wrong("Invalid \\escape", at)
                parts.append(plain[escape])
                at += 2
            elif ord(letter) < 32:
                self.wrong("Invalid control character at", at)
            else:
                parts.append(letter)
                at += 1

    def code(self, at):
        digits = self.all[at : at + 4]
        if len(digits) != 4:
            self.wrong("Invalid \\uXXXX escape", at - 1)
        for digit in digits:
            if digit not in "0123456789abcdefABCDEF":
                self.wrong("Invalid \\uXXXX escape", at - 1)
        return int(digits, 16)

    def array(self, at):
        items = []
        at = self.space(at)
        if self.all[at : at + 1] == "]":
            return items, at + 1
        while True:
            value, at = self.value(self.space(at))
            items.append(value)
            at = self.space(at)
            if self.all[at : at + 1] == "]":
                return items, at + 1
            if self.all[at : at + 1] != ",":
                self.wrong("Expecting ',' delimiter", at)
            at += 1

    def object(self, at):
        made = {}
        at = self.space(at)
        if self.all[at : at + 1] == "}":
            return self.hooked(made), at + 1
        while True:
            if self.all[at : at + 1] != '"':
                self.wrong("Expecting property name enclosed in double quotes", at)
            key, at = self.string(at + 1)
            at = self.space(at)
            if self.all[at : at + 1] != ":":
                self.wrong("Expecting ':' delimiter", at)
            made[key], at = self.value(self.space(at + 1))
            at = self.space(at)
            if self.all[at : at + 1] == "}":
                return self.hooked(made), at + 1
            if self.all[at : at + 1] != ",":
                self.wrong("Expecting ',' delimiter", at)
            at = self.space(at + 1)

    def hooked(self, made):
        return made if self.object_hook is None else self.object_hook(made)


def loads(s, *, cls=None, object_hook=None, parse_float=float, parse_int=int):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode()
    if not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    reader = _Reader(s, object_hook, parse_float, parse_int)
    value, at = reader.value(reader.space(0))
    at = reader.space(at)
    if at != len(s):
        reader.wrong("Extra data", at)
    return value


def load(fp, **kwargs):
    return loads(fp.read(), **kwargs)
