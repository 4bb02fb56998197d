//! Names that the machine itself looks for, at places that are executed often: they come first in each pool, so that nothing has to be
//! searched to have one as a value.

use super::value::Value;

/// All of them, in the order of their places.
pub(super) const ALL: [&str; 8] = [
    "__init__",
    "__new__",
    "__call__",
    "__setattr__",
    "__getattr__",
    "__iter__",
    "__next__",
    "__getitem__",
];

/// `__init__`
pub(super) const INIT: Value = Value::pool(0);
/// `__new__`
pub(super) const NEW: Value = Value::pool(1);
/// `__call__`
pub(super) const CALL: Value = Value::pool(2);
/// `__setattr__`
pub(super) const SETATTR: Value = Value::pool(3);
/// `__getattr__`
pub(super) const GETATTR: Value = Value::pool(4);
/// `__iter__`
pub(super) const ITER: Value = Value::pool(5);
/// `__next__`
pub(super) const NEXT: Value = Value::pool(6);
/// `__getitem__`
pub(super) const GETITEM: Value = Value::pool(7);
