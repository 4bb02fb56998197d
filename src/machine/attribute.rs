//! Attributes: looking them up along classes, binding methods, and setting them.

use super::Content;
use super::args::Args;
use super::call::with_first;
use super::dict::Dict;
use super::halt::{Halt, Outcome};
use super::machine::{Machine, Next};
use super::object::Object;
use super::raised::Raises;
use super::sync::Sync;
use super::types::Type;
use super::value::{Kind, Value};
use super::watch::Access;
use super::words;

impl Machine {
    /// What a class or a base of it has under a name.
    pub fn lookup(&self, class: Value, name: Value) -> Option<Value> {
        let Some(Object::Class(inner)) = self.heap.get(class) else {
            return None;
        };
        if let Some(value) = inner.attributes.get(name) {
            return Some(value);
        }
        inner.order[1..]
            .iter()
            .find_map(|base| match self.heap.get(*base) {
                Some(Object::Class(base)) => base.attributes.get(name),
                _ => None,
            })
    }

    /// As `lookup`, without the machine's own classes, which have only functions of the machine's own.
    fn lookup_own(&self, class: Value, name: Value) -> Option<Value> {
        let Some(Object::Class(inner)) = self.heap.get(class) else {
            return None;
        };
        let mut own = inner.order.iter().filter(|base| self.is_own_class(**base));
        own.find_map(|base| match self.heap.get(*base) {
            Some(Object::Class(base)) => base.attributes.get(name),
            _ => None,
        })
    }

    /// What comes after a class in the order of another one.
    fn lookup_after(&self, class: Value, order_of: Value, name: Value) -> Option<Value> {
        let Some(Object::Class(inner)) = self.heap.get(order_of) else {
            return None;
        };
        inner
            .order
            .iter()
            .skip_while(|each| **each != class)
            .skip(1)
            .find_map(|base| match self.heap.get(*base) {
                Some(Object::Class(base)) => base.attributes.get(name),
                _ => None,
            })
    }

    pub(super) fn is_function(&self, value: Value) -> bool {
        match value.kind() {
            Kind::Pool(index) => matches!(
                self.pool.content(index),
                Content::Function(..) | Content::Native(_)
            ),
            _ => matches!(self.heap.get(value), Some(Object::Function(_))),
        }
    }

    /// A function bound to what it is called on.
    pub(super) fn bound(&mut self, function: Value, this: Value) -> Value {
        if this.as_heap().is_none()
            && let Kind::Pool(index) = function.kind()
            && let Content::Native(number) = *self.pool.content(index)
        {
            return self.pool.intern(Content::Bound(number, this));
        }
        self.heap.add(Object::Bound(function, this))
    }

    /// What an attribute of a class gives for an instance.
    fn describe(&mut self, found: Value, this: Value, class: Value) -> Outcome {
        if self.is_function(found) {
            return Ok(self.bound(found, this));
        }
        match self.heap.get(found) {
            Some(Object::Property(get, ..)) => {
                let get = *get;
                if get == Value::NONE {
                    return Err(Halt::raise(Raises::AttributeError, "unreadable attribute"));
                }
                if let Kind::Pool(index) = get.kind() {
                    match *self.pool.content(index) {
                        Content::Native(number) => {
                            return self.call_native(number, &Args::of(&[this]));
                        }
                        Content::Bound(number, first) => {
                            return self.call_native(number, &Args::of(&[first, this]));
                        }
                        _ => {}
                    }
                }
                Err(Halt::call(get, [this]))
            }
            Some(Object::ClassMethod(function)) => {
                let function = *function;
                Ok(self.bound(function, class))
            }
            Some(Object::StaticMethod(function)) => Ok(*function),
            _ => match self.descriptor(found, "__get__") {
                Some(getter) => Err(Halt::call(getter, [found, this, class])),
                None => Ok(found),
            },
        }
    }

