//! The language: what is rejected and where, and which variable each name is.

use interleave::lang::{Block, BlockKind, Place, Program, Source, load, mangle};
use proptest::prelude::*;

fn program(text: &str) -> Program {
    let source = Source::new("test.py", text);
    load(&source).unwrap_or_else(|problems| {
        panic!(
            "{}",
            problems
                .iter()
                .map(|each| each.render(&source))
                .collect::<String>()
        )
    })
}

fn rendered(text: &str) -> String {
    let source = Source::new("test.py", text);
    let problems = load(&source).expect_err("this is to be rejected");
    problems.iter().map(|each| each.render(&source)).collect()
}

/// The block whose text begins with these words.
fn block<'p>(program: &'p Program, text: &str, begins: &str) -> &'p Block {
    let blocks = program.symbols.in_order();
    let start = text.find(begins).expect("the text has these words") as u32;
    let found = blocks
        .into_iter()
        .find(|((kind, span), _)| *kind != BlockKind::Module && span.start == start);
    found.expect("a block begins there").1
}

#[test]
fn a_diagnostic_shows_the_place_and_what_to_use_instead() {
    assert_eq!(
        rendered("import threading\nimport asyncio\n"),
        "test.py:2:8: the module asyncio is not supported here\n\
         \x20   import asyncio\n\
         \x20          ^^^^^^^\n\
         \x20   instead: threads, or coroutines made of generators with `yield` and `send`\n"
    );
}

#[test]
fn columns_count_characters_and_tabs_stay_tabs() {
    assert_eq!(
        rendered("if True:\n\t'äö'; await x\n"),
        "test.py:2:8: await is not supported here\n\
         \x20   \t'äö'; await x\n\
         \x20   \t      ^^^^^^^\n\
         \x20   instead: generators with `yield` and `send`, or threads\n"
    );
}

#[test]
fn everything_unsupported_is_reported_at_its_place() {
    let cases = [
        ("async def f(): pass", "1:11: an async function is"),
        ("def f[T](x): pass", "1:6: a type parameter is"),
        ("try: pass\nexcept* E: pass", "1:1: except* is"),
        ("type A = int", "1:1: a type alias is"),
        ("x = 1j", "1:5: a complex number is"),
        ("from queue import *", "1:19: importing all names is"),
        ("from . import x", "1:1: a relative import is"),
        ("x = t'{1}'", "1:5: a template string is"),
        ("return 1", "1:1: 'return' outside function"),
        ("class A:\n  return 1", "2:3: 'return' outside function"),
        ("for i in x: pass\nelse: break", "2:7: 'break' outside loop"),
        (
            "while x:\n  def f(): continue",
            "2:12: 'continue' not properly in loop",
        ),
        ("yield 1", "1:1: 'yield' outside function"),
        (
            "def f(): [(yield 1) for x in y]",
            "1:12: 'yield' inside a comprehension",
        ),
        ("def f(a, a): pass", "1:10: duplicate argument 'a'"),
        (
            "def f():\n  nonlocal x",
            "2:12: no binding for nonlocal 'x' found",
        ),
        (
            "nonlocal x",
            "1:10: nonlocal declaration not allowed at module level",
        ),
        (
            "def f(x):\n  global x",
            "2:10: name 'x' is parameter and declared",
        ),
        (
            "def f():\n  x = 1\n  global x",
            "3:10: name 'x' is assigned to before its declaration",
        ),
        ("x = '\\N{DIGIT ONE}'", "1:9: syntax error"),
        ("x = (", "1:6: syntax error"),
    ];
    for (text, expected) in cases {
        let found = rendered(text);
        assert!(
            found.starts_with(&format!("test.py:{expected}")),
            "{text:?} gave {found}"
        );
    }
}

#[test]
fn all_problems_are_reported_in_the_order_of_the_text() {
    let found = rendered("x = 1j\nimport numpy\nreturn\n");
    let places: Vec<&str> = found
        .lines()
        .filter(|line| line.starts_with("test.py"))
        .collect();
    assert_eq!(places.len(), 3, "{found}");
    assert!(places.is_sorted(), "{found}");
}

#[test]
fn nesting_has_a_limit() {
    let text = format!("x = {}1", "-".repeat(1000));
    assert!(rendered(&text).contains("nested too deep"));
    program(&format!("x = {}1", "-".repeat(300)));
}

