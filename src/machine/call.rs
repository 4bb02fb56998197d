//! Calls: of functions, of classes, of whatever can be called.

use super::actor::After;
use super::args::Args;
use super::dict::Dict;
use super::halt::{Halt, Outcome};
use super::machine::{Machine, Next};
use super::object::{Class, Function, Instance, Object};
use super::types::{Type, exception_class};
use super::value::{Kind, Value};
use super::words;
use super::{Content, raised::Raises};

/// A function written in Python, taken apart.
struct Parts {
    code: u32,
    defaults: Value,
    named: Value,
    /// The function itself if it has cells.
    holder: Option<Value>,
}

impl Machine {
    /// `CALL`: the arguments are on the stack.
    pub(super) fn call(&mut self, count: u32, names: Value, pc: u32) -> Outcome<Next> {
        let height = self.me.stack.len();
        let bottom = height - count as usize - 2;
        let (callee, first) = if self.me.stack[bottom] == Value::UNSET {
            (self.me.stack[bottom + 1], bottom + 2)
        } else {
            (self.me.stack[bottom], bottom + 1)
        };
        self.frame_pc(pc);
        if names == Value::NONE
            && let Some((code, holder)) = self.python_function(callee)
            && self.program.codes[code as usize].code.takes(height - first)
        {
            let base = self.push_frame(code, bottom as u32, After::Push)?;
            self.me.stack.copy_within(first..height, base);
            self.give_cells(holder, code, base);
            return Ok(Next::Frame);
        }
        let args = Args {
            values: self.me.stack[first..].into(),
            names,
        };
        self.invoke(callee, &args, bottom as u32, After::Push)
    }