    /// `object.name`
    pub fn get_attribute(&mut self, object: Value, name: Value) -> Outcome {
        match self.find_attribute(object, name)? {
            Some(value) => Ok(value),
            None => {
                let fallback = words::GETATTR;
                if let Some(Object::Instance(_) | Object::Exception(_)) = self.heap.get(object)
                    && let Some(function) = self.lookup(self.class_of(object), fallback)
                {
                    return Err(Halt::call(function, [object, name]));
                }
                Err(self.no_attribute(object, name))
            }
        }
    }

    /// `object.name`, or None if there is none.
    pub fn find_attribute(&mut self, object: Value, name: Value) -> Outcome<Option<Value>> {
        let class = self.class_of(object);
        match self.heap.get(object) {
            Some(Object::Instance(_) | Object::Exception(_)) => {
                let found = self.lookup(class, name);
                if let Some(found) = found
                    && (matches!(self.heap.get(found), Some(Object::Property(..)))
                        || self.descriptor(found, "__set__").is_some())
                {
                    return self.describe(found, object, class).map(Some);
                }
                if let Some(local) = self.as_local(object) {
                    if !self.has_local_dict(local) {
                        return Err(Halt::call(self.helper("_local_get"), [object, name]));
                    }
                    if let Some(own) = self.local_attribute(local, name) {
                        return Ok(Some(own));
                    }
                }
                let own = match self.heap.get(object) {
                    Some(Object::Instance(instance)) => instance.attributes.get(name),
                    Some(Object::Exception(exception)) => exception.attributes.get(name),
                    _ => None,
                };
                if let Some(value) = own {
                    self.touch(Access::attribute(object, name, None))?;
                    // It may be another one now, if somebody was let in.
                    return Ok(Some(value));
                }
                match found {
                    Some(found) => {
                        if self.is_class_variable(found) {
                            self.touch(Access::attribute(class, name, None))?;
                        }
                        self.describe(found, object, class).map(Some)
                    }
                    None => {
                        self.touch(Access::attribute(object, name, None))?;
                        self.special(object, class, name)
                    }
                }
            }
            Some(Object::Class(inner)) => {
                let own = inner.order.clone();
                let found = own.iter().find_map(|base| match self.heap.get(*base) {
                    Some(Object::Class(base)) => base
                        .attributes
                        .get(name)
                        .map(|value| (value, base.order[0])),
                    _ => None,
                });
                match found {
                    Some((found, holder)) => {
                        if self.is_class_variable(found) {
                            self.touch(Access::attribute(holder, name, None))?;
                        }
                        match self.heap.get(found) {
                            Some(Object::ClassMethod(function)) => {
                                let function = *function;
                                Ok(Some(self.bound(function, object)))
                            }
                            Some(Object::StaticMethod(function)) => Ok(Some(*function)),
                            _ => match self.descriptor(found, "__get__") {
                                Some(getter) => {
                                    Err(Halt::call(getter, [found, Value::NONE, object]))
                                }
                                None => Ok(Some(found)),
                            },
                        }
                    }
                    None => self.special(object, class, name),
                }
            }
            Some(Object::Module(_, attributes)) => match attributes.get(name) {
                Some(value) => Ok(Some(value)),
                None => self.special(object, class, name),
            },
            Some(Object::Super(after, this)) => {
                let (after, this) = (*after, *this);
                let (order_of, bind_class) = match self.heap.get(this) {
                    Some(Object::Class(_)) => (this, true),
                    _ => (self.class_of(this), false),
                };
                match self.lookup_after(after, order_of, name) {
                    None => Ok(None),
                    Some(found) if bind_class => match self.heap.get(found) {
                        Some(Object::ClassMethod(function)) => {
                            let function = *function;
                            Ok(Some(self.bound(function, this)))
                        }
                        _ => Ok(Some(found)),
                    },
                    Some(found) => self.describe(found, this, order_of).map(Some),
                }
            }
            Some(Object::Function(function)) => match function.attributes.get(name) {
                Some(value) => Ok(Some(value)),
                None => self.special(object, class, name),
            },
            Some(Object::Sync(sync)) if matches!(**sync, Sync::Local(_)) => {
                match self.local_attribute(object, name) {
                    Some(value) => Ok(Some(value)),
                    None => self.special(object, class, name),
                }
            }
            _ => {
                if self.is_pool_function(object)
                    && let Some(value) = self.function_attribute(object, name)?
                {
                    return Ok(Some(value));
                }
                if let Some(found) = self.lookup(class, name) {
                    return self.describe(found, object, class).map(Some);
                }
                self.special(object, class, name)
            }
        }
    }

