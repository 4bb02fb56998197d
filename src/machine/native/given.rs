//! What functions of the machine's own are given: how a method takes itself and its arguments apart.

use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::raised::Raises;
use crate::machine::value::{Kind, Value};
use crate::machine::{Content, Pool};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use std::sync::Arc;

/// The arguments of a method without the first, on which it is called. `name` is as `list.append`. A parameter's name begins
/// with `/` if it is given by position only, with `*` if by name only; what is missing is unset.
///
/// # Errors
/// TypeError, in CPython's words for functions of C.
pub fn method<const N: usize>(
    pool: &Pool,
    args: &Args,
    name: &str,
    required: usize,
    parameters: [&str; N],
) -> Outcome<(Value, [Value; N])> {
    let short = name.rsplit('.').next().unwrap_or(name);
    let Some(this) = args.positional(pool).first().copied() else {
        return Err(Halt::type_error(format!(
            "unbound method {name}() needs an argument"
        )));
    };
    let given = args.values.len() - 1;
    if args.names == Value::NONE
        && (required..=N).contains(&given)
        && !parameters.iter().any(|each| each.starts_with('*'))
    {
        let mut bound = [Value::UNSET; N];
        bound[..given].copy_from_slice(&args.values[1..]);
        return Ok((this, bound));
    }
    if parameters.iter().all(|each| each.starts_with('/')) {
        if !args.names(pool).is_empty() {
            return Err(Halt::type_error(format!(
                "{name}() takes no keyword arguments"
            )));
        }
        return Err(Halt::type_error(match (required == N, N) {
            (true, 0) => format!("{name}() takes no arguments ({given} given)"),
            (true, 1) => format!("{name}() takes exactly one argument ({given} given)"),
            (exact, _) => {
                let wanted = if given < required { required } else { N };
                let how = match (exact, given < required) {
                    (true, _) => "",
                    (false, true) => "at least ",
                    (false, false) => "at most ",
                };
                let s = if wanted == 1 { "" } else { "s" };
                format!("{short} expected {how}{wanted} argument{s}, got {given}")
            }
        }));
    }
    let rest = Args {
        values: args.values[1..].into(),
        names: args.names,
    };
    Ok((this, rest.bind(pool, short, required, parameters)?))
}

impl Machine {
    /// A function of the machine's own, by its name.
    ///
    /// # Panics
    /// If there is none.
    pub(in crate::machine) fn native(&mut self, name: &str) -> Value {
        let number = self
            .program
            .natives
            .iter()
            .position(|(each, _)| *each == name);
        let number = number.unwrap_or_else(|| panic!("{name} is one of the machine's functions"));
        self.pool.intern(Content::Native(number as u32))
    }

    /// The items of an argument. If the program must be asked for them, the function is called once more with a list of them.
    ///
    /// # Errors
    /// That call; TypeError for what cannot be iterated.
    pub(in crate::machine) fn items_given(
        &mut self,
        args: &Args,
        at: usize,
        name: &str,
    ) -> Outcome<Vec<Value>> {
        match self.items_of(args.values[at]) {
            Err(Halt::Call(_)) => {
                let function = self.native(name);
                Err(self.with_list(function, args, at))
            }
            other => other,
        }
    }

    /// The same for what makes an instance of a class, which is called again.
    ///
    /// # Errors
    /// That call; TypeError for what cannot be iterated.
    pub(in crate::machine) fn items_for_new(
        &mut self,
        args: &Args,
        at: usize,
    ) -> Outcome<Vec<Value>> {
        match self.items_of(args.values[at]) {
            Err(Halt::Call(_)) => {
                let rest = Args {
                    values: args.values[1..].into(),
                    names: args.names,
                };
                Err(self.with_list(args.values[0], &rest, at - 1))
            }
            other => other,
        }
    }

    /// The call of a function once more, with a list of what one of its arguments gives.
    pub(in crate::machine) fn with_list(
        &mut self,
        function: Value,
        args: &Args,
        at: usize,
    ) -> Halt {
        let values = self.tuple(&args.values);
        let helper = self.helper("_with_list");
        Halt::call(
            helper,
            [function, values, Value::int(at as i64), args.names],
        )
    }

    /// An argument that must be an int.
    ///
    /// # Errors
    /// TypeError for anything else, OverflowError for a very great one; a call of `__index__` is not made.
    pub(in crate::machine) fn int_given(&self, value: Value) -> Outcome<i64> {
        match self.as_index(value) {
            Some(int) => Ok(int),
            None => match self.pool.as_int(self.inner(value)) {
                Some(int) => int.to_i64().ok_or_else(|| {
                    Halt::raise(
                        Raises::OverflowError,
                        "Python int too large to convert to C ssize_t",
                    )
                }),
                None => Err(self.no_integer(value)),
            },
        }
    }

    /// TypeError: it is no int.
    pub(in crate::machine) fn no_integer(&self, value: Value) -> Halt {
        Halt::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            self.type_name(value)
        ))
    }

    /// A position where a search begins or ends: an int of any size or None.
    ///
    /// # Errors
    /// TypeError for anything else.
    pub(in crate::machine) fn bound_given(&self, value: Value) -> Outcome<Option<i64>> {
        if value == Value::UNSET || value == Value::NONE {
            return Ok(None);
        }
        match self.pool.as_int(self.inner(value)) {
            Some(int) => Ok(Some(clipped(&int))),
            None => Err(Halt::type_error(
                "slice indices must be integers or None or have an __index__ method",
            )),
        }
    }

    /// A str that a value is, that of a derived class too.
    pub(in crate::machine) fn shared_str(&self, value: Value) -> Option<Arc<str>> {
        match self.inner(value).kind() {
            Kind::Pool(index) => match self.pool.content(index) {
                Content::Str(text) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// TypeError: a method of a class is called on something else.
    pub(in crate::machine) fn not_its_method(&self, name: &str, value: Value) -> Halt {
        let (class, method) = name.split_once('.').unwrap_or(("object", name));
        Halt::type_error(format!(
            "descriptor '{method}' for '{class}' objects doesn't apply to a '{}' object",
            self.type_name(value)
        ))
    }

    /// An int as a value.
    pub(in crate::machine) fn int_value(&mut self, int: impl Into<BigInt>) -> Value {
        self.pool.int(int.into())
    }

    /// Bytes as a value.
    pub(in crate::machine) fn bytes_value(&mut self, bytes: &[u8]) -> Value {
        self.pool.intern(Content::Bytes(bytes.into()))
    }
}

/// An int as one of 64 bits, as near as there is.
pub fn clipped(int: &BigInt) -> i64 {
    int.to_i64().unwrap_or(if int.sign() == Sign::Minus {
        i64::MIN
    } else {
        i64::MAX
    })
}

/// A value, or another where it was not given.
pub fn or(value: Value, default: Value) -> Value {
    if value == Value::UNSET {
        default
    } else {
        value
    }
}