    /// The code of a function written in Python, and the function itself if it may have cells.
    #[inline]
    fn python_function(&self, callee: Value) -> Option<(u32, Option<u32>)> {
        match callee.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Function(code, ..) => Some((*code, None)),
                _ => None,
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::Function(function) => Some((function.code, Some(index))),
                _ => None,
            },
            _ => None,
        }
    }

    /// Puts a function's cells where its frame has them.
    #[inline]
    fn give_cells(&mut self, holder: Option<u32>, code: u32, base: usize) {
        if let Some(holder) = holder
            && let Object::Function(function) = self.heap.at(holder)
        {
            let code = &self.program.codes[code as usize].code;
            let at = base + code.locals.len() + code.cells.len();
            self.me.stack[at..at + function.cells.len()].copy_from_slice(&function.cells);
        }
    }

    /// `CALL_FUNCTION_EX`: a tuple and perhaps a dict are on the stack.
    pub(super) fn call_spread(&mut self, has_dict: bool, pc: u32) -> Outcome<Next> {
        let taken = 3 + usize::from(has_dict);
        let bottom = self.me.stack.len() - taken;
        let callee = self.me.stack[bottom + 1];
        let tuple = self.me.stack[bottom + 2];
        let mut args = Args::of(self.as_tuple(tuple).unwrap_or_default());
        if has_dict {
            let dict = self.me.stack[bottom + 3];
            let pairs: Vec<(Value, Value)> = match self.heap.get(self.inner(dict)) {
                Some(Object::Dict(dict)) => dict.iter().collect(),
                _ => Vec::new(),
            };
            let mut names = Vec::new();
            for (name, value) in pairs {
                if self.pool.as_str(name).is_none() {
                    return Err(Halt::type_error("keywords must be strings"));
                }
                names.push(name);
                args.values.push(value);
            }
            if !names.is_empty() {
                args.names = self.tuple(&names);
            }
        }
        self.frame_pc(pc);
        self.invoke(callee, &args, bottom as u32, After::Push)
    }

    /// Calls. The stack is cut to `bottom` when the call is over.
    pub(super) fn invoke(
        &mut self,
        callee: Value,
        args: &Args,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        match callee.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Function(code, defaults, named) => {
                    let parts = Parts {
                        code: *code,
                        defaults: *defaults,
                        named: *named,
                        holder: None,
                    };
                    self.enter(callee, &parts, args, bottom, after)
                }
                Content::Native(number) => {
                    let number = *number;
                    self.invoke_native(number, args, bottom, after)
                }
                Content::Bound(number, this) => {
                    let (number, this) = (*number, *this);
                    let args = with_first(this, args);
                    self.invoke_native(number, &args, bottom, after)
                }
                _ => Err(self.not_callable(callee)),
            },
            Kind::Heap(index) => match self.heap.at(index) {
                Object::Function(function) => {
                    let parts = Parts {
                        code: function.code,
                        defaults: function.defaults,
                        named: function.named,
                        holder: Some(callee),
                    };
                    self.enter(callee, &parts, args, bottom, after)
                }
                Object::Bound(function, this) => {
                    let (function, this) = (*function, *this);
                    let args = with_first(this, args);
                    self.invoke(function, &args, bottom, after)
                }
                Object::Class(_) => self.instantiate(callee, args, bottom, after),
                Object::Instance(_) | Object::Exception(_) => {
                    let name = words::CALL;
                    match self.lookup(self.class_of(callee), name) {
                        Some(function) => {
                            let args = with_first(callee, args);
                            self.invoke(function, &args, bottom, after)
                        }
                        None => Err(self.not_callable(callee)),
                    }
                }
                Object::StaticMethod(function) => {
                    let function = *function;
                    self.invoke(function, args, bottom, after)
                }
                _ => Err(self.not_callable(callee)),
            },
            _ => Err(self.not_callable(callee)),
        }
    }

    fn not_callable(&self, callee: Value) -> Halt {
        Halt::type_error(format!(
            "'{}' object is not callable",
            self.type_name(callee)
        ))
    }

    fn invoke_native(
        &mut self,
        number: u32,
        args: &Args,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        if self.program.natives[number as usize].0 == "__build_class__" {
            return self.build_class(args, bottom);
        }
        match self.call_native(number, args) {
            Ok(value) => {
                self.switch_point();
                let value = self.wrapped(number, args, value);
                self.deliver(bottom, after, value)
            }
            Err(Halt::Call(call)) => {
                let (function, values, how) = *call;
                self.go_on(function, &values, how, bottom, after)
            }
            Err(halt) => Err(halt),
        }
    }

    /// Goes on with what a function of the machine's own asked for instead of giving a value.
    pub(super) fn go_on(
        &mut self,
        function: Value,
        values: &[Value],
        how: After,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        match how {
            After::Resume => self.resume(function, values[0], bottom, after),
            After::Throw => self.throw_into(function, values[0], bottom, after),
            _ => self.invoke(function, &Args::of(values), bottom, after),
        }
    }

    /// Begins a function's frame with these arguments.
    fn enter(
        &mut self,
        function: Value,
        parts: &Parts,
        args: &Args,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        let base = self.push_frame(parts.code, bottom, after)?;
        if let Err(halt) = self.bind(function, parts, args, base) {
            self.me.frames.pop();
            self.me.stack.truncate(base);
            return Err(halt);
        }
        self.give_cells(parts.holder.and_then(Value::as_heap), parts.code, base);
        Ok(Next::Frame)
    }

    /// Puts arguments where the parameters are.
    fn bind(&mut self, function: Value, parts: &Parts, args: &Args, base: usize) -> Outcome<()> {
        let given = args.positional(&self.pool).len();
        if args.names == Value::NONE && self.program.codes[parts.code as usize].code.takes(given) {
            self.me.stack[base..base + given].copy_from_slice(&args.values);
            return Ok(());
        }
        let linked = self.program.codes[parts.code as usize].clone();
        let code = &linked.code;
        let positional = code.positional as usize;
        let fits = given.min(positional);
        self.me.stack[base..base + fits].copy_from_slice(&args.values[..fits]);
        let parameters = positional + code.keyword_only as usize;
        let rest_at = parameters;
        let keywords_at = parameters + usize::from(code.rest);
        if code.rest {
            let rest = self.tuple(&args.values[fits..given]);
            self.me.stack[base + rest_at] = rest;
        }
        let mut extra = Dict::default();
        let names = args.names(&self.pool).to_vec();
        for (name, value) in names.iter().zip(&args.values[given..]) {
            let only = code.positional_only as usize;
            let at = linked.locals[only..parameters]
                .iter()
                .position(|each| each == name)
                .map(|at| only + at);
            match at {
                Some(at) if self.me.stack[base + at] != Value::UNSET => {
                    return Err(self.wrong_call(
                        function,
                        code.qualname.as_str(),
                        &format!("got multiple values for argument '{}'", code.locals[at]),
                    ));
                }
                Some(at) => self.me.stack[base + at] = *value,
                None if code.keywords => extra.set(*name, *value),
                None => {
                    let name = self.pool.as_str(*name).unwrap_or_default();
                    let what = if code.locals[..only].iter().any(|each| each == name) {
                        format!(
                            "got some positional-only arguments passed as keyword arguments: '{name}'"
                        )
                    } else {
                        format!("got an unexpected keyword argument '{name}'")
                    };
                    return Err(self.wrong_call(function, &code.qualname, &what));
                }
            }
        }
        if code.keywords {
            let dict = self.heap.add(Object::Dict(extra));
            self.me.stack[base + keywords_at] = dict;
        }
        let defaults: Vec<Value> = self.as_tuple(parts.defaults).unwrap_or_default().to_vec();
        if given > positional && !code.rest {
            let least = positional - defaults.len();
            let takes = if least == positional {
                format!("{positional}")
            } else {
                format!("from {least} to {positional}")
            };
            let s = if positional == 1 && least == positional {
                ""
            } else {
                "s"
            };
            let was = if given == 1 { "was" } else { "were" };
            let what = format!("takes {takes} positional argument{s} but {given} {was} given");
            return Err(self.wrong_call(function, &code.qualname, &what));
        }
        let first_default = positional - defaults.len();
        let mut missing = Vec::new();
        for at in fits..positional {
            if self.me.stack[base + at] == Value::UNSET {
                match at.checked_sub(first_default) {
                    Some(default) => self.me.stack[base + at] = defaults[default],
                    None => missing.push(code.locals[at].as_str()),
                }
            }
        }
        if !missing.is_empty() {
            let what = missing_text("positional", &missing);
            return Err(self.wrong_call(function, &code.qualname, &what));
        }
        let named: Vec<Value> = self.as_tuple(parts.named).unwrap_or_default().to_vec();
        for at in positional..parameters {
            if self.me.stack[base + at] == Value::UNSET {
                let name = linked.locals[at];
                match named.chunks(2).find(|pair| pair[0] == name) {
                    Some(pair) => self.me.stack[base + at] = pair[1],
                    None => missing.push(code.locals[at].as_str()),
                }
            }
        }
        if !missing.is_empty() {
            let what = missing_text("keyword-only", &missing);
            return Err(self.wrong_call(function, &code.qualname, &what));
        }
        Ok(())
    }

    fn wrong_call(&self, _: Value, name: &str, what: &str) -> Halt {
        Halt::type_error(format!("{name}() {what}"))
    }

    /// Makes what a class makes.
    fn instantiate(
        &mut self,
        class: Value,
        args: &Args,
        bottom: u32,
        after: After,
    ) -> Outcome<Next> {
        let new = words::NEW;
        let init = words::INIT;
        let made = match self.lookup(class, new) {
            Some(maker) => {
                let is_native = matches!(maker.kind(), Kind::Pool(index) if matches!(self.pool.content(index), Content::Native(_)));
                if !is_native {
                    let (positional, named) = self.spread(args);
                    let args = Args::of(&[class, positional, named]);
                    return self.invoke(self.helper("_construct"), &args, bottom, after);
                }
                let own = self.is_own_class(class);
                let python_init = self
                    .lookup(class, init)
                    .filter(|each| !self.is_native(*each));
                let Kind::Pool(index) = maker.kind() else {
                    unreachable!("it was looked at");
                };
                let Content::Native(number) = *self.pool.content(index) else {
                    unreachable!("it was looked at");
                };
                let is_exception = self.is_exception_class(class);
                // What is derived from a list gets its items by `__init__`, if it has one.
                let bare =
                    own && python_init.is_some() && !is_exception && self.is_filled_later(class);
                let given = if bare {
                    with_first(class, &Args::default())
                } else {
                    with_first(class, args)
                };
                let value = match self.call_native(number, &given) {
                    Ok(value) => value,
                    // Only classes of the machine's own ask the library, and those have no `__init__`.
                    Err(Halt::Call(call)) => {
                        let (function, values, how) = *call;
                        return self.go_on(function, &values, how, bottom, after);
                    }
                    Err(halt) => return Err(halt),
                };
                if own && !is_exception {
                    self.heap.add(Object::Instance(Box::new(Instance {
                        class,
                        attributes: Dict::default(),
                        inner: value,
                    })))
                } else {
                    value
                }
            }
            None => self.heap.add(Object::Instance(Box::new(Instance {
                class,
                ..Instance::default()
            }))),
        };
        match self.lookup(class, init) {
            Some(function) if !self.is_native(function) => {
                // What is made waits below the call, whose result nobody wants.
                self.me.stack.truncate(bottom as usize);
                self.push(made);
                match after {
                    After::Push => {
                        let height = self.me.stack.len() as u32;
                        let args = with_first(made, args);
                        self.invoke(function, &args, height, After::Discard)
                    }
                    _ => Err(Halt::type_error(
                        "a class with __init__ cannot be called here",
                    )),
                }
            }
            _ => {
                if matches!(self.heap.get(made), Some(Object::Instance(instance)) if instance.inner == Value::NONE)
                    && !args.values.is_empty()
                {
                    let name = self.class_name(class);
                    return Err(Halt::type_error(format!("{name}() takes no arguments")));
                }
                self.deliver(bottom, after, made)
            }
        }
    }

    /// The arguments as a tuple and a dict.
    fn spread(&mut self, args: &Args) -> (Value, Value) {
        let count = args.positional(&self.pool).len();
        let positional = self.tuple(&args.values[..count]);
        let mut named = Dict::default();
        for (name, value) in args.names(&self.pool).iter().zip(&args.values[count..]) {
            named.set(*name, *value);
        }
        (positional, self.heap.add(Object::Dict(named)))
    }

    /// What an explicit call of a `__new__` of the machine's own gives for a class of the program's.
    fn wrapped(&mut self, number: u32, args: &Args, made: Value) -> Value {
        let name = self.program.natives[number as usize].0;
        if !name.ends_with(".__new__") || name == "type.__new__" {
            return made;
        }
        match args.values.first() {
            Some(class)
                if matches!(self.heap.get(*class), Some(Object::Class(_)))
                    && self.is_own_class(*class)
                    && !self.is_exception_class(*class) =>
            {
                self.heap.add(Object::Instance(Box::new(Instance {
                    class: *class,
                    attributes: Dict::default(),
                    inner: made,
                })))
            }
            _ => made,
        }
    }

    /// What is left to do when a class was made: its bases and its attributes may want to know.
    pub(super) fn class_made(&mut self, class: Value, named: Value) -> Option<Halt> {
        let names = ["__init_subclass__", "__set_name__"].map(|name| self.pool.str(name));
        let order = match self.heap.get(class) {
            Some(Object::Class(inner)) => inner.order.clone(),
            _ => return None,
        };
        let asks_bases = order[1..].iter().any(|base| match self.heap.get(*base) {
            Some(Object::Class(base)) => base
                .attributes
                .get(names[0])
                .is_some_and(|function| !self.is_native(function)),
            _ => false,
        });
        let asks_attributes = match self.heap.get(class) {
            Some(Object::Class(inner)) => inner.attributes.iter().any(|(_, value)| {
                matches!(self.heap.get(value), Some(Object::Instance(_)))
                    && self.lookup(self.class_of(value), names[1]).is_some()
            }),
            _ => false,
        };
        if !asks_bases && !asks_attributes && named == Value::NONE {
            return None;
        }
        Some(Halt::call(self.helper("_class_made"), [class, named]))
    }

    /// Whether a class is the program's or the library's, not the machine's.
    pub(super) fn is_own_class(&self, class: Value) -> bool {
        class
            .as_heap()
            .is_some_and(|index| index >= super::types::class_count())
    }

    fn is_filled_later(&self, class: Value) -> bool {
        [
            Type::List,
            Type::Dict,
            Type::Set,
            Type::Deque,
            Type::Condition,
            Type::Semaphore,
            Type::Queue,
            Type::LifoQueue,
            Type::PriorityQueue,
        ]
        .iter()
        .any(|each| self.is_subclass(class, each.value()))
    }

    pub(super) fn is_native(&self, function: Value) -> bool {
        matches!(function.kind(), Kind::Pool(index) if matches!(self.pool.content(index), Content::Native(_)))
    }

    /// A class's name.
    pub fn class_name(&self, class: Value) -> String {
        match self.heap.get(class) {
            Some(Object::Class(class)) => self.pool.as_str(class.name).unwrap_or_default().into(),
            _ => "object".into(),
        }
    }

    /// `MAKE_FUNCTION`. Without cells it is a value of the pool, unless its defaults can change.
    pub(super) fn make_function(
        &mut self,
        code: Value,
        defaults: Value,
        named: Value,
        cells: Value,
    ) -> Value {
        let code = match code.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Code(code) => *code,
                _ => unreachable!("the compiler gives code"),
            },
            _ => unreachable!("the compiler gives code"),
        };
        let named = match self.heap.get(named) {
            Some(Object::Dict(dict)) => {
                let flat: Vec<Value> = dict
                    .iter()
                    .flat_map(|(name, value)| [name, value])
                    .collect();
                self.tuple(&flat)
            }
            _ => Value::NONE,
        };
        let in_pool = |value: Value| value.as_heap().is_none();
        if cells == Value::NONE && in_pool(defaults) && in_pool(named) {
            return self.pool.intern(Content::Function(code, defaults, named));
        }
        let cells = self.as_tuple(cells).unwrap_or_default().to_vec();
        self.heap.add(Object::Function(Box::new(Function {
            code,
            defaults,
            named,
            cells,
            attributes: Dict::default(),
        })))
    }

    /// Makes a class whose body has left this namespace.
    pub(super) fn make_class(&mut self, name: Value, bases: &[Value], namespace: Value) -> Outcome {
        let mut bases = bases.to_vec();
        if bases.is_empty() {
            bases.push(Type::Object.value());
        }
        for base in &bases {
            let Some(Object::Class(class)) = self.heap.get(*base) else {
                return Err(Halt::type_error("a base is not a class"));
            };
            if [Type::Bool, Type::NoneType, Type::Function, Type::Range]
                .iter()
                .any(|each| each.value() == *base)
            {
                let name = self.pool.as_str(class.name).unwrap_or_default();
                return Err(Halt::type_error(format!(
                    "type '{name}' is not an acceptable base type"
                )));
            }
        }
        let order = self.linearise(&bases)?;
        let layout = order
            .iter()
            .find_map(|base| match self.heap.get(*base) {
                Some(Object::Class(class)) if class.layout != Type::Object as u32 => {
                    Some(class.layout)
                }
                _ => None,
            })
            .unwrap_or(Type::Object as u32);
        let mut attributes = match self.heap.get(namespace) {
            Some(Object::Dict(dict)) => dict.clone(),
            _ => Dict::default(),
        };
        let keys = [
            "__module__",
            "__qualname__",
            "__classcell__",
            "__eq__",
            "__hash__",
        ]
        .map(|key| self.pool.str(key));
        let module = attributes.remove(keys[0]).unwrap_or(Value::NONE);
        let qualname = attributes.remove(keys[1]).unwrap_or(name);
        let cell = attributes.remove(keys[2]);
        if attributes.get(keys[3]).is_some() && attributes.get(keys[4]).is_none() {
            attributes.set(keys[4], Value::NONE);
        }
        for name in ["__init_subclass__", "__class_getitem__"] {
            let name = self.pool.str(name);
            if let Some(function) = attributes.get(name)
                && self.is_function(function)
            {
                let method = self.heap.add(Object::ClassMethod(function));
                attributes.set(name, method);
            }
        }
        let hook = self.pool.str("__getattribute__");
        if attributes.get(hook).is_some() {
            return Err(Halt::type_error(
                "a __getattribute__ of one's own is not supported here; use __getattr__",
            ));
        }
        let class = self.heap.add(Object::Free);
        let mut full_order = vec![class];
        full_order.extend(order);
        let made = Class {
            name,
            qualname,
            module,
            bases,
            order: full_order,
            attributes,
            layout,
        };
        if let Some(place) = self.heap.get_mut(class) {
            *place = Object::Class(Box::new(made));
        }
        if let Some(cell) = cell
            && let Some(Object::Cell(place)) = self.heap.get_mut(cell)
        {
            *place = class;
        }
        Ok(class)
    }

    /// The order in which bases are looked at (C3: Barrett et al., "A Monotonic Superclass Linearization for Dylan", 1996).
    fn linearise(&self, bases: &[Value]) -> Outcome<Vec<Value>> {
        let mut lists: Vec<Vec<Value>> = bases
            .iter()
            .map(|base| match self.heap.get(*base) {
                Some(Object::Class(class)) => class.order.clone(),
                _ => Vec::new(),
            })
            .collect();
        lists.push(bases.to_vec());
        let mut order = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(order);
            }
            let good = lists
                .iter()
                .map(|list| list[0])
                .find(|head| lists.iter().all(|list| !list[1..].contains(head)));
            let Some(head) = good else {
                let mut names: Vec<String> = Vec::new();
                for base in bases {
                    names.push(self.class_name(*base));
                }
                return Err(Halt::type_error(format!(
                    "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            order.push(head);
            for list in &mut lists {
                list.retain(|each| *each != head);
            }
        }
    }

    /// `return`: the frame is over.
    pub(super) fn return_value(&mut self) -> Outcome<Next> {
        let value = self.pop();
        let frame = self.me.frames.pop().expect("a frame returns");
        if frame.generator != Value::UNSET {
            return self.end_generator(&frame, value);
        }
        if frame.after == After::End {
            self.end_actor(Value::NONE);
            return Ok(Next::Frame);
        }
        if frame.after == After::Class {
            // The name and the bases are below its variables.
            let arguments = self.me.stack[frame.base as usize - 1];
            let parts = self.as_tuple(arguments).unwrap_or_default().to_vec();
            self.me.stack.truncate(frame.bottom as usize);
            let class = match self.make_class(parts[1], &parts[2..], frame.namespace) {
                Ok(class) => class,
                Err(halt) => return self.raise_in_caller(halt),
            };
            if let Some(Halt::Call(call)) = self.class_made(class, parts[0]) {
                let bottom = self.me.stack.len() as u32;
                return self.invoke(call.0, &Args::of(&call.1), bottom, After::Push);
            }
            self.push(class);
            self.after_call();
            return Ok(Next::Frame);
        }
        if frame.after == After::Next || frame.after == After::Send {
            self.me.stack.truncate(frame.bottom as usize);
            self.me.stack.push(value);
            self.after_call();
            return Ok(Next::Frame);
        }
        match self.deliver(frame.bottom, frame.after, value)? {
            Next::Go => self.after_call(),
            Next::Jump(_) | Next::Frame => {}
        }
        Ok(Next::Frame)
    }

    /// Raises where the frame on top stands: what was executed was the one above it, which is gone.
    fn raise_in_caller(&mut self, halt: Halt) -> Outcome<Next> {
        let exception = match halt {
            Halt::Raise(raised) => self.raised(&raised),
            Halt::Throw(exception) => exception,
            halt => return Err(halt),
        };
        self.unwind(exception, false);
        Ok(Next::Frame)
    }

    /// `__build_class__`: executes a class's body in a namespace of its own.
    fn build_class(&mut self, args: &Args, bottom: u32) -> Outcome<Next> {
        let count = args.positional(&self.pool).len();
        let (body, mut rest) = (args.values[0], args.values[1..count].to_vec());
        let mut named = Dict::default();
        for (name, value) in args.names(&self.pool).iter().zip(&args.values[count..]) {
            if self.pool.as_str(*name) == Some("metaclass") {
                // Only `ABCMeta` gets here, which is a base like `ABC`.
                if !rest[1..].iter().any(|base| self.is_subclass(*base, *value)) {
                    rest.push(*value);
                }
            } else {
                named.set(*name, *value);
            }
        }
        let named = if named.is_empty() {
            Value::NONE
        } else {
            self.heap.add(Object::Dict(named))
        };
        rest.insert(0, named);
        let (code, holder) = match body.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Function(code, ..) => (*code, None),
                _ => unreachable!("the compiler makes a function of the body"),
            },
            _ => match self.heap.get(body) {
                Some(Object::Function(function)) => (function.code, Some(function.cells.clone())),
                _ => unreachable!("the compiler makes a function of the body"),
            },
        };
        let arguments = self.tuple(&rest);
        self.push(arguments);
        let base = self.push_frame(code, bottom, After::Class)?;
        if let Some(cells) = holder {
            let linked = &self.program.codes[code as usize];
            let at = base + linked.code.locals.len() + linked.code.cells.len();
            self.me.stack[at..at + cells.len()].copy_from_slice(&cells);
        }
        let namespace = self.heap.add(Object::Dict(Dict::default()));
        if let Some(frame) = self.me.frames.last_mut() {
            frame.namespace = namespace;
        }
        Ok(Next::Frame)
    }

    /// The caller goes on after the operation that called.
    pub(super) fn after_call(&mut self) {
        if let Some(caller) = self.me.frames.last_mut() {
            caller.pc += 1;
        }
    }

    /// The exception class whose name this is, for messages.
    pub fn is_stop_iteration(&self, exception: Value) -> bool {
        self.is_instance(exception, exception_class(Raises::StopIteration))
    }
}

/// The same arguments with one before them.
pub(super) fn with_first(first: Value, args: &Args) -> Args {
    let mut values = args.values.clone();
    values.insert(0, first);
    Args {
        values,
        names: args.names,
    }
}

fn missing_text(kind: &str, names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let listed = match quoted.as_slice() {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        [] => String::new(),
    };
    let s = if names.len() == 1 { "" } else { "s" };
    format!(
        "missing {} required {kind} argument{s}: {listed}",
        names.len()
    )
}