    /// Whether something that a class has is a variable of it, rather than a method.
    fn is_class_variable(&self, value: Value) -> bool {
        !self.is_function(value)
            && !matches!(
                self.heap.get(value),
                Some(
                    Object::Property(..)
                        | Object::ClassMethod(_)
                        | Object::StaticMethod(_)
                        | Object::Class(_)
                )
            )
    }

    /// What a `threading.local`, or an object of a class derived from it, keeps its attributes in.
    fn as_local(&self, object: Value) -> Option<Value> {
        let inner = self.inner(object);
        match self.heap.get(inner) {
            Some(Object::Sync(sync)) if matches!(**sync, Sync::Local(_)) => Some(inner),
            _ => None,
        }
    }

    /// Whether the running actor has used a `threading.local` before.
    fn has_local_dict(&self, local: Value) -> bool {
        let me = u64::from(self.current);
        matches!(self.heap.get(local), Some(Object::Sync(sync))
            if matches!(&**sync, Sync::Local(local) if local.dicts.iter().any(|(actor, _)| *actor == me)))
    }

    /// The running actor's attribute of a `threading.local`.
    fn local_attribute(&mut self, local: Value, name: Value) -> Option<Value> {
        let dict = self.local_dict(local);
        match self.heap.get(dict) {
            Some(Object::Dict(dict)) => dict.get(name),
            _ => None,
        }
    }

    /// The dict of the running actor in a `threading.local`.
    pub(super) fn local_dict(&mut self, local: Value) -> Value {
        let me = u64::from(self.current);
        if let Some(Object::Sync(sync)) = self.heap.get(local)
            && let Sync::Local(local) = &**sync
            && let Some((_, dict)) = local.dicts.iter().find(|(actor, _)| *actor == me)
        {
            return *dict;
        }
        let dict = self.heap.add(Object::Dict(Dict::default()));
        if let Some(Object::Sync(sync)) = self.heap.get_mut(local)
            && let Sync::Local(local) = &mut **sync
        {
            local.dicts.push((me, dict));
        }
        dict
    }

