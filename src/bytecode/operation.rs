//! The operations: CPython 3.11's names and meanings, with what each takes from the stack and leaves on it.
//!
//! `[a, b] → [c]` says what is on top of the stack before and after; the last is the top. A jump's operand is the index of
//! the operation that it leads to.

/// What `BINARY_OP` computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `@`
    MatrixMultiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `**`
    Power,
    /// `<<`
    LeftShift,
    /// `>>`
    RightShift,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `&`
    And,
    /// `//`
    FloorDivide,
}

impl Binary {
    /// As Python writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::MatrixMultiply => "@",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Power => "**",
            Self::LeftShift => "<<",
            Self::RightShift => ">>",
            Self::Or => "|",
            Self::Xor => "^",
            Self::And => "&",
            Self::FloorDivide => "//",
        }
    }
}

/// What `COMPARE_OP` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// As Python writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// What `FORMAT_VALUE` does to a value first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Nothing.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// One operation. A name's operand is an index into `Code::names`, a local's into `Code::locals`, a variable of a cell's into
/// `Code::cells` followed by `Code::free`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Where a function begins (0), or goes on after `yield` (1) or `yield from` (2): a place to be switched at. `[] → []`
    Resume(u8),
    /// `[a] → []`
    PopTop,
    /// Marks that the callable after it is no method. `[] → [null]`
    PushNull,
    /// Another of the n-th from the top, which is 1. `[a, …] → [a, …, a]`
    Copy(u32),
    /// Exchanges the top with the n-th. `[a, …, b] → [b, …, a]`
    Swap(u32),

    /// A constant. `[] → [a]`
    LoadConst(u32),
    /// A local variable, else UnboundLocalError. `[] → [a]`
    LoadFast(u32),
    /// `[a] → []`
    StoreFast(u32),
    /// Unbinds it, else UnboundLocalError. `[] → []`
    DeleteFast(u32),
    /// A global, or else Python's own name, else NameError. `[] → [a]`
    LoadGlobal(u32),
    /// `[a] → []`
    StoreGlobal(u32),
    /// Unbinds it, else NameError. `[] → []`
    DeleteGlobal(u32),
    /// From the namespace of the class or the module, or as `LOAD_GLOBAL`. `[] → [a]`
    LoadName(u32),
    /// `[a] → []`
    StoreName(u32),
    /// Unbinds it, else NameError. `[] → []`
    DeleteName(u32),
    /// Makes an own cell, with the value of the parameter of this name, if there is one. `[] → []`
    MakeCell(u32),
    /// The cell itself. `[] → [cell]`
    LoadClosure(u32),
    /// What is in the cell, else NameError or UnboundLocalError. `[] → [a]`
    LoadDeref(u32),
    /// From the namespace of the class, or else what is in the cell. `[] → [a]`
    LoadClassderef(u32),
    /// `[a] → []`
    StoreDeref(u32),
    /// Empties the cell, else as `LOAD_DEREF`. `[] → []`
    DeleteDeref(u32),
    /// `[a] → [a.name]`
    LoadAttr(u32),
    /// For a call: without making a bound method. `[a] → [function, a]`, or `[null, a.name]`
    LoadMethod(u32),
    /// `[a, b] → []`; `b.name = a`
    StoreAttr(u32),
    /// `[a] → []`
    DeleteAttr(u32),
    /// `[a, b] → [a[b]]`
    BinarySubscr,
    /// `[a, b, c] → []`; `b[c] = a`
    StoreSubscr,
    /// `[a, b] → []`; `del a[b]`
    DeleteSubscr,

    /// `[a] → [+a]`
    UnaryPositive,
    /// `[a] → [-a]`
    UnaryNegative,
    /// `[a] → [not a]`
    UnaryNot,
    /// `[a] → [~a]`
    UnaryInvert,
    /// The flag says whether in place (`+=`). `[a, b] → [a op b]`
    BinaryOp(Binary, bool),
    /// `[a, b] → [a op b]`
    CompareOp(Comparison),
    /// The flag inverts. `[a, b] → [a is b]`
    IsOp(bool),
    /// The flag inverts. `[a, b] → [a in b]`
    ContainsOp(bool),

    /// `[a1, …, an] → [tuple]`
    BuildTuple(u32),
    /// `[a1, …, an] → [list]`
    BuildList(u32),
    /// `[a1, …, an] → [set]`
    BuildSet(u32),
    /// n pairs. `[k1, v1, …, kn, vn] → [dict]`
    BuildMap(u32),
    /// Joins strings. `[s1, …, sn] → [str]`
    BuildString(u32),
    /// Two or three. `[start, stop(, step)] → [slice]`
    BuildSlice(u32),
    /// Appends to the list that is the n-th after the pop. `[a] → []`
    ListAppend(u32),
    /// Adds to the set that is the n-th after the pop. `[a] → []`
    SetAdd(u32),
    /// Puts into the dict that is the n-th after the pops. `[key, value] → []`
    MapAdd(u32),
    /// Appends all of an iterable to the list that is the n-th after the pop. `[a] → []`
    ListExtend(u32),
    /// Adds all of an iterable to the set that is the n-th after the pop. `[a] → []`
    SetUpdate(u32),
    /// Puts all of a mapping into the dict that is the n-th after the pop. `[a] → []`
    DictUpdate(u32),
    /// As `DICT_UPDATE`, for keyword arguments: a key that is there already is a TypeError. `[a] → []`
    DictMerge(u32),
    /// `[list] → [tuple]`
    ListToTuple,
    /// Exactly n items, else ValueError. `[a] → [an, …, a1]`
    UnpackSequence(u32),
    /// So many items before the star, and so many after it. `[a] → [after…, list, before…]`, the first on top
    UnpackEx(u16, u16),
    /// The flag says whether there is a specification. `[a(, spec)] → [str]`
    FormatValue(Conversion, bool),

    /// `[] → []`
    JumpForward(u32),
    /// A loop's: a place to be switched at. `[] → []`
    JumpBackward(u32),
    /// As above, but no place to be switched at. `[] → []`
    JumpBackwardNoInterrupt(u32),
    /// `[a] → []`
    PopJumpIfFalse(u32),
    /// `[a] → []`
    PopJumpIfTrue(u32),
    /// Jumps and keeps it, or goes on without it. `[a] → [a]` or `[]`
    JumpIfFalseOrPop(u32),
    /// Jumps and keeps it, or goes on without it. `[a] → [a]` or `[]`
    JumpIfTrueOrPop(u32),
    /// `[a] → [iter(a)]`
    GetIter,
    /// Goes on with the next item, or jumps when there is none. `[iterator] → [iterator, item]` or `[]`
    ForIter(u32),

    /// Calls with n arguments. `[function, self, a1, …, an] → [result]`, or `[null, function, a1, …, an] → [result]`
    Call(u32),
    /// Calls with n arguments, of which the last have the names in the tuple. As `CALL`, with the tuple on top.
    CallKw(u32),
    /// Calls with a tuple and, if the flag is set, a dict. `[null, function, tuple(, dict)] → [result]`
    CallFunctionEx(bool),
    /// Makes a function; the flags say what is below the code: 1 a tuple of defaults, 2 a dict of keyword-only defaults, 8 a
    /// tuple of cells. `[(defaults,) (keyword defaults,) (cells,) code] → [function]`
    MakeFunction(u32),
    /// What makes a class of the function of its body, its name and its bases. `[] → [a]`
    LoadBuildClass,
    /// `[a] → `, ends the frame
    ReturnValue,
    /// Makes a generator of this frame and returns it; when the generator begins, the frame goes on. `[] → [None]`
    ReturnGenerator,
    /// `[a] → [b]`: gives a, and goes on when b is sent
    YieldValue,
    /// An iterator for `yield from`: a generator as it is. `[a] → [iterator]`
    GetYieldFromIter,
    /// Sends; jumps when it ends. `[iterator, a] → [iterator, b]` or `[result]`
    Send(u32),

    /// 0: raises the current exception again. 1: `[exception] →`. 2: `[exception, cause] →`
    RaiseVarargs(u32),
    /// Raises again; the traceback stays as it is. `[exception] →`
    Reraise,
    /// Makes it the current exception. `[exception] → [the one before, exception]`
    PushExcInfo,
    /// Makes this the current exception. `[the one before] → []`
    PopExcept,
    /// `[exception, class or tuple] → [exception, bool]`
    CheckExcMatch,
    /// `[] → [AssertionError]`
    LoadAssertionError,
    /// `[a] → [its __exit__, what its __enter__ gives]`
    BeforeWith,
    /// Calls it with the exception. `[__exit__, before, exception] → [__exit__, before, exception, result]`
    WithExceptStart,

    /// A module. `[] → [module]`
    ImportName(u32),
    /// `[module] → [module, a]`
    ImportFrom(u32),

    /// `[a] → [a, len(a)]`
    GetLen,
    /// Whether a pattern for sequences takes it. `[a] → [a, bool]`
    MatchSequence,
    /// Whether a pattern for mappings takes it. `[a] → [a, bool]`
    MatchMapping,
    /// The values for the tuple of keys, or None. `[a, keys] → [a, keys, tuple or None]`
    MatchKeys,
    /// n positional patterns and a tuple of attribute names: the tuple of attributes, or None. `[a, class, names] → [tuple]`
    MatchClass(u32),
}

