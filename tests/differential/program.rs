//! Random programs that do the same wherever they run: they end, and what they hold stays small.

use super::random::Random;

/// What comes before the statements. A statement that fails prints why, and the next one goes on.
const PROLOGUE: &str = r#"
i0, i1, i2 = 7, -3, 140737488355327
f0, f1 = 2.5, -0.1
s0, s1 = "Hello, World", "a,b;c d"
l0, l1 = [3, 1, 2], [5, -1, 5, 0]
d0 = {"a": 1, "b": 2}
def clip(x): return x if -10 ** 40 < x < 10 ** 40 else x % 1000003
def near(x): return x if -1e100 < x < 1e100 else 0.5
def twice(f, x): return f(f(x))
def add(a, b=10, *rest, scale=1, **others): return (a + b + sum(rest)) * scale + len(others)
def count(n, step=1):
    i = 0
    while i < n:
        got = yield i
        i += step if got is None else got
    return n
class Base:
    size = 2
    def __init__(self, value): self.value = value
    def get(self): return self.value
    def __eq__(self, other): return isinstance(other, Base) and self.value == other.value
    def __lt__(self, other): return self.value < other.value
    def __hash__(self): return hash(self.value)
    def __repr__(self): return f"{type(self).__name__}({self.value!r})"
    def __add__(self, other): return type(self)(self.value + (other.value if isinstance(other, Base) else other))
    def __len__(self): return self.size
    def __getitem__(self, i): return [self.value][i]
    def __call__(self, *args): return (self.value, *args)
class Sub(Base):
    size = 0
    def get(self): return (super().get(), self.size)
    def __bool__(self): return self.value != 0
    @property
    def half(self): return self.value / 2
    @classmethod
    def make(cls, *values): return [cls(v) for v in values]
class Manager:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): print("enter"); return self
    def __exit__(self, kind, error, trace):
        print("exit", kind and kind.__name__)
        return self.swallow
"#;

/// The program of a seed: its parts, each of which can be left out.
pub struct Program {
    statements: Vec<String>,
    messages: bool,
}

impl Program {
    /// Whether messages of errors are printed, too, and not only their types: they change from version to version.
    pub fn new(seed: u64, messages: bool) -> Self {
        let mut writer = Writer(Random(seed));
        let statements = (0..30).map(|_| writer.statement(2)).collect();
        Self {
            statements,
            messages,
        }
    }

    pub fn text(&self) -> String {
        let error = if self.messages {
            "type(error).__name__, error"
        } else {
            "type(error).__name__"
        };
        let mut text = PROLOGUE.trim_start().to_owned();
        for statement in &self.statements {
            text += &format!(
                "try:\n{}except Exception as error:\n    print({error})\n",
                indented(statement)
            );
        }
        text + "print(i0, i1, i2, f0, f1, repr(s0), repr(s1), l0, l1, d0)\n"
    }

    /// The shortest program that is found by leaving statements out, one after the other, and still fails.
    pub fn shrunk(mut self, fails: impl Fn(&Self) -> bool) -> Self {
        for at in (0..self.statements.len()).rev() {
            let statement = self.statements.remove(at);
            if !fails(&self) {
                self.statements.insert(at, statement);
            }
        }
        self
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// Writes expressions of a type, and statements, so many levels deep.
struct Writer(Random);

impl Writer {
    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        self.0.of(choices)
    }

    fn int(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .of(&[
                    "0",
                    "1",
                    "2",
                    "-1",
                    "10",
                    "255",
                    "i0",
                    "i1",
                    "i2",
                    "len(s0)",
                    "len(l0)",
                    "2 ** 64",
                    "True",
                    "1000000007",
                ])
                .to_owned();
        }
        let d = depth - 1;
        match self.0.below(16) {
            0..=4 => {
                let sign = self.of(&["+", "-", "*", "//", "%", "&", "|", "^"]);
                format!("({} {sign} {})", self.int(d), self.int(d))
            }
            5 => format!(
                "({} {} {})",
                self.int(d),
                self.of(&["<<", ">>"]),
                self.0.below(70)
            ),
            6 => format!("({}{})", self.of(&["-", "~", "+"]), self.int(d)),
            7 => format!(
                "{}({}, {})",
                self.of(&["min", "max"]),
                self.int(d),
                self.int(d)
            ),
            8 => format!(
                "({} if {} else {})",
                self.int(d),
                self.condition(d),
                self.int(d)
            ),
            9 => format!("sum({})", self.list(d)),
            10 => format!(
                "{}(int({}))",
                self.of(&["abs", "hash", "bool"]),
                self.int(d)
            ),
            11 => format!("{}[{}]", self.list(d), self.of(&["0", "-1", "1", "2", "7"])),
            12 => format!(
                "{}.{}({})",
                self.text(d),
                self.of(&["find", "count", "rfind", "index"]),
                self.of(&["'l'", "'a'", "''", "'o,'"])
            ),
            13 => format!(
                "divmod({}, {})[{}]",
                self.int(d),
                self.int(d),
                self.0.below(2)
            ),
            14 => format!(
                "add({}{})",
                self.int(d),
                self.of(&[
                    "",
                    ", 1",
                    ", 1, 2, 3",
                    ", scale=3",
                    ", b=2, x=1, y=2",
                    ", *l0",
                    ", **d0"
                ])
            ),
            _ => format!("int({})", self.float(d)),
        }
    }