    /// Attributes that the machine computes.
    fn special(&mut self, object: Value, class: Value, name: Value) -> Outcome<Option<Value>> {
        let text = self.pool.as_str(name).unwrap_or_default().to_owned();
        if text == "__class__" {
            return Ok(Some(class));
        }
        if text == "__dict__" {
            if let Some(local) = self.as_local(object) {
                return Ok(Some(self.local_dict(local)));
            }
            let own = match self.heap.get(object) {
                Some(Object::Instance(instance)) => instance.attributes.clone(),
                Some(Object::Exception(exception)) => exception.attributes.clone(),
                Some(Object::Class(class)) => class.attributes.clone(),
                Some(Object::Module(_, attributes)) => (**attributes).clone(),
                Some(Object::Function(function)) => function.attributes.clone(),
                _ if self.is_pool_function(object) => return Ok(Some(self.function_dict(object))),
                _ => return Ok(None),
            };
            return Ok(Some(self.heap.add(Object::Dict(own))));
        }
        let value = match self.heap.get(object) {
            Some(Object::Class(inner)) => match text.as_str() {
                "__name__" => inner.name,
                "__qualname__" => inner.qualname,
                "__module__" => inner.module,
                "__doc__" => Value::NONE,
                "__mro__" => {
                    let order = inner.order.clone();
                    self.tuple(&order)
                }
                "__base__" => inner.bases.first().copied().unwrap_or(Value::NONE),
                "__bases__" => {
                    let bases = inner.bases.clone();
                    self.tuple(&bases)
                }
                "mro" => {
                    return Ok(Some(self.bound_helper("_mro", object)));
                }
                _ => return Ok(None),
            },
            Some(Object::Module(own, _)) => match text.as_str() {
                "__name__" => *own,
                _ => return Ok(None),
            },
            Some(Object::Bound(function, this)) => match text.as_str() {
                "__self__" => *this,
                "__func__" => *function,
                _ => {
                    let function = *function;
                    return self.find_attribute(function, name);
                }
            },
            Some(Object::Exception(inner)) => match text.as_str() {
                "args" => inner.args,
                "__cause__" => inner.cause,
                "__context__" => inner.context,
                "__suppress_context__" => Value::bool(inner.suppress),
                "__traceback__" => Value::NONE,
                "__notes__" => return Ok(None),
                "value" if self.is_stop_iteration(object) => self.stop_value(object),
                "code" => {
                    let exit = super::types::exception_class(Raises::SystemExit);
                    if !self.is_instance(object, exit) {
                        return Ok(None);
                    }
                    self.stop_value(object)
                }
                "name"
                    if [Raises::NameError, Raises::AttributeError]
                        .iter()
                        .any(|each| {
                            self.is_instance(object, super::types::exception_class(*each))
                        }) =>
                {
                    // The last name in quotes.
                    let message = self.exception_message(object);
                    match message.split('\'').rev().nth(1) {
                        Some(name) => self.pool.str(name),
                        None => Value::NONE,
                    }
                }
                "errno" | "strerror"
                    if self.is_instance(object, super::types::exception_class(Raises::OSError)) =>
                {
                    let args = self.as_tuple(inner.args).unwrap_or_default();
                    let at = usize::from(text == "strerror");
                    if args.len() < 2 {
                        Value::NONE
                    } else {
                        args[at]
                    }
                }
                _ => return Ok(None),
            },
            Some(Object::Property(get, set, delete)) => match text.as_str() {
                "fget" => *get,
                "fset" => *set,
                "fdel" => *delete,
                _ => return Ok(None),
            },
            Some(Object::StaticMethod(function) | Object::ClassMethod(function)) => {
                if matches!(text.as_str(), "__func__" | "__wrapped__") {
                    *function
                } else {
                    let function = *function;
                    return self.find_attribute(function, name);
                }
            }
            Some(Object::Generator(inner)) => {
                let code = inner.code;
                let stage = inner.stage;
                match text.as_str() {
                    "__name__" => {
                        let name = self.program.codes[code as usize].code.name.clone();
                        self.pool.str(&name)
                    }
                    "gi_running" => Value::bool(stage == 2),
                    "gi_frame" if stage == 3 => Value::NONE,
                    _ => return Ok(None),
                }
            }
            _ => return self.function_special(object, &text),
        };
        Ok(Some(value))
    }

    fn bound_helper(&mut self, name: &str, this: Value) -> Value {
        let function = self.helper(name);
        self.heap.add(Object::Bound(function, this))
    }

