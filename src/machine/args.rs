//! Arguments of the machine's own functions.

use super::halt::{Halt, Outcome};
use super::value::Value;
use super::{Content, Kind, Pool};
use smallvec::SmallVec;

/// Arguments of a call; the last ones may have names.
#[derive(Clone, Debug, Default)]
pub struct Args {
    /// All of them.
    pub values: SmallVec<[Value; 6]>,
    /// A tuple of the names of the last ones, or None.
    pub names: Value,
}

impl Args {
    /// Arguments without names.
    pub fn of(values: &[Value]) -> Self {
        Self {
            values: SmallVec::from_slice(values),
            names: Value::NONE,
        }
    }

    /// The names, as values.
    pub fn names<'p>(&self, pool: &'p Pool) -> &'p [Value] {
        match self.names.kind() {
            Kind::Pool(index) => match pool.content(index) {
                Content::Tuple(names) => names,
                _ => &[],
            },
            _ => &[],
        }
    }

    /// The arguments that have no name.
    pub fn positional<'a>(&'a self, pool: &Pool) -> &'a [Value] {
        &self.values[..self.values.len() - self.names(pool).len()]
    }

    /// The value of a keyword argument.
    pub fn keyword(&self, pool: &Pool, name: &str) -> Option<Value> {
        let names = self.names(pool);
        let at = names
            .iter()
            .position(|each| pool.as_str(*each) == Some(name))?;
        Some(self.values[self.values.len() - names.len() + at])
    }

    /// Exactly these parameters, of which the first `required` must be given; what is missing is unset. A parameter's name that
    /// begins with `/` can only be given by position, one that begins with `*` only by name.
    ///
    /// # Errors
    /// TypeError, much as CPython words it.
    pub fn bind<const N: usize>(
        &self,
        pool: &Pool,
        function: &str,
        required: usize,
        parameters: [&str; N],
    ) -> Outcome<[Value; N]> {
        let mut bound = [Value::UNSET; N];
        let positional = self.positional(pool);
        let most = parameters
            .iter()
            .filter(|name| !name.starts_with('*'))
            .count();
        if positional.len() > most {
            let given = positional.len();
            let least = required.min(most);
            let (how, count) = match (least == most, most) {
                (_, 0) => {
                    return Err(Halt::type_error(format!(
                        "{function}() takes no arguments ({given} given)"
                    )));
                }
                (true, 1) => {
                    return Err(Halt::type_error(format!(
                        "{function}() takes exactly one argument ({given} given)"
                    )));
                }
                (true, count) => ("exactly", count),
                (false, count) => ("at most", count),
            };
            let s = if count == 1 { "" } else { "s" };
            return Err(Halt::type_error(format!(
                "{function}() takes {how} {count} argument{s} ({given} given)"
            )));
        }
        bound[..positional.len()].copy_from_slice(positional);
        let named = &self.values[positional.len()..];
        for (name, value) in self.names(pool).iter().zip(named) {
            let name = pool.as_str(*name).unwrap_or_default();
            let at = parameters
                .iter()
                .position(|each| each.trim_start_matches('*') == name);
            match at {
                Some(at) if bound[at] == Value::UNSET => bound[at] = *value,
                Some(_) => {
                    return Err(Halt::type_error(format!(
                        "{function}() got multiple values for argument '{name}'"
                    )));
                }
                None if parameters.is_empty()
                    || parameters.iter().all(|each| each.starts_with('/')) =>
                {
                    return Err(Halt::type_error(format!(
                        "{function}() takes no keyword arguments"
                    )));
                }
                None => {
                    return Err(Halt::type_error(format!(
                        "'{name}' is an invalid keyword argument for {function}()"
                    )));
                }
            }
        }
        if let Some(at) = bound[..required]
            .iter()
            .position(|each| *each == Value::UNSET)
        {
            let given = positional.len();
            return Err(Halt::type_error(if most == 1 && required == 1 {
                format!("{function}() takes exactly one argument ({given} given)")
            } else if parameters[at].starts_with('/') {
                let s = if required == 1 { "" } else { "s" };
                let how = if required == most {
                    "expected"
                } else {
                    "expected at least"
                };
                format!("{function} {how} {required} argument{s}, got {given}")
            } else {
                let name = parameters[at].trim_start_matches('*');
                format!(
                    "{function}() missing required argument '{name}' (pos {})",
                    at + 1
                )
            }));
        }
        Ok(bound)
    }
}