/// What an operation does to the height of the stack, and where it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    /// By how much the stack grows when the next operation follows; None if it never does.
    pub next: Option<i32>,
    /// Where it may jump, and by how much the stack grows then.
    pub jump: Option<(u32, i32)>,
}

impl Operation {
    /// CPython's name.
    pub fn name(&self) -> String {
        let debug = format!("{self:?}");
        let variant = debug.split('(').next().unwrap_or(&debug);
        let mut name = String::new();
        for letter in variant.chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(letter.to_ascii_uppercase());
        }
        name
    }

    /// The jump's operand, to be set when it is known.
    pub(super) fn target_mut(&mut self) -> Option<&mut u32> {
        match self {
            Self::JumpForward(target)
            | Self::JumpBackward(target)
            | Self::JumpBackwardNoInterrupt(target)
            | Self::PopJumpIfFalse(target)
            | Self::PopJumpIfTrue(target)
            | Self::JumpIfFalseOrPop(target)
            | Self::JumpIfTrueOrPop(target)
            | Self::ForIter(target)
            | Self::Send(target) => Some(target),
            _ => None,
        }
    }

    /// What it does to the height of the stack.
    pub(super) fn flow(self) -> Flow {
        use Operation::*;
        let next = |effect: i32| Flow {
            next: Some(effect),
            jump: None,
        };
        let less = |count: u32, effect: i32| next(effect - count as i32);
        let ends = Flow {
            next: None,
            jump: None,
        };
        match self {
            Resume(_) | Swap(_) | DeleteFast(_) | DeleteGlobal(_) | DeleteName(_) | MakeCell(_)
            | DeleteDeref(_) => next(0),
            LoadAttr(_) | UnaryPositive | UnaryNegative | UnaryNot | UnaryInvert | ListToTuple
            | GetIter => next(0),
            YieldValue | GetYieldFromIter | CheckExcMatch => next(0),
            PushNull | Copy(_) | LoadConst(_) | LoadFast(_) | LoadGlobal(_) | LoadName(_)
            | LoadClosure(_) => next(1),
            LoadDeref(_) | LoadClassderef(_) | LoadMethod(_) | LoadBuildClass | ReturnGenerator => {
                next(1)
            }
            PushExcInfo | LoadAssertionError | BeforeWith | WithExceptStart | ImportName(_)
            | ImportFrom(_) => next(1),
            GetLen | MatchSequence | MatchMapping | MatchKeys => next(1),
            PopTop | StoreFast(_) | StoreGlobal(_) | StoreName(_) | StoreDeref(_)
            | DeleteAttr(_) | PopExcept => next(-1),
            BinarySubscr | BinaryOp(..) | CompareOp(_) | IsOp(_) | ContainsOp(_) => next(-1),
            ListAppend(_) | SetAdd(_) | ListExtend(_) | SetUpdate(_) | DictUpdate(_)
            | DictMerge(_) => next(-1),
            StoreAttr(_) | DeleteSubscr | MapAdd(_) | MatchClass(_) => next(-2),
            StoreSubscr => next(-3),
            BuildTuple(count) | BuildList(count) | BuildSet(count) | BuildString(count)
            | BuildSlice(count) => less(count, 1),
            BuildMap(count) => less(2 * count, 1),
            UnpackSequence(count) => next(count as i32 - 1),
            UnpackEx(before, after) => next(i32::from(before) + i32::from(after)),
            FormatValue(_, spec) => next(-i32::from(spec)),
            JumpForward(target) | JumpBackward(target) | JumpBackwardNoInterrupt(target) => Flow {
                next: None,
                jump: Some((target, 0)),
            },
            PopJumpIfFalse(target) | PopJumpIfTrue(target) => Flow {
                next: Some(-1),
                jump: Some((target, -1)),
            },
            JumpIfFalseOrPop(target) | JumpIfTrueOrPop(target) => Flow {
                next: Some(-1),
                jump: Some((target, 0)),
            },
            ForIter(target) => Flow {
                next: Some(1),
                jump: Some((target, -1)),
            },
            Send(target) => Flow {
                next: Some(0),
                jump: Some((target, -1)),
            },
            Call(count) => less(count, -1),
            CallKw(count) => less(count, -2),
            CallFunctionEx(dict) => next(-2 - i32::from(dict)),
            MakeFunction(flags) => less(flags.count_ones(), 0),
            ReturnValue | RaiseVarargs(_) | Reraise => ends,
        }
    }
}
