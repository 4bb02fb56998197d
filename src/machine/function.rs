//! Attributes of functions that are in the pool: what was set on them is in a dict of the process.

use super::Content;
use super::dict::Dict;
use super::halt::Outcome;
use super::machine::Machine;
use super::object::Object;
use super::value::{Kind, Value};
use super::watch::Access;

impl Machine {
    /// Whether a value is a function of the program's that is in the pool.
    pub(super) fn is_pool_function(&self, value: Value) -> bool {
        matches!(value.kind(), Kind::Pool(index) if matches!(self.pool.content(index), Content::Function(..)))
    }

    /// The running process's dict of what was set on functions of the pool.
    pub(super) fn function_attributes(&self) -> Option<Value> {
        let dict = self.functions.get(self.me.process as usize)?;
        (*dict != Value::NONE).then_some(*dict)
    }

    pub(super) fn function_attribute(
        &mut self,
        function: Value,
        name: Value,
    ) -> Outcome<Option<Value>> {
        let Some(dict) = self.function_attributes() else {
            return Ok(None);
        };
        let key = self.tuple(&[function, name]);
        let value = match self.heap.get(dict) {
            Some(Object::Dict(dict)) => dict.get(key),
            _ => None,
        };
        if value.is_some() {
            self.touch(Access::attribute(dict, name, None))?;
        }
        Ok(value)
    }

    /// Sets an attribute of a function of the pool, or deletes it.
    pub(super) fn set_function_attribute(
        &mut self,
        function: Value,
        name: Value,
        value: Option<Value>,
    ) -> Outcome<Option<Value>> {
        let process = self.me.process as usize;
        if self.functions.len() <= process {
            self.functions.resize(process + 1, Value::NONE);
        }
        if self.functions[process] == Value::NONE {
            self.functions[process] = self.heap.add(Object::Dict(Dict::default()));
            // All threads of the process have it.
            self.escape(self.functions[process]);
        }
        let dict = self.functions[process];
        self.touch(Access::attribute(
            dict,
            name,
            Some(value.unwrap_or(Value::UNSET)),
        ))?;
        let key = self.tuple(&[function, name]);
        let Some(Object::Dict(dict)) = self.heap.get_mut(dict) else {
            unreachable!("it is a dict");
        };
        match value {
            Some(value) => {
                dict.set(key, value);
                Ok(Some(value))
            }
            None => Ok(dict.remove(key)),
        }
    }

    /// A dict of what was set on a function of the pool.
    pub(super) fn function_dict(&mut self, function: Value) -> Value {
        let all: Vec<(Value, Value)> =
            match self.function_attributes().map(|dict| self.heap.get(dict)) {
                Some(Some(Object::Dict(dict))) => dict.iter().collect(),
                _ => Vec::new(),
            };
        let mut own = Dict::default();
        for (key, value) in all {
            if let Some([of, name]) = self.as_tuple(key)
                && *of == function
            {
                own.set(*name, value);
            }
        }
        self.heap.add(Object::Dict(own))
    }
}
