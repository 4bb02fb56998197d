//! What classes say about the attributes of their instances: descriptors and slots.

use super::machine::Machine;
use super::object::Object;
use super::types::Type;
use super::value::Value;

impl Machine {
    /// A method of what a class has, if that is an object of the program's: then it says how it is read and set.
    pub(super) fn descriptor(&mut self, found: Value, method: &str) -> Option<Value> {
        let Some(Object::Instance(instance)) = self.heap.get(found) else {
            return None;
        };
        let class = instance.class;
        let method = self.pool.str(method);
        self.lookup(class, method)
    }

    /// Whether an instance cannot have an attribute, because its classes name all that there are.
    pub(super) fn is_no_slot(&mut self, class: Value, name: Value) -> bool {
        let slots = self.pool.str("__slots__");
        let order = match self.heap.get(class) {
            Some(Object::Class(inner)) if inner.attributes.get(slots).is_some() => {
                inner.order.clone()
            }
            _ => return false,
        };
        for base in order {
            let Some(Object::Class(inner)) = self.heap.get(base) else {
                return false;
            };
            if !self.is_own_class(base) {
                if base != Type::Object.value() {
                    return false;
                }
                continue;
            }
            let Some(named) = inner.attributes.get(slots) else {
                return false;
            };
            let has = |each: Value| each == name || self.pool.as_str(each) == Some("__dict__");
            let found = match self.heap.get(named) {
                Some(Object::List(names)) => names.iter().any(|each| has(*each)),
                Some(Object::Dict(names)) => names.iter().any(|(each, _)| has(each)),
                _ => match self.as_tuple(named) {
                    Some(names) => names.iter().any(|each| has(*each)),
                    None => has(named),
                },
            };
            if found {
                return false;
            }
        }
        true
    }
}