    fn float(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .of(&[
                    "0.0",
                    "1.5",
                    "-0.1",
                    "1e16",
                    "f0",
                    "f1",
                    "2 / 3",
                    "1e-7",
                    "123456.789",
                ])
                .to_owned();
        }
        let d = depth - 1;
        match self.0.below(7) {
            0..=2 => {
                let sign = self.of(&["+", "-", "*", "/", "//", "%"]);
                format!("({} {sign} {})", self.float(d), self.float(d))
            }
            3 => format!("({} / {})", self.int(d), self.int(d)),
            4 => format!("float({})", self.int(d)),
            5 => format!("round({}, {})", self.float(d), self.0.below(5)),
            _ => format!("abs({}) ** 0.5", self.float(d)),
        }
    }

    fn condition(&mut self, depth: usize) -> String {
        let d = depth.saturating_sub(1);
        match self.0.below(8) {
            0..=2 => {
                let sign = self.of(&["<", "<=", "==", "!=", ">", ">="]);
                format!("{} {sign} {}", self.int(d), self.int(d))
            }
            3 => format!("{} < {} <= {}", self.int(d), self.float(d), self.int(d)),
            4 => format!("{} in {}", self.int(d), self.list(d)),
            5 => format!("not {}", self.list(d)),
            6 => format!(
                "({} {} {})",
                self.condition(d),
                self.of(&["and", "or"]),
                self.text(d)
            ),
            _ => format!(
                "isinstance({}, {})",
                self.any(d),
                self.of(&["int", "str", "(float, list)"])
            ),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .of(&[
                    "''",
                    "'x'",
                    "s0",
                    "s1",
                    "'Ab cD\\n'",
                    "\"it's\"",
                    "'äöü€'",
                    "'42'",
                    "' pad '",
                ])
                .to_owned();
        }
        let d = depth - 1;
        match self.0.below(9) {
            0 => format!("({} + {})", self.text(d), self.text(d)),
            1 => format!("({} * {})", self.text(0), self.0.below(4)),
            2 => format!("{}({})", self.of(&["str", "repr", "ascii"]), self.any(d)),
            3 => format!("f\"{{{}:{}}}|\"", self.int(0), self.integer_spec()),
            4 => format!("format({}, '{}')", self.float(d), self.float_spec()),
            5 => format!(
                "('%{}' % {})",
                self.of(&[
                    "d", "5d", "-5d|", "05d", "x", "#o", "+d", "s", "r", "8s|", "c"
                ]),
                self.int(0)
            ),
            6 => format!(
                "{}.{}",
                self.text(d),
                self.of(&[
                    "upper()",
                    "lower()",
                    "title()",
                    "strip()",
                    "swapcase()",
                    "capitalize()",
                    "center(12, '*')",
                    "zfill(8)",
                    "replace('l', '--')",
                    "rjust(9)",
                    "partition(' ')[2]",
                    "split()[0]",
                    "casefold()",
                ])
            ),
            7 => format!("{}[{}]", self.text(d), self.slice()),
            _ => format!("{}.join(str(x) for x in {})", self.text(0), self.list(d)),
        }
    }

    fn slice(&mut self) -> &'static str {
        self.of(&[
            "1:", ":-1", "::2", "::-1", "1:4", "-3:", "5:1:-1", "2:2", ":100", "-1::-2",
        ])
    }

    fn integer_spec(&mut self) -> String {
        let fill = self.of(&["", "", "*<", "_^", ">", "0=", "=", "^"]);
        let sign = self.of(&["", "", "+", " ", "-"]);
        let rest = self.of(&[
            "", "d", "8", "08", "12,", "_", "x", "#x", "#b", "o", "012_x", "X", ".2f", "e", "%",
            "6d",
        ]);
        format!("{fill}{sign}{rest}")
    }

    fn float_spec(&mut self) -> String {
        let fill = self.of(&["", "", "*<", "_^", ">", "=", "^"]);
        let sign = self.of(&["", "+", " "]);
        let rest = self.of(&[
            "", "f", ".0f", ".3f", "10.2f", "012.4f", "e", ".2e", "g", ".3g", "G", ".1%", ",.2f",
            "n", "15", ".6",
        ]);
        format!("{fill}{sign}{rest}")
    }

    fn list(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .of(&["[]", "l0", "l1", "[1, 2, 3]", "list(range(4))"])
                .to_owned();
        }
        let d = depth - 1;
        match self.0.below(11) {
            0 => format!("[{}, {}]", self.int(d), self.int(d)),
            1 => format!("({} + {})", self.list(d), self.list(d)),
            2 => format!(
                "sorted({}{})",
                self.list(d),
                self.of(&["", ", reverse=True", ", key=abs", ", key=lambda x: -x"])
            ),
            3 => format!("{}[{}]", self.list(d), self.slice()),
            4 => format!(
                "[x {} {} for x in {} if x {} {}]",
                self.of(&["+", "*", "-", "%"]),
                self.int(0),
                self.list(d),
                self.of(&["<", ">", "!="]),
                self.int(0)
            ),
            5 => format!(
                "list(range({}, {}, {}))",
                self.0.below(5),
                self.0.below(12),
                self.of(&["1", "2", "-1", "3", "0"])
            ),
            6 => format!(
                "list(map(lambda x: twice(lambda y: y + x, {}), {}))",
                self.int(0),
                self.list(d)
            ),
            7 => format!("list(count({}, {}))", self.0.below(6), 1 + self.0.below(3)),
            8 => format!(
                "[a * b for a, b in zip({}, {})]",
                self.list(d),
                self.list(d)
            ),
            9 => format!("[*{}, *{}]", self.list(d), self.list(0)),
            _ => format!("list(set(x for x in {} if type(x) is int))", self.list(d)),
        }
    }

    fn any(&mut self, depth: usize) -> String {
        let d = depth.saturating_sub(1);
        match self.0.below(11) {
            0 | 1 => self.int(depth),
            2 => self.float(depth),
            3 => self.text(depth),
            4 => self.list(depth),
            5 => format!("({}, {})", self.any(d), self.text(0)),
            6 => format!(
                "{{{}: {}, {}: {}}}",
                self.int(0),
                self.any(d),
                self.text(0),
                self.int(d)
            ),
            7 => format!("{}({})", self.of(&["Base", "Sub"]), self.int(d)),
            8 => format!(
                "Sub({}).{}",
                self.int(d),
                self.of(&[
                    "get()",
                    "half",
                    "size",
                    "value",
                    "missing",
                    "make(1, 2)",
                    "get(1)"
                ])
            ),
            9 => format!("({})", self.condition(d)),
            _ => self
                .of(&[
                    "None",
                    "True",
                    "b'by\\x00te'",
                    "range(3)",
                    "()",
                    "frozenset([1])",
                    "1.0",
                    "d0",
                ])
                .to_owned(),
        }
    }

    fn assignment(&mut self) -> String {
        match self.0.below(9) {
            0 | 1 => format!("{} = clip({})", self.of(&["i0", "i1", "i2"]), self.int(3)),
            2 => format!("{} = near({})", self.of(&["f0", "f1"]), self.float(2)),
            3 => format!("{} = {}[:40]", self.of(&["s0", "s1"]), self.text(2)),
            4 => format!(
                "{} = [clip(x) for x in {}[:12]]",
                self.of(&["l0", "l1"]),
                self.list(2)
            ),
            5 => format!(
                "d0[{}] = {}",
                self.of(&["'a'", "i0", "s0", "(1, 2)", "l0", "None"]),
                self.int(1)
            ),
            6 => format!("i0, *l0, i1 = {}", self.list(1)),
            7 => format!(
                "l1[{}] = {}",
                self.of(&["0", "-1", "5", "1:2", "::2", "'x'"]),
                self.any(1)
            ),
            _ => format!(
                "i{} {}= {}\ni0, i1, i2 = map(clip, (i0, i1, i2))",
                self.0.below(3),
                self.of(&["+", "-", "*", "//", "%", "|", "^"]),
                self.int(1)
            ),
        }
    }

    fn block(&mut self, depth: usize) -> String {
        let count = 1 + self.0.below(2);
        (0..count)
            .map(|_| indented(&self.statement(depth)))
            .collect()
    }

    fn statement(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.0.below(3) {
                0 => self.assignment(),
                1 => format!("print({})", self.any(1)),
                _ => format!("print({}, {}, sep='|')", self.any(2), self.int(2)),
            };
        }
        let d = depth - 1;
        match self.0.below(18) {
            0..=2 => self.assignment(),
            3..=5 => format!("print({}, {})", self.any(3), self.any(2)),
            6 => format!(
                "if {}:\n{}else:\n{}",
                self.condition(2),
                self.block(d),
                self.block(d)
            ),
            7 => format!(
                "for k in {}[:5]:\n{}    if k {} {}: {}\nelse:\n    print('else', k)",
                self.list(2),
                self.block(d),
                self.of(&["<", ">", "=="]),
                self.int(0),
                self.of(&["break", "continue", "print(k)"])
            ),
            8 => format!(
                "try:\n{}except ({}) as caught:\n    print('caught', type(caught).__name__)\nelse:\n{}finally:\n{}",
                self.block(d),
                self.of(&[
                    "ValueError",
                    "ZeroDivisionError, IndexError",
                    "LookupError, TypeError",
                    "ArithmeticError"
                ]),
                self.block(d),
                self.block(d)
            ),
            9 => format!(
                "raise {}({})",
                self.of(&[
                    "ValueError",
                    "KeyError",
                    "RuntimeError",
                    "StopIteration",
                    "IndexError"
                ]),
                self.any(1)
            ),
            10 => format!(
                "def local(a, b={}):\n    def inner(c):\n        nonlocal a\n        a += 1\n        return {}\n    return inner(b), a\nprint(local({}))",
                self.int(1),
                self.of(&["a + b + c", "a * c - b", "[a, b, c]", "a // c"]),
                self.int(1)
            ),
            11 => format!(
                "g = count({}, {})\nprint(next(g), g.send({}), list(g)[:6])",
                3 + self.0.below(20),
                1 + self.0.below(3),
                self.of(&["1", "2", "None", "5"])
            ),
            12 => format!(
                "with Manager({}) as m:\n{}",
                self.of(&["True", "False", "l0", "i0"]),
                self.block(d)
            ),
            13 => format!(
                "{}.{}\nl0, l1 = l0[:12], l1[:12]",
                self.of(&["l0", "l1"]),
                self.of(&[
                    "append(i0)",
                    "pop()",
                    "pop(1)",
                    "insert(1, 9)",
                    "sort()",
                    "reverse()",
                    "extend([1, 2])",
                    "remove(5)",
                    "clear()",
                    "index(1)",
                    "sort(key=lambda x: x % 3)"
                ])
            ),
            14 => format!(
                "print(d0.{})",
                self.of(&[
                    "get('a')",
                    "items()",
                    "pop('a')",
                    "setdefault('q', 5)",
                    "keys()",
                    "popitem()",
                    "update(z=1)",
                    "copy()",
                    "pop('no', None)"
                ])
            ),
            15 => format!(
                "match {}:\n    case 0 | 1: print('small')\n    case int(n) if n > 5: print('int', n)\n    case [a, *rest]: print(a, rest)\n    case str() as t: print('text', t)\n    case {{'a': x}}: print('a', x)\n    case Base(value=v): print('base', v)\n    case other: print('other', other)",
                self.any(2)
            ),
            16 => format!(
                "turn_{d} = 0\nwhile turn_{d} < {}:\n    turn_{d} += 1\n    if turn_{d} == 3: continue\n{}",
                self.0.below(6),
                self.block(d)
            ),
            _ => format!(
                "print({{k: v for k, v in zip({}, {})}}, {{x % 7 for x in {} if type(x) is int}})",
                self.list(1),
                self.list(1),
                self.list(2)
            ),
        }
    }
}