    fn function_special(&mut self, object: Value, text: &str) -> Outcome<Option<Value>> {
        let (code, defaults) = match object.kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Function(code, defaults, _) => (*code, *defaults),
                Content::Native(number) | Content::Bound(number, _) => {
                    if text != "__name__" && text != "__qualname__" {
                        return Ok(None);
                    }
                    let name = self.program.natives[*number as usize].0;
                    let name = name.rsplit(['.', '/']).next().unwrap_or(name);
                    return Ok(Some(self.pool.str(name)));
                }
                _ => return Ok(None),
            },
            _ => match self.heap.get(object) {
                Some(Object::Function(function)) => (function.code, function.defaults),
                _ => return Ok(None),
            },
        };
        let code = self.program.codes[code as usize].clone();
        Ok(Some(match text {
            "__name__" => self.pool.str(&code.code.name),
            "__qualname__" => self.pool.str(&code.code.qualname),
            "__module__" if code.module == 0 => self.pool.str("__main__"),
            "__defaults__" => defaults,
            "__doc__" => Value::NONE,
            _ => return Ok(None),
        }))
    }

    /// The AttributeError for a name that is not there.
    pub(super) fn no_attribute(&self, object: Value, name: Value) -> Halt {
        let name = self.pool.as_str(name).unwrap_or_default();
        let message = match self.heap.get(object) {
            Some(Object::Class(class)) => {
                let class = self.pool.as_str(class.name).unwrap_or_default();
                format!("type object '{class}' has no attribute '{name}'")
            }
            Some(Object::Module(module, _)) => {
                let module = self.pool.as_str(*module).unwrap_or_default();
                format!("module '{module}' has no attribute '{name}'")
            }
            Some(Object::Super(..)) => format!("'super' object has no attribute '{name}'"),
            _ => format!(
                "'{}' object has no attribute '{name}'",
                self.type_name(object)
            ),
        };
        Halt::raise(Raises::AttributeError, message)
    }

    /// `LOAD_METHOD`: without making a bound method where there is a function.
    pub(super) fn load_method(&mut self, name: Value, pc: u32) -> Outcome<Next> {
        let object = self.top();
        let class = self.class_of(object);
        let plain = match self.heap.get(object) {
            Some(Object::Instance(instance)) => instance.attributes.get(name).is_none(),
            Some(Object::Exception(exception)) => exception.attributes.get(name).is_none(),
            Some(
                Object::Class(_) | Object::Module(..) | Object::Super(..) | Object::Function(_),
            ) => false,
            Some(Object::Sync(sync)) => !matches!(**sync, Sync::Local(_)),
            _ => true,
        };
        if plain
            && let Some(found) = self.lookup(class, name)
            && self.is_function(found)
        {
            self.pop();
            self.push(found);
            self.push(object);
            return Ok(Next::Go);
        }
        match self.get_attribute(object, name) {
            Ok(value) => {
                self.pop();
                self.push(Value::UNSET);
                self.push(value);
                Ok(Next::Go)
            }
            Err(Halt::Call(call)) => {
                self.pop();
                self.push(Value::UNSET);
                self.frame_pc(pc);
                let bottom = self.me.stack.len() as u32;
                self.invoke(call.0, &Args::of(&call.1), bottom, call.2)
            }
            Err(halt) => Err(halt),
        }
    }

    /// `object.name = value`
    pub fn set_attribute(&mut self, object: Value, name: Value, value: Value) -> Outcome {
        let class = self.class_of(object);
        if matches!(
            self.heap.get(object),
            Some(Object::Instance(_) | Object::Exception(_))
        ) && let Some(function) = self.lookup_own(class, words::SETATTR)
            && !self.is_native(function)
        {
            return Err(Halt::call(function, [object, name, value]));
        }
        self.set_plain(object, name, value)
    }

    /// As `object.__setattr__`.
    pub(super) fn set_plain(&mut self, object: Value, name: Value, value: Value) -> Outcome {
        let class = self.class_of(object);
        if let Some(found) = self.lookup(class, name)
            && let Some(Object::Property(get, set, _)) = self.heap.get(found)
        {
            let (get, set) = (*get, *set);
            let is_field = matches!(get.kind(), Kind::Pool(index) if matches!(self.pool.content(index), Content::Bound(..)));
            if set == Value::NONE && is_field {
                return Err(Halt::raise(Raises::AttributeError, "can't set attribute"));
            }
            if set == Value::NONE {
                let name = self.pool.as_str(name).unwrap_or_default();
                let class = self.class_name(class);
                return Err(Halt::raise(
                    Raises::AttributeError,
                    format!("property '{name}' of '{class}' object has no setter"),
                ));
            }
            return Err(Halt::call(set, [object, value]));
        }
        if let Some(Object::Instance(instance)) = self.heap.get(object) {
            let is_new = instance.attributes.get(name).is_none();
            if let Some(found) = self.lookup(class, name)
                && let Some(setter) = self.descriptor(found, "__set__")
            {
                return Err(Halt::call(setter, [found, object, value]));
            }
            if is_new && self.is_no_slot(class, name) {
                return Err(self.no_attribute(object, name));
            }
        }
        if let Some(local) = self.as_local(object) {
            if local != object && !self.has_local_dict(local) {
                return Err(Halt::call(self.helper("_local_set"), [object, name, value]));
            }
            let dict = self.local_dict(local);
            if let Some(Object::Dict(dict)) = self.heap.get_mut(dict) {
                dict.set(name, value);
            }
            return Ok(Value::NONE);
        }
        if self.is_pool_function(object) {
            self.set_function_attribute(object, name, Some(value))?;
            return Ok(Value::NONE);
        }
        self.touch(Access::attribute(object, name, Some(value)))?;
        match self.heap.get_mut(object) {
            Some(Object::Instance(instance)) => instance.attributes.set(name, value),
            Some(Object::Exception(exception)) => match self.pool.as_str(name) {
                Some("__cause__") => {
                    exception.cause = value;
                    exception.suppress = true;
                }
                Some("__context__") => exception.context = value,
                Some("__suppress_context__") => exception.suppress = value == Value::TRUE,
                Some("__traceback__") => {}
                Some("args") => exception.args = value,
                _ => exception.attributes.set(name, value),
            },
            Some(Object::Class(class)) => class.attributes.set(name, value),
            Some(Object::Function(function)) => function.attributes.set(name, value),
            _ => {
                if matches!(self.heap.get(object), Some(Object::Class(_))) {
                    let name_text = self.pool.as_str(name).unwrap_or_default();
                    let class = self.class_name(object);
                    return Err(Halt::type_error(format!(
                        "cannot set '{name_text}' attribute of immutable type '{class}'"
                    )));
                }
                return Err(self.no_attribute(object, name));
            }
        }
        Ok(Value::NONE)
    }

    /// `del object.name`
    pub fn delete_attribute(&mut self, object: Value, name: Value) -> Outcome {
        let class = self.class_of(object);
        let deleter = self.pool.str("__delattr__");
        if matches!(self.heap.get(object), Some(Object::Instance(_)))
            && let Some(function) = self.lookup(class, deleter)
            && !self.is_native(function)
        {
            return Err(Halt::call(function, [object, name]));
        }
        if let Some(found) = self.lookup(class, name)
            && let Some(Object::Property(_, _, delete)) = self.heap.get(found)
            && *delete != Value::NONE
        {
            return Err(Halt::call(*delete, [object]));
        }
        if matches!(self.heap.get(object), Some(Object::Instance(_)))
            && let Some(found) = self.lookup(class, name)
            && let Some(deleter) = self.descriptor(found, "__delete__")
        {
            return Err(Halt::call(deleter, [found, object]));
        }
        if self.is_pool_function(object) {
            return match self.set_function_attribute(object, name, None)? {
                Some(_) => Ok(Value::NONE),
                None => Err(self.no_attribute(object, name)),
            };
        }
        let holder = match self.as_local(object) {
            Some(local) => self.local_dict(local),
            None => {
                self.touch(Access::attribute(object, name, Some(Value::UNSET)))?;
                object
            }
        };
        let removed = match self.heap.get_mut(holder) {
            Some(Object::Dict(dict)) if holder != object => dict.remove(name),
            Some(Object::Instance(instance)) => instance.attributes.remove(name),
            Some(Object::Exception(exception)) => exception.attributes.remove(name),
            Some(Object::Class(class)) => class.attributes.remove(name),
            Some(Object::Function(function)) => function.attributes.remove(name),
            _ => None,
        };
        match removed {
            Some(_) => Ok(Value::NONE),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// For a class derived from list, int and the like: the list, the int; otherwise the value itself.
    pub fn inner(&self, value: Value) -> Value {
        match self.heap.get(value) {
            Some(Object::Instance(instance)) if instance.inner != Value::NONE => instance.inner,
            _ => value,
        }
    }

    /// `super()`: the class that the running method is of, and what it is called on.
    pub(super) fn implicit_super(&mut self) -> Outcome {
        let missing = || Halt::raise(Raises::RuntimeError, "super(): no arguments");
        let frame = self.me.frames.last().ok_or_else(missing)?;
        let linked = self.program.codes[frame.code as usize].clone();
        let base = frame.base as usize;
        let code = &linked.code;
        let at = code
            .free
            .iter()
            .position(|name| name == "__class__")
            .ok_or_else(|| {
                Halt::raise(Raises::RuntimeError, "super(): __class__ cell not found")
            })?;
        let cell = self.me.stack[base + code.locals.len() + code.cells.len() + at];
        let class = match self.heap.get(cell) {
            Some(Object::Cell(class)) => *class,
            _ => return Err(missing()),
        };
        let first = code.locals.first().ok_or_else(missing)?;
        let mut this = self.me.stack[base];
        if this == Value::UNSET
            && let Some(cell) = code.cells.iter().position(|name| name == first)
            && let Some(Object::Cell(value)) = self
                .heap
                .get(self.me.stack[base + code.locals.len() + cell])
        {
            this = *value;
        }
        if this == Value::UNSET {
            return Err(Halt::raise(Raises::RuntimeError, "super(): arg[0] deleted"));
        }
        Ok(self.heap.add(Object::Super(class, this)))
    }

    /// `BEFORE_WITH`
    pub(super) fn before_with(&mut self, pc: u32) -> Outcome<Next> {
        let manager = self.top();
        let class = self.class_of(manager);
        let names = ["__enter__", "__exit__"].map(|name| self.pool.str(name));
        let (Some(enter), Some(exit)) =
            (self.lookup(class, names[0]), self.lookup(class, names[1]))
        else {
            let missing = if self.lookup(class, names[0]).is_none() {
                "context manager protocol"
            } else {
                "context manager protocol (missed __exit__ method)"
            };
            let name = self.qualified_name(class);
            return Err(Halt::type_error(format!(
                "'{name}' object does not support the {missing}"
            )));
        };
        self.frame_pc(pc);
        // The manager's place is taken by its `__exit__` once entering is sure: whoever blocks does all of this again.
        if self.is_native(enter) {
            let Kind::Pool(index) = enter.kind() else {
                unreachable!("it is native");
            };
            let Content::Native(number) = *self.pool.content(index) else {
                unreachable!("it is native");
            };
            match self.call_native(number, &Args::of(&[manager])) {
                Ok(entered) => {
                    let exit = self.bound(exit, manager);
                    self.pop();
                    self.push(exit);
                    self.push(entered);
                    Ok(Next::Go)
                }
                Err(Halt::Call(call)) => {
                    let exit = self.bound(exit, manager);
                    self.pop();
                    self.push(exit);
                    let bottom = self.me.stack.len() as u32;
                    self.invoke(call.0, &Args::of(&call.1), bottom, After::Push)
                }
                Err(halt) => Err(halt),
            }
        } else {
            let exit = self.bound(exit, manager);
            self.pop();
            self.push(exit);
            let bottom = self.me.stack.len() as u32;
            let args = with_first(manager, &Args::default());
            self.invoke(enter, &args, bottom, After::Push)
        }
    }

    pub(super) fn qualified_name(&self, class: Value) -> String {
        match self.heap.get(class) {
            Some(Object::Class(inner)) => {
                self.pool.as_str(inner.qualname).unwrap_or_default().into()
            }
            _ => Type::Object.name().into(),
        }
    }
}

use super::actor::After;