#[test]
fn locals_parameters_globals_and_builtins() {
    let text = "def f(a, /, b, *rest, c=1, **more):\n  global g\n  g = len(a)\n  d = unknown\n";
    let program = program(text);
    let f = block(&program, text, "def f");
    assert_eq!(f.locals, ["a", "b", "c", "rest", "more", "d"]);
    assert_eq!(f.places["c"], Place::Local(2));
    assert_eq!(f.places["g"], Place::Global);
    assert_eq!(f.places["len"], Place::Builtin);
    assert_eq!(
        f.places["unknown"],
        Place::Global,
        "it may be assigned by nobody, then the run says so"
    );
    assert_eq!(program.symbols.globals, ["f", "g", "unknown"]);
}

#[test]
fn a_global_shadows_pythons_own_name() {
    let text = "len = 1\ndef f(): return len\n";
    assert_eq!(
        block(&program(text), text, "def f").places["len"],
        Place::Global
    );
}

#[test]
fn cells_are_handed_through_blocks_that_do_not_use_them() {
    let text = "def f(x):\n  y = 1\n  def g():\n    def h():\n      nonlocal y\n      y = x\n    return h\n  return g\n";
    let program = program(text);
    let (f, g, h) = (
        block(&program, text, "def f"),
        block(&program, text, "def g"),
        block(&program, text, "def h"),
    );
    assert_eq!(
        (f.cells.as_slice(), f.free.len()),
        (["x".to_owned(), "y".to_owned()].as_slice(), 0)
    );
    assert_eq!(
        f.locals,
        ["x", "g"],
        "a parameter keeps its slot, although it lives in a cell"
    );
    assert_eq!(g.free, ["x", "y"]);
    assert_eq!(h.places["y"], Place::Free(1));
    assert!(h.cells.is_empty() && h.locals.is_empty());
}

#[test]
fn a_class_is_no_block_around_its_methods_except_for_its_own_cell() {
    let text = "class A:\n  x = 1\n  def m(self):\n    super().m()\n    return x, self.__y\n";
    let program = program(text);
    assert_eq!(block(&program, text, "class A").places["x"], Place::Name);
    assert_eq!(block(&program, text, "class A").cells, ["__class__"]);
    let m = block(&program, text, "def m");
    assert_eq!(m.places["x"], Place::Global);
    assert_eq!(m.free, ["__class__"]);
}

#[test]
fn a_class_binds_what_it_also_hands_on() {
    let text = "def f():\n  x = 1\n  class A:\n    x = 2\n    def m(self): return x\n";
    let program = program(text);
    let class = block(&program, text, "class A");
    assert_eq!(
        (class.places["x"], class.free.as_slice()),
        (Place::Name, ["x".to_owned()].as_slice())
    );
}

#[test]
fn a_comprehension_is_a_function_and_a_walrus_leaves_it() {
    let text = "def f(a):\n  r = [(y := x) + a for x in a]\n  return y\n";
    let program = program(text);
    let inner = block(&program, text, "[(y");
    assert_eq!(inner.locals, [".0", "x"]);
    assert_eq!(inner.free, ["a", "y"]);
    assert_eq!(block(&program, text, "def f").cells, ["a", "y"]);
}

#[test]
fn private_names_are_mangled() {
    assert_eq!(mangle(Some("_A"), "__x"), "_A__x");
    assert_eq!(mangle(Some("A"), "__x__"), "__x__");
    assert_eq!(mangle(Some("__"), "__x"), "__x");
    assert_eq!(mangle(None, "__x"), "__x");
}

#[test]
fn the_programs_of_the_labs_are_understood_or_say_which_module_is_missing() {
    for lab in std::fs::read_dir("www/labs")
        .expect("the labs are there")
        .flatten()
    {
        let Ok(text) = std::fs::read_to_string(lab.path().join("program.py")) else {
            continue;
        };
        let source = Source::new(lab.file_name().to_string_lossy(), text);
        let problems = load(&source).err().unwrap_or_default();
        let other: Vec<_> = problems
            .iter()
            .filter(|each| !each.message.starts_with("the module "))
            .collect();
        assert!(other.is_empty(), "{}: {other:?}", source.name());
    }
}

proptest! {
    #[test]
    fn any_text_is_loaded_or_rejected_inside_of_it(text in "[ \\n\\ta-c=:()\\[\\]{}'\"#\\\\@*+,.0-9]{0,60}|\\PC{0,40}") {
        let source = Source::new("any.py", text);
        for problem in load(&source).err().unwrap_or_default() {
            prop_assert!(problem.span.start <= problem.span.end);
            prop_assert!(problem.span.end as usize <= source.text().len());
            problem.render(&source);
        }
    }
}
