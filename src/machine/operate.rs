//! Operators on what is in the heap, truth, and how values are shown.

use super::dict::Dict;
use super::generate::MOST_ITEMS;
use super::halt::{Halt, Outcome};
use super::machine::Machine;
use super::object::Object;
use super::raised::Raises;
use super::types::Type;
use super::value::{Kind, Singleton, Value};
use super::{Content, binary, compare};
use crate::bytecode::{Binary, Comparison, Conversion, Operation};
use num_traits::Zero;

impl Machine {
    /// Whether a value is true.
    ///
    /// # Errors
    /// `Halt::Call` of what says so, where the program does.
    pub fn truth(&mut self, value: Value) -> Outcome<bool> {
        Ok(match value.kind() {
            Kind::Float(float) => float != 0.0,
            Kind::Small(int) => int != 0,
            Kind::Singleton(singleton) => !matches!(singleton, Singleton::None | Singleton::False),
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Int(int) => !int.is_zero(),
                Content::Str(text) => !text.is_empty(),
                Content::Bytes(bytes) => !bytes.is_empty(),
                Content::Tuple(items) => !items.is_empty(),
                Content::Range(..) => self.len(value)? != 0,
                _ => true,
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::List(_)
                | Object::Dict(_)
                | Object::Set(_)
                | Object::FrozenSet(_)
                | Object::Tuple(_)
                | Object::Deque(..)
                | Object::ByteArray(_)
                | Object::View(_) => self.len(value)? != 0,
                Object::Instance(instance) => {
                    let inner = instance.inner;
                    let class = instance.class;
                    let names = ["__bool__", "__len__"].map(|name| self.pool.str(name));
                    for name in names {
                        if let Some(function) = self.lookup(class, name)
                            && !self.is_native(function)
                        {
                            return Err(Halt::call(self.helper("_truth"), [function, value]));
                        }
                    }
                    return if inner == Value::NONE {
                        Ok(true)
                    } else {
                        self.truth(inner)
                    };
                }
                _ => true,
            },
        })
    }

    pub(super) fn unary(&mut self, operation: Operation, value: Value) -> Outcome {
        let (method, symbol) = match operation {
            Operation::UnaryNegative => ("__neg__", "unary -"),
            Operation::UnaryInvert => ("__invert__", "unary ~"),
            _ => ("__pos__", "unary +"),
        };
        if let Some(halt) = self.own_method(value, method, &[]) {
            return Err(halt);
        }
        let inner = self.inner(value);
        if let Kind::Float(float) = inner.kind() {
            match operation {
                Operation::UnaryNegative => return Ok(Value::float(-float)),
                Operation::UnaryPositive => return Ok(inner),
                _ => {}
            }
        } else if let Some(int) = self.pool.as_int(inner) {
            return Ok(match operation {
                Operation::UnaryNegative => self.pool.int(-int),
                Operation::UnaryInvert => self.pool.int(-int - 1),
                _ => self.pool.int(int),
            });
        }
        match self.method_call(value, method, &[]) {
            Some(halt) => Err(halt),
            None => Err(Halt::type_error(format!(
                "bad operand type for {symbol}: '{}'",
                self.type_name(value)
            ))),
        }
    }

    /// `a op b`, or `a op= b`.
    pub(super) fn operate(
        &mut self,
        operator: Binary,
        in_place: bool,
        a: Value,
        b: Value,
    ) -> Outcome {
        if operator == Binary::Remainder
            && let Some(template) = self.pool.as_str(a)
        {
            let template = template.to_owned();
            return self.percent(&template, b);
        }
        if operator == Binary::Remainder
            && let Some(template) = self.as_bytes(a)
        {
            let template = template.to_vec();
            return self.percent_bytes(a, &template, b);
        }
        if self.has_methods(a) || self.has_methods(b) {
            let index = Value::int(operator as i64);
            let helper = self.helper(if in_place { "_inplace" } else { "_binary" });
            return Err(Halt::call(helper, [a, b, index]));
        }
        self.operate_plain(operator, in_place, a, b)
    }

    /// Whether operators may be methods of the program's.
    fn has_methods(&self, value: Value) -> bool {
        matches!(
            self.heap.get(value),
            Some(Object::Instance(_) | Object::Sync(_))
        )
    }

    /// As `operate`, where no method is asked.
    pub(super) fn operate_plain(
        &mut self,
        operator: Binary,
        in_place: bool,
        a: Value,
        b: Value,
    ) -> Outcome {
        match (self.heap.get(a), operator) {
            (Some(Object::List(_)), Binary::Add) if in_place => {
                let more = match self.items_of(b) {
                    Ok(more) => more,
                    Err(Halt::Call(_)) => return Err(Halt::call(self.helper("_extend"), [a, b])),
                    Err(halt) => return Err(halt),
                };
                self.touch_element(a, Value::UNSET, Some(b))?;
                if let Some(Object::List(items)) = self.heap.get_mut(a) {
                    items.extend(more);
                }
                return Ok(a);
            }
            (Some(Object::List(items)), Binary::Add) => {
                let mut joined = items.clone();
                return match self.heap.get(b) {
                    Some(Object::List(more)) => {
                        joined.extend(more);
                        Ok(self.list(joined))
                    }
                    _ => Err(Halt::type_error(format!(
                        "can only concatenate list (not \"{}\") to list",
                        self.type_name(b)
                    ))),
                };
            }
            (_, Binary::Multiply)
                if matches!(self.heap.get(a), Some(Object::List(_)))
                    || matches!(self.heap.get(b), Some(Object::List(_))) =>
            {
                let (list, count) = if matches!(self.heap.get(a), Some(Object::List(_))) {
                    (a, b)
                } else {
                    (b, a)
                };
                let Some(times) = self.as_index(count) else {
                    return Err(Halt::type_error(format!(
                        "can't multiply sequence by non-int of type '{}'",
                        self.type_name(count)
                    )));
                };
                let Some(Object::List(items)) = self.heap.get(list) else {
                    unreachable!("it was looked at");
                };
                let times = times.max(0) as usize;
                if items.len().saturating_mul(times) > MOST_ITEMS {
                    return Err(Halt::raise(Raises::MemoryError, ""));
                }
                let repeated = items.repeat(times);
                if in_place && list == a {
                    self.touch_element(a, Value::UNSET, Some(Value::NONE))?;
                    if let Some(Object::List(items)) = self.heap.get_mut(a) {
                        *items = repeated;
                    }
                    return Ok(a);
                }
                return Ok(self.list(repeated));
            }
            (Some(Object::Deque(items, most)), Binary::Add) if !in_place => {
                if let Some(Object::Deque(more, _)) = self.heap.get(b) {
                    let joined = items.iter().chain(more).copied().collect();
                    let most = *most;
                    return Ok(self.new_deque(joined, most));
                }
            }
            (Some(Object::Deque(items, most)), Binary::Multiply) if !in_place => {
                if let Some(times) = self.as_index(b) {
                    let items: Vec<Value> = items.iter().copied().collect();
                    let times = times.max(0) as usize;
                    if items.len().saturating_mul(times) > 1 << 26 {
                        return Err(Halt::raise(Raises::MemoryError, ""));
                    }
                    let most = *most;
                    return Ok(self.new_deque(items.repeat(times), most));
                }
            }
            (Some(Object::Deque(..)), Binary::Add) => {
                let extend = self.native("deque.extend");
                return Err(Halt::call(self.helper("_then_give"), [extend, a, b, a]));
            }
            (Some(Object::Dict(_)), Binary::Or)
                if matches!(self.heap.get(b), Some(Object::Dict(_))) =>
            {
                let target = if in_place {
                    a
                } else {
                    let copy = match self.heap.get(a) {
                        Some(Object::Dict(dict)) => dict.clone(),
                        _ => Dict::default(),
                    };
                    self.heap.add(Object::Dict(copy))
                };
                self.dict_update(target, b, false)?;
                return Ok(target);
            }
            _ => {}
        }
        if let Some(result) = self.set_operation(operator, in_place, a, b)? {
            return Ok(result);
        }
        let (x, y) = (self.as_tuple(a), self.as_tuple(b));
        match (operator, x, y) {
            (Binary::Add, Some(x), Some(y)) => {
                let joined = [x, y].concat();
                return Ok(self.tuple(&joined));
            }
            (Binary::Multiply, Some(items), None) | (Binary::Multiply, None, Some(items)) => {
                let count = if x.is_some() { b } else { a };
                if let Some(times) = self.as_index(count) {
                    let times = times.max(0) as usize;
                    if items.len().saturating_mul(times) > MOST_ITEMS {
                        return Err(Halt::raise(Raises::MemoryError, ""));
                    }
                    let repeated = items.repeat(times);
                    return Ok(self.tuple(&repeated));
                }
            }
            _ => {}
        }
        if let (Binary::Add, Some(x), Some(y)) = (operator, self.as_bytes(a), self.as_bytes(b))
            && a.as_heap().is_some()
        {
            let joined = [x, y].concat();
            if in_place {
                self.heap.grew(joined.len());
                if let Some(Object::ByteArray(bytes)) = self.heap.get_mut(a) {
                    *bytes = joined;
                }
                return Ok(a);
            }
            return Ok(self.heap.add(Object::ByteArray(joined)));
        }
        if a.as_heap().is_none() && b.as_heap().is_none() {
            return Ok(binary(&mut self.pool, operator, a, b)?);
        }
        Err(self.unsupported(operator, in_place, a, b))
    }

    pub(super) fn unsupported(&self, operator: Binary, in_place: bool, a: Value, b: Value) -> Halt {
        let (left, right) = (self.type_name(a), self.type_name(b));
        if operator == Binary::Add
            && !in_place
            && matches!(left, "str" | "tuple")
            && a.as_heap().is_none()
        {
            return Halt::type_error(format!(
                "can only concatenate {left} (not \"{right}\") to {left}"
            ));
        }
        let symbol = match (operator, in_place) {
            (Binary::Power, false) => "** or pow()".to_owned(),
            (Binary::Power, true) => "** or pow()".to_owned(),
            (_, true) => format!("{}=", operator.symbol()),
            _ => operator.symbol().to_owned(),
        };
        Halt::type_error(format!(
            "unsupported operand type(s) for {symbol}: '{left}' and '{right}'"
        ))
    }

    /// `a == b` of what need not ask the program; otherwise `Halt::Call`.
    pub fn equal(&mut self, a: Value, b: Value) -> Outcome<bool> {
        if a == b {
            return Ok(!matches!(a.kind(), Kind::Float(float) if float.is_nan()));
        }
        if a.as_heap().is_none() && b.as_heap().is_none() {
            return Ok(compare(&self.pool, Comparison::Equal, a, b)?);
        }
        for each in [a, b] {
            if self.has_methods(each) {
                let name = self.pool.str("__eq__");
                let function = self.lookup(self.class_of(each), name);
                if function.is_some_and(|function| !self.is_native(function)) {
                    return Err(Halt::call(self.helper("_equal"), [a, b]));
                }
            }
        }
        let (a, b) = (self.inner(a), self.inner(b));
        if a == b {
            return Ok(true);
        }
        if a.as_heap().is_none() && b.as_heap().is_none() {
            return Ok(compare(&self.pool, Comparison::Equal, a, b)?);
        }
        let pairs: Vec<(Value, Value)> = match (self.heap.get(a), self.heap.get(b)) {
            (Some(Object::List(x)), Some(Object::List(y))) if x.len() == y.len() => {
                x.iter().copied().zip(y.iter().copied()).collect()
            }
            (Some(Object::Deque(x, _)), Some(Object::Deque(y, _))) if x.len() == y.len() => {
                x.iter().copied().zip(y.iter().copied()).collect()
            }
            (Some(Object::Dict(x)), Some(Object::Dict(y))) if x.len() == y.len() => {
                let mut pairs = Vec::new();
                for (key, hash, value) in x.entries() {
                    match self.value_of_entry(y, key, hash) {
                        Some(other) => pairs.push((value, other)),
                        None if key.as_heap().is_some() => {
                            return Err(Halt::call(self.helper("_equal"), [a, b]));
                        }
                        None => return Ok(false),
                    }
                }
                pairs
            }
            (
                Some(Object::Set(_) | Object::FrozenSet(_) | Object::View(_)),
                Some(Object::Set(_) | Object::FrozenSet(_) | Object::View(_)),
            ) => return Ok(self.set_order(Comparison::Equal, a, b)?.unwrap_or(false)),
            (Some(Object::Bound(f, x)), Some(Object::Bound(g, y))) => return Ok(f == g && x == y),
            _ => match (self.as_tuple(a), self.as_tuple(b)) {
                (Some(x), Some(y)) if x.len() == y.len() => {
                    x.iter().copied().zip(y.iter().copied()).collect()
                }
                _ => {
                    return Ok(match (self.as_bytes(a), self.as_bytes(b)) {
                        (Some(x), Some(y)) => x == y,
                        _ => false,
                    });
                }
            },
        };
        for (x, y) in pairs {
            if x == y {
                continue;
            }
            match self.equal(x, y) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                // Some item has a method: the library goes through all of them.
                Err(Halt::Call(_)) => return Err(Halt::call(self.helper("_equal"), [a, b])),
                Err(halt) => return Err(halt),
            }
        }
        Ok(true)
    }

    /// `a op b` for comparisons.
    pub(super) fn compare(&mut self, operator: Comparison, a: Value, b: Value) -> Outcome {
        let index = Value::int(operator as i64);
        if self.has_methods(a) || self.has_methods(b) {
            return Err(Halt::call(self.helper("_compare"), [a, b, index]));
        }
        match operator {
            Comparison::Equal | Comparison::NotEqual => match self.equal(a, b) {
                Ok(equal) => Ok(Value::bool(equal == (operator == Comparison::Equal))),
                Err(Halt::Call(_)) => Err(Halt::call(self.helper("_compare"), [a, b, index])),
                Err(halt) => Err(halt),
            },
            _ => match self.order(operator, a, b)? {
                Some(truth) => Ok(Value::bool(truth)),
                None => Err(Halt::call(self.helper("_compare"), [a, b, index])),
            },
        }
    }

    /// Whether `a op b`; None if methods must say.
    fn order(&mut self, operator: Comparison, a: Value, b: Value) -> Outcome<Option<bool>> {
        if a.as_heap().is_none() && b.as_heap().is_none() {
            return Ok(Some(compare(&self.pool, operator, a, b)?));
        }
        match self.set_order(operator, a, b) {
            Ok(Some(truth)) => return Ok(Some(truth)),
            Ok(None) => {}
            Err(Halt::Call(_)) => return Ok(None),
            Err(halt) => return Err(halt),
        }
        let items = |machine: &Self, value: Value| -> Option<Vec<Value>> {
            match machine.heap.get(value) {
                Some(Object::List(items)) => Some(items.clone()),
                Some(Object::Deque(items, _)) => Some(items.iter().copied().collect()),
                _ => machine.as_tuple(value).map(<[Value]>::to_vec),
            }
        };
        let same_kind = self.type_name(a) == self.type_name(b);
        if let (true, Some(x), Some(y)) = (same_kind, items(self, a), items(self, b)) {
            for (x, y) in x.iter().zip(&y) {
                if x == y {
                    continue;
                }
                match self.equal(*x, *y) {
                    Ok(true) => {}
                    Ok(false) => {
                        if self.has_methods(*x) || self.has_methods(*y) {
                            return Ok(None);
                        }
                        return self.order(operator, *x, *y);
                    }
                    Err(Halt::Call(_)) => return Ok(None),
                    Err(halt) => return Err(halt),
                }
            }
            let (x, y) = (x.len() as i64, y.len() as i64);
            return Ok(Some(match operator {
                Comparison::Less => x < y,
                Comparison::LessOrEqual => x <= y,
                Comparison::Greater => x > y,
                _ => x >= y,
            }));
        }
        Err(self.no_order(operator, a, b))
    }

    pub(super) fn no_order(&self, operator: Comparison, a: Value, b: Value) -> Halt {
        let (left, right) = (self.type_name(a), self.type_name(b));
        let symbol = operator.symbol();
        Halt::type_error(format!(
            "'{symbol}' not supported between instances of '{left}' and '{right}'"
        ))
    }

    /// `FORMAT_VALUE`
    pub(super) fn format_value(
        &mut self,
        value: Value,
        conversion: Conversion,
        spec: Option<Value>,
    ) -> Outcome {
        // What most are: a str or an int as it is.
        if spec.is_none() && matches!(conversion, Conversion::None | Conversion::Str) {
            if let Some(int) = value.as_small() {
                return Ok(self.pool.str(&int.to_string()));
            }
            if self.pool.as_str(value).is_some() {
                return Ok(value);
            }
        }
        let value = match conversion {
            Conversion::None => value,
            Conversion::Str => match self.text(value) {
                Ok(text) => self.pool.str(&text),
                Err(_) => return Err(self.format_later("s", value, spec)),
            },
            Conversion::Repr => match self.repr(value) {
                Ok(text) => self.pool.str(&text),
                Err(_) => return Err(self.format_later("r", value, spec)),
            },
            Conversion::Ascii => match self.repr(value) {
                Ok(text) => {
                    let text = super::native::text::ascii(&text);
                    self.pool.str(&text)
                }
                Err(_) => return Err(self.format_later("a", value, spec)),
            },
        };
        let spec = spec.unwrap_or_else(|| self.pool.str(""));
        self.format(value, spec)
    }

    fn format_later(&mut self, conversion: &str, value: Value, spec: Option<Value>) -> Halt {
        let conversion = self.pool.str(conversion);
        let spec = spec.unwrap_or_else(|| self.pool.str(""));
        Halt::call(self.helper("_format"), [value, conversion, spec])
    }

    /// `format(value, spec)`
    pub(super) fn format(&mut self, value: Value, spec: Value) -> Outcome {
        if let Some(Object::Instance(_) | Object::Exception(_)) = self.heap.get(value) {
            let name = self.pool.str("__format__");
            if let Some(function) = self.lookup(self.class_of(value), name)
                && !self.is_native(function)
            {
                return Err(Halt::call(function, [value, spec]));
            }
        }
        let text = self.pool.as_str(spec).unwrap_or_default().to_owned();
        let inner = self.inner(value);
        if text.is_empty() {
            return match self.text(value) {
                Ok(text) => Ok(self.pool.str(&text)),
                Err(halt) => Err(halt),
            };
        }
        let formatted = match inner.kind() {
            Kind::Float(float) => super::native::text::format_float(float, &text)?,
            Kind::Singleton(Singleton::True | Singleton::False) => {
                let int = self.pool.as_int(inner).unwrap_or_default();
                super::text::format_int(&int, &text, "bool")?
            }
            _ => {
                if let Some(int) = self.pool.as_int(inner) {
                    super::native::text::format_int(&int, &text)?
                } else if let Some(shown) = self.pool.as_str(inner) {
                    let shown = shown.to_owned();
                    super::native::text::format_str(&shown, &text)?
                } else {
                    return Err(Halt::type_error(format!(
                        "unsupported format string passed to {}.__format__",
                        self.type_name(value)
                    )));
                }
            }
        };
        Ok(self.pool.str(&formatted))
    }

    /// `repr(value)` of what need not ask the program.
    ///
    /// # Errors
    /// `Halt::Call` of what makes it otherwise.
    pub fn repr(&self, value: Value) -> Outcome<String> {
        let mut text = String::new();
        match self.write_repr(value, &mut text, &mut Vec::new()) {
            Ok(()) => Ok(text),
            // Something within must be asked: then the library goes through all of it.
            Err(Halt::Call(_)) => Err(Halt::call(self.helper("_repr"), [value])),
            Err(halt) => Err(halt),
        }
    }

    /// `str(value)` of what need not ask the program.
    ///
    /// # Errors
    /// `Halt::Call` of what makes it otherwise.
    pub fn text(&self, value: Value) -> Outcome<String> {
        if let Some(text) = self.pool.as_str(value) {
            return Ok(text.to_owned());
        }
        match self.heap.get(value) {
            Some(Object::Instance(instance)) => {
                if self.overrides(instance.class, &["__str__", "__repr__"]) {
                    return Err(Halt::call(self.helper("_str"), [value]));
                }
                match self.pool.as_str(instance.inner) {
                    Some(text) => Ok(text.to_owned()),
                    None => self.repr(value),
                }
            }
            Some(Object::Exception(exception)) => {
                if self.overrides(exception.class, &["__str__"]) {
                    return Err(Halt::call(self.helper("_str"), [value]));
                }
                let args = self.as_tuple(exception.args).unwrap_or_default();
                for arg in args {
                    // An argument may have to be asked.
                    if self.text(*arg).is_err() {
                        return Err(Halt::call(self.helper("_str"), [value]));
                    }
                }
                Ok(self.exception_message(value))
            }
            _ => self.repr(value),
        }
    }

    /// Whether a class of the program's has one of these methods.
    pub(super) fn overrides(&self, class: Value, names: &[&str]) -> bool {
        let Some(Object::Class(inner)) = self.heap.get(class) else {
            return false;
        };
        inner.order.iter().any(|each| match self.heap.get(*each) {
            Some(Object::Class(class)) => {
                self.is_own_class(*each)
                    && names.iter().any(|name| {
                        class.attributes.iter().any(|(key, value)| {
                            self.pool.as_str(key) == Some(name) && !self.is_native(value)
                        })
                    })
            }
            _ => false,
        })
    }

    fn write_items(
        &self,
        items: &[Value],
        (open, close): (&str, &str),
        text: &mut String,
        around: &mut Vec<Value>,
    ) -> Outcome<()> {
        text.push_str(open);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            self.write_repr(*item, text, around)?;
        }
        text.push_str(close);
        Ok(())
    }

    fn write_repr(&self, value: Value, text: &mut String, around: &mut Vec<Value>) -> Outcome<()> {
        let Some(object) = self.heap.get(value) else {
            match value.kind() {
                Kind::Pool(index) => match self.pool.content(index) {
                    Content::Tuple(items) => {
                        let close = if items.len() == 1 { ",)" } else { ")" };
                        let items = items.to_vec();
                        return self.write_items(&items, ("(", close), text, around);
                    }
                    Content::Function(..) | Content::Native(_) | Content::Bound(..) => {
                        text.push_str(&self.default_repr(value));
                    }
                    _ => text.push_str(&super::repr(&self.pool, value)),
                },
                _ => text.push_str(&super::repr(&self.pool, value)),
            }
            return Ok(());
        };
        let ring = match object {
            Object::List(_) => "[...]",
            Object::Dict(_) => "{...}",
            Object::Tuple(_) => "(...)",
            Object::Set(_) => "set(...)",
            Object::Deque(..) => "[...]",
            _ => "",
        };
        if !ring.is_empty() && around.contains(&value) {
            text.push_str(ring);
            return Ok(());
        }
        if around.len() > 200 {
            return Err(Halt::raise(
                Raises::RecursionError,
                "maximum recursion depth exceeded while getting the repr of an object",
            ));
        }
        around.push(value);
        let result = self.write_object(value, object, text, around);
        around.pop();
        result
    }

    fn write_object(
        &self,
        value: Value,
        object: &Object,
        text: &mut String,
        around: &mut Vec<Value>,
    ) -> Outcome<()> {
        match object {
            Object::List(items) => self.write_items(items, ("[", "]"), text, around),
            Object::Tuple(items) => {
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.write_items(items, ("(", close), text, around)
            }
            Object::Set(set) if set.is_empty() => {
                text.push_str("set()");
                Ok(())
            }
            Object::FrozenSet(set) if set.is_empty() => {
                text.push_str("frozenset()");
                Ok(())
            }
            Object::Set(set) => {
                let items: Vec<Value> = set.iter().map(|(item, _)| item).collect();
                self.write_items(&items, ("{", "}"), text, around)
            }
            Object::FrozenSet(set) => {
                let items: Vec<Value> = set.iter().map(|(item, _)| item).collect();
                self.write_items(&items, ("frozenset({", "})"), text, around)
            }
            Object::Dict(dict) => {
                text.push('{');
                for (at, (key, value)) in dict.iter().enumerate() {
                    if at > 0 {
                        text.push_str(", ");
                    }
                    self.write_repr(key, text, around)?;
                    text.push_str(": ");
                    self.write_repr(value, text, around)?;
                }
                text.push('}');
                Ok(())
            }
            Object::Deque(items, most) => {
                let items: Vec<Value> = items.iter().copied().collect();
                self.write_items(&items, ("deque([", "]"), text, around)?;
                if let Some(most) = most {
                    text.push_str(&format!(", maxlen={most}"));
                }
                text.push(')');
                Ok(())
            }
            Object::View(view) => {
                let name = match view.over {
                    super::object::Over::Keys => "dict_keys",
                    super::object::Over::Values => "dict_values",
                    _ => "dict_items",
                };
                let Some(Object::Dict(dict)) = self.heap.get(self.inner(view.of)) else {
                    return Ok(());
                };
                text.push_str(name);
                text.push_str("([");
                for (at, (key, value)) in dict.iter().enumerate() {
                    if at > 0 {
                        text.push_str(", ");
                    }
                    match view.over {
                        super::object::Over::Keys => self.write_repr(key, text, around)?,
                        super::object::Over::Values => self.write_repr(value, text, around)?,
                        _ => self.write_items(&[key, value], ("(", ")"), text, around)?,
                    }
                }
                text.push_str("])");
                Ok(())
            }
            Object::ByteArray(bytes) => {
                text.push_str("bytearray(");
                text.push_str(&super::show::bytes_repr(bytes));
                text.push(')');
                Ok(())
            }
            Object::Instance(instance) => {
                if self.overrides(instance.class, &["__repr__"]) {
                    return Err(Halt::call(self.helper("_repr"), [value]));
                }
                if instance.inner == Value::NONE {
                    text.push_str(&self.default_repr(value));
                    return Ok(());
                }
                self.write_repr(instance.inner, text, around)
            }
            Object::Exception(exception) => {
                if self.overrides(exception.class, &["__repr__"]) {
                    return Err(Halt::call(self.helper("_repr"), [value]));
                }
                text.push_str(&self.class_name(exception.class));
                let args = self.as_tuple(exception.args).unwrap_or_default().to_vec();
                self.write_items(&args, ("(", ")"), text, around)
            }
            Object::Slice(start, stop, step) => {
                self.write_items(&[*start, *stop, *step], ("slice(", ")"), text, around)
            }
            _ => {
                text.push_str(&self.default_repr(value));
                Ok(())
            }
        }
    }

    /// What `object.__repr__` gives. The address is made from the object's place.
    pub fn default_repr(&self, value: Value) -> String {
        let address = 0x7f00_0000_0000_u64
            + 0x40
                * match value.kind() {
                    Kind::Heap(index) => u64::from(index),
                    Kind::Pool(index) => u64::from(index) + 0x0100_0000,
                    _ => 0,
                };
        match self.heap.get(value) {
            Some(Object::Class(class)) => {
                let module = self.pool.as_str(class.module).unwrap_or_default();
                let name = self.pool.as_str(class.qualname).unwrap_or_default();
                return match module {
                    "builtins" | "" => format!("<class '{name}'>"),
                    _ => format!("<class '{module}.{name}'>"),
                };
            }
            Some(Object::Module(name, _)) => {
                let name = self.pool.as_str(*name).unwrap_or_default();
                return format!("<module '{name}' (built-in)>");
            }
            Some(Object::Generator(generator)) => {
                let name = &self.program.codes[generator.code as usize].code.qualname;
                return format!("<generator object {name} at {address:#x}>");
            }
            Some(Object::Function(function)) => {
                let name = &self.program.codes[function.code as usize].code.qualname;
                return format!("<function {name} at {address:#x}>");
            }
            Some(Object::Bound(function, this)) => {
                let this = self
                    .repr(*this)
                    .unwrap_or_else(|_| self.default_repr(*this));
                let name = match function.kind() {
                    Kind::Pool(index) => match self.pool.content(index) {
                        Content::Function(code, ..) => {
                            self.program.codes[*code as usize].code.qualname.clone()
                        }
                        Content::Native(number) => {
                            let name = self.program.natives[*number as usize].0;
                            let name = name.rsplit('.').next().unwrap_or(name);
                            return format!(
                                "<built-in method {name} of {} object at {address:#x}>",
                                this.split_whitespace()
                                    .next()
                                    .unwrap_or_default()
                                    .trim_start_matches('<')
                            );
                        }
                        _ => String::new(),
                    },
                    _ => match self.heap.get(*function) {
                        Some(Object::Function(function)) => self.program.codes
                            [function.code as usize]
                            .code
                            .qualname
                            .clone(),
                        _ => String::new(),
                    },
                };
                return format!("<bound method {name} of {this}>");
            }
            _ => {}
        }
        if let Kind::Pool(index) = value.kind() {
            match self.pool.content(index) {
                Content::Function(code, ..) => {
                    let name = &self.program.codes[*code as usize].code.qualname;
                    return format!("<function {name} at {address:#x}>");
                }
                Content::Native(number) => {
                    let name = self.program.natives[*number as usize].0;
                    return match name.split_once('.') {
                        Some((class, method)) => {
                            format!("<method '{method}' of '{class}' objects>")
                        }
                        None => {
                            let name = name.rsplit('/').next().unwrap_or(name);
                            format!("<built-in function {name}>")
                        }
                    };
                }
                Content::Bound(number, this) => {
                    let name = self.program.natives[*number as usize].0;
                    let name = name.rsplit('.').next().unwrap_or(name);
                    return format!(
                        "<built-in method {name} of {} object at {address:#x}>",
                        self.type_name(*this)
                    );
                }
                _ => {}
            }
        }
        let class = self.class_of(value);
        let (module, name) = match self.heap.get(class) {
            Some(Object::Class(inner)) => (
                self.pool.as_str(inner.module).unwrap_or_default(),
                self.pool.as_str(inner.qualname).unwrap_or_default(),
            ),
            _ => ("", Type::Object.name()),
        };
        match module {
            "builtins" | "" => format!("<{name} object at {address:#x}>"),
            _ => format!("<{module}.{name} object at {address:#x}>"),
        }
    }
}
