//! The compiler: programs and the operations that they become.
//!
//! `tests/golden/bytecode/*.py` are held against `*.txt` beside them. To write those anew, and then to read what changed:
//! `UPDATE_GOLDENS=1 cargo test --test bytecode`.

use interleave::bytecode::{Code, Constant, Operation, compile, disassemble};
use interleave::lang::{Source, load};
use std::sync::Arc;

fn compiled(source: &Source) -> Arc<Code> {
    let rendered = |problems: Vec<interleave::lang::Diagnostic>| -> String {
        problems
            .iter()
            .map(|problem| problem.render(source))
            .collect()
    };
    load(source)
        .and_then(|program| compile(&program))
        .unwrap_or_else(|problems| panic!("{}", rendered(problems)))
}

fn code(text: &str) -> Arc<Code> {
    compiled(&Source::new("test.py", text))
}

fn function(text: &str) -> Arc<Code> {
    let module = code(text);
    module
        .all()
        .get(1)
        .expect("the module has a function")
        .clone()
}

fn names(code: &Code) -> Vec<String> {
    code.operations.iter().map(Operation::name).collect()
}

#[test]
fn the_goldens_are_what_the_compiler_makes() {
    let mut seen = 0;
    for entry in std::fs::read_dir("tests/golden/bytecode")
        .expect("the goldens are there")
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let golden = path.with_extension("txt");
        let text = std::fs::read_to_string(&path).expect("the program can be read");
        let source = Source::new("golden.py", text);
        let made = disassemble(&compiled(&source), &source);
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            std::fs::write(&golden, &made).expect("the golden can be written");
        }
        let kept = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(made, kept, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 6, "only {seen} goldens");
}

#[test]
fn an_increment_is_a_load_and_a_store_with_two_operations_between() {
    let task = function("def task():\n  global counter\n  counter += 1\n");
    let expected = [
        "RESUME",
        "LOAD_GLOBAL",
        "LOAD_CONST",
        "BINARY_OP",
        "STORE_GLOBAL",
        "LOAD_CONST",
        "RETURN_VALUE",
    ];
    assert_eq!(names(&task), expected);
}

#[test]
fn each_operation_knows_the_text_that_it_stands_for() {
    let source = Source::new("test.py", "x = a + b\ny = f(x)\n");
    let code = compiled(&source);
    let text = |name: &str| {
        let at = names(&code)
            .iter()
            .position(|each| each == name)
            .expect("there is such an operation");
        source.slice(code.spans[at])
    };
    assert_eq!(text("BINARY_OP"), "a + b");
    assert_eq!(text("CALL"), "f(x)");
    assert_eq!(text("STORE_NAME"), "x");
    assert_eq!(code.operations.len(), code.spans.len());
}

#[test]
fn constants_that_python_tells_apart_are_kept_apart() {
    let module = code("x = 1, 1.0, True, 0.0, -0.0, '1', b'1', 0x_ffff_ffff_ffff_ffff_ff, 2, 1\n");
    let [Constant::Tuple(items), Constant::None] = module.constants.as_slice() else {
        panic!(
            "one tuple and the module's None, not {:?}",
            module.constants
        );
    };
    assert_eq!(items.len(), 10);
    for (at, item) in items[..9].iter().enumerate() {
        assert_eq!(
            items.iter().position(|each| each == item),
            Some(at),
            "{item:?} is equal to an earlier one"
        );
    }
    assert_eq!(
        items[7],
        Constant::Int("4722366482869645213695".parse().expect("a number"))
    );
    assert_eq!(items[9], items[0]);
}

#[test]
fn nothing_that_cannot_be_reached_is_kept() {
    let body = function("def f():\n  return 1\n  print(2)\n");
    assert_eq!(names(&body), ["RESUME", "LOAD_CONST", "RETURN_VALUE"]);
    let endless = function("def f():\n  while True: pass\n");
    assert_eq!(names(&endless), ["RESUME", "JUMP_BACKWARD"]);
}

#[test]
fn handlers_are_sorted_and_found() {
    let code = function(
        "def f():\n  for x in y:\n    try:\n      try: a()\n      except E as e: b()\n      finally: c()\n    except F: return d()\n",
    );
    for pair in code.handlers.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?}");
    }
    let index = |name: &str| {
        let global = code
            .names
            .iter()
            .position(|each| each == name)
            .expect("the name is used") as u32;
        let load = |each: &Operation| *each == Operation::LoadGlobal(global);
        code.operations
            .iter()
            .position(load)
            .expect("the name is loaded") as u32
    };
    let inner = code.handler(index("a")).expect("the call is in a try");
    assert_eq!(
        code.operations[inner.target as usize],
        Operation::PushExcInfo
    );
    assert_eq!(inner.depth, 1, "the loop's iterator stays");
    assert_ne!(code.handler(index("b")), Some(inner));
    assert_eq!(code.handler(index("y")), None);
}

#[test]
fn what_only_the_compiler_can_reject_is_reported_at_its_place() {
    for (text, message) in [
        ("*a, *b = c", "multiple starred expressions in assignment"),
        ("x = *a", "can't use starred expression here"),
        (
            "match x:\n  case {**rest}: pass",
            "** in a pattern is not supported here",
        ),
    ] {
        let source = Source::new("test.py", text);
        let problems = load(&source)
            .and_then(|program| compile(&program))
            .expect_err(text);
        assert!(
            problems[0].message.contains(message),
            "{text}: {problems:?}"
        );
    }
}

#[test]
fn the_programs_of_the_labs_compile() {
    for lab in [
        "race",
        "lock",
        "queue",
        "chain",
        "minimum",
        "processes",
        "socket",
    ] {
        let path = format!("www/labs/{lab}/program.py");
        let text = std::fs::read_to_string(&path).expect("the program can be read");
        let code = compiled(&Source::new(path, text));
        assert!(code.all().len() > 1);
    }
}
