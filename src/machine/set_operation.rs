//! Operators and comparisons of sets, and of the views of dicts that are like sets.

use super::dict::Dict;
use super::halt::{Halt, Outcome};
use super::machine::Machine;
use super::object::{Object, Over};
use super::sets::OrderedTable;
use super::value::Value;
use crate::bytecode::{Binary, Comparison};

impl Machine {
    /// The items of a set, a frozenset or a view that is like one; their order is that of `set(value)`.
    pub(super) fn as_set(&mut self, value: Value) -> Option<OrderedTable<Value>> {
        match self.heap.get(value) {
            Some(Object::Set(set) | Object::FrozenSet(set)) => Some(set.clone()),
            Some(Object::View(view)) if view.over != Over::Values => {
                let over = view.over;
                let pairs: Vec<(Value, Value)> = match self.heap.get(self.inner(view.of)) {
                    Some(Object::Dict(dict)) => dict.iter().collect(),
                    _ => return None,
                };
                let mut table = OrderedTable::default();
                for (key, value) in pairs {
                    let item = match over {
                        Over::Keys => key,
                        _ => self.tuple(&[key, value]),
                    };
                    let hash = self.key_hash(item);
                    table.add(item, hash, |other| self.same(other, item));
                }
                Some(table)
            }
            _ => None,
        }
    }

    /// A set of three and more constants: CPython's compiler makes a frozenset of them, and another one of that when it looks for equal
    /// constants, which is copied when it is needed. Each may have another order.
    pub(super) fn set_of_constants(&mut self, items: &[Value]) -> Outcome {
        let first = self.set_of(items)?;
        let items = self.items_of(first)?;
        let second = self.set_of(&items)?;
        self.with_set(second, |_, place| *place = place.copied());
        Ok(second)
    }

    /// Whether some item must be asked what it is equal to.
    pub(super) fn must_ask(&mut self, table: &OrderedTable<Value>) -> bool {
        let items: Vec<Value> = table.iter().map(|(item, _)| item).collect();
        items
            .into_iter()
            .any(|item| item.as_heap().is_some() && matches!(self.key(item), Err(Halt::Call(_))))
    }

    /// `a & b`, `a | b`, `a - b`, `a ^ b`; None if they are no sets.
    pub(super) fn set_operation(
        &mut self,
        operator: Binary,
        in_place: bool,
        a: Value,
        b: Value,
    ) -> Outcome<Option<Value>> {
        use Binary::{And, Or, Subtract, Xor};
        if !matches!(operator, And | Or | Subtract | Xor) || a.as_heap().is_none() {
            return Ok(None);
        }
        // A view takes whatever can be iterated.
        let is_view =
            matches!(self.heap.get(a), Some(Object::View(view)) if view.over != Over::Values);
        let b = match self.heap.get(b) {
            Some(Object::Set(_) | Object::FrozenSet(_)) => b,
            _ if is_view => {
                let items = self.items_of(b)?;
                self.set_of(&items)?
            }
            _ => b,
        };
        let (Some(x), Some(y)) = (self.as_set(a), self.as_set(b)) else {
            return Ok(None);
        };
        let changes = in_place && matches!(self.heap.get(a), Some(Object::Set(_)));
        if changes {
            self.touch_element(a, Value::UNSET, Some(b))?;
        } else {
            self.touch_element(a, Value::UNSET, None)?;
        }
        if self.must_ask(&x) || self.must_ask(&y) {
            let numbers = [Value::int(operator as i64), Value::bool(changes)];
            let helper = self.helper("_set_operation");
            return Err(Halt::call(helper, [a, b, numbers[0], numbers[1]]));
        }
        let made = self.combine(operator, changes, &x, &y);
        if changes {
            self.with_set(a, |_, place| *place = made);
            return Ok(Some(a));
        }
        let made = if matches!(self.heap.get(a), Some(Object::FrozenSet(_))) {
            Object::FrozenSet(made)
        } else {
            Object::Set(made)
        };
        Ok(Some(self.heap.add(made)))
    }

    /// What an operator makes of two sets; in place it leaves another order than otherwise.
    pub(super) fn combine(
        &self,
        operator: Binary,
        in_place: bool,
        x: &OrderedTable<Value>,
        y: &OrderedTable<Value>,
    ) -> OrderedTable<Value> {
        let same = |a: Value, b: Value| self.same(a, b);
        let mut made = x.clone();
        match (operator, in_place) {
            (Binary::And, _) => return x.intersection(y, same),
            (Binary::Subtract, false) => return x.difference(y, same),
            (Binary::Subtract, true) => made.subtract(y, same),
            (Binary::Xor, false) => return x.symmetric_difference(y, same),
            (Binary::Xor, true) => made.toggle(y, same),
            (_, true) => made.merge(y, same),
            (_, false) => {
                made = x.copied();
                made.merge(y, same);
            }
        }
        made
    }

    /// Whether all items of one set are in the other.
    pub(super) fn is_within(&self, x: &OrderedTable<Value>, y: &OrderedTable<Value>) -> bool {
        x.len() <= y.len()
            && x.iter()
                .all(|(item, hash)| y.find(hash, |other| self.same(other, item)).is_some())
    }

    /// A comparison of two sets; None if they are no sets.
    ///
    /// # Errors
    /// A call of the library's, where items must be asked.
    pub(super) fn set_order(
        &mut self,
        operator: Comparison,
        a: Value,
        b: Value,
    ) -> Outcome<Option<bool>> {
        let is_set = |object: Option<&Object>| {
            matches!(
                object,
                Some(Object::Set(_) | Object::FrozenSet(_) | Object::View(_))
            )
        };
        if !is_set(self.heap.get(a)) || !is_set(self.heap.get(b)) {
            return Ok(None);
        }
        let (Some(x), Some(y)) = (self.as_set(a), self.as_set(b)) else {
            return Ok(None);
        };
        if self.must_ask(&x) || self.must_ask(&y) {
            let number = Value::int(operator as i64);
            return Err(Halt::call(self.helper("_set_order"), [a, b, number]));
        }
        Ok(Some(match operator {
            Comparison::Less => x.len() < y.len() && self.is_within(&x, &y),
            Comparison::LessOrEqual => self.is_within(&x, &y),
            Comparison::Greater => y.len() < x.len() && self.is_within(&y, &x),
            Comparison::GreaterOrEqual => self.is_within(&y, &x),
            Comparison::Equal => x.len() == y.len() && self.is_within(&x, &y),
            Comparison::NotEqual => x.len() != y.len() || !self.is_within(&x, &y),
        }))
    }

    /// A dict's value for the key of another dict.
    pub(super) fn value_of_entry(&self, dict: &Dict, key: Value, hash: u64) -> Option<Value> {
        dict.get_by(key, hash, |a, b| self.same(a, b))
    }
}
