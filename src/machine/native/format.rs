//! `%` and `str.format`: the templates are taken apart here. Where the program must be asked for an attribute or a text, the
//! library goes through the pieces.

use super::string::text_of;
use crate::bytecode::Conversion as Shown;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::text::{
    self, Accessor, Argument, Conversion, Extent, Field, First, FormatPiece, PercentPiece,
};
use crate::machine::value::{Kind, Value};

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("str.format", format_method),
    ("str.format_map", format_map),
    ("_template", template),
    ("_percent_parts", percent_parts),
    ("_percent_fill", percent_fill),
];

fn format_method(machine: &mut Machine, args: &Args) -> Outcome {
    let Some(this) = args.values.first().copied() else {
        return Err(Halt::type_error(
            "unbound method str.format() needs an argument",
        ));
    };
    let template = text_of(machine, this, "str.format")?;
    let positional = args.positional(&machine.pool)[1..].to_vec();
    let names = args.names(&machine.pool).to_vec();
    let named: Vec<(Value, Value)> = names
        .into_iter()
        .zip(args.values[1 + positional.len()..].iter().copied())
        .collect();
    let pieces = text::parse_template(&template);
    let first = |machine: &mut Machine, first: &First| -> Outcome {
        let found = match first {
            First::Index(index) => positional.get(*index).copied(),
            First::Key(key) => named
                .iter()
                .find(|(name, _)| machine.pool.as_str(*name) == Some(key))
                .map(|(_, value)| *value),
        };
        found.ok_or_else(|| first.missing().into())
    };
    match fill(machine, &pieces, &first) {
        Ok(text) => Ok(machine.str(&text)),
        Err(Halt::Call(_)) => {
            let pieces = pieces_value(machine, &pieces);
            let flat: Vec<Value> = named
                .iter()
                .flat_map(|(name, value)| [*name, *value])
                .collect();
            let (positional, named) = (machine.tuple(&positional), machine.dict_of(&flat)?);
            Err(Halt::call(
                machine.helper("_format_pieces"),
                [pieces, positional, named],
            ))
        }
        Err(halt) => Err(halt),
    }
}

fn format_map(machine: &mut Machine, args: &Args) -> Outcome {
    let (this, [mapping]) =
        super::given::method(&machine.pool, args, "str.format_map", 1, ["/mapping"])?;
    let template = text_of(machine, this, "str.format_map")?;
    let pieces = text::parse_template(&template);
    let pieces = pieces_value(machine, &pieces);
    let none = machine.tuple(&[]);
    Err(Halt::call(
        machine.helper("_format_pieces"),
        [pieces, none, mapping],
    ))
}

fn template(machine: &mut Machine, args: &Args) -> Outcome {
    let template = text_of(machine, args.values[0], "str.format")?;
    let pieces = text::parse_template(&template);
    Ok(pieces_value(machine, &pieces))
}

fn fill(
    machine: &mut Machine,
    pieces: &[FormatPiece],
    first: &impl Fn(&mut Machine, &First) -> Outcome,
) -> Outcome<String> {
    let mut filled = String::new();
    for piece in pieces {
        match piece {
            FormatPiece::Literal(text) => filled.push_str(text),
            FormatPiece::Fault(raised) => return Err(raised.clone().into()),
            FormatPiece::Field(field) => {
                let value = value_of(machine, field, first)?;
                let spec = fill(machine, &field.spec, first)?;
                let spec = machine.str(&spec);
                let shown = match field.conversion {
                    None => Shown::None,
                    Some('s') => Shown::Str,
                    Some('r') => Shown::Repr,
                    _ => Shown::Ascii,
                };
                let text = machine.format_value(value, shown, Some(spec))?;
                filled.push_str(machine.pool.as_str(text).unwrap_or_default());
            }
        }
    }
    Ok(filled)
}

fn value_of(
    machine: &mut Machine,
    field: &Field,
    first: &impl Fn(&mut Machine, &First) -> Outcome,
) -> Outcome {
    let mut value = first(machine, &field.first)?;
    for accessor in &field.path {
        value = match accessor {
            Accessor::Attribute(name) => {
                let name = machine.str(name);
                machine.get_attribute(value, name)?
            }
            Accessor::Index(index) => machine.get_item(value, Value::int(*index as i64))?,
            Accessor::Key(key) => {
                let key = machine.str(key);
                machine.get_item(value, key)?
            }
        };
    }
    match &field.fault {
        Some(raised) => Err(raised.clone().into()),
        None => Ok(value),
    }
}

/// Pieces as tuples, for the library: a text; `(first, path, conversion, spec)`; `(message,)` of a ValueError.
fn pieces_value(machine: &mut Machine, pieces: &[FormatPiece]) -> Value {
    let mut values = Vec::new();
    for piece in pieces {
        values.push(match piece {
            FormatPiece::Literal(text) => machine.str(text),
            FormatPiece::Fault(raised) => {
                let message = machine.str(&raised.message);
                machine.tuple(&[message])
            }
            FormatPiece::Field(field) => {
                let first = match &field.first {
                    First::Index(index) => Value::int(*index as i64),
                    First::Key(key) => machine.str(key),
                };
                let mut path = Vec::new();
                for accessor in &field.path {
                    let (is_item, name) = match accessor {
                        Accessor::Attribute(name) => (Value::FALSE, machine.str(name)),
                        Accessor::Index(index) => (Value::TRUE, Value::int(*index as i64)),
                        Accessor::Key(key) => (Value::TRUE, machine.str(key)),
                    };
                    path.push(machine.tuple(&[is_item, name]));
                }
                let path = machine.tuple(&path);
                let conversion = field.conversion.map(String::from).unwrap_or_default();
                let conversion = machine.str(&conversion);
                let spec = pieces_value(machine, &field.spec);
                machine.tuple(&[first, path, conversion, spec])
            }
        });
    }
    machine.tuple(&values)
}

impl Machine {
    /// `template % arguments`
    pub(in crate::machine) fn percent(&mut self, template: &str, arguments: Value) -> Outcome {
        match self.percent_with(template, arguments, false) {
            Err(Halt::Call(_)) => {
                let template = self.str(template);
                Err(Halt::call(self.helper("_percent"), [template, arguments]))
            }
            other => other,
        }
    }

    /// The same; where the library has made the texts for `s`, `r` and `a`, all of these take them as they are.
    fn percent_with(&mut self, template: &str, arguments: Value, ready: bool) -> Outcome {
        let inner = self.inner(arguments);
        let is_tuple = self.as_tuple(inner).is_some();
        let given = self
            .as_tuple(inner)
            .map_or_else(|| vec![arguments], <[Value]>::to_vec);
        let is_mapping = !is_tuple
            && !ready
            && self.pool.as_str(inner).is_none()
            && matches!(
                self.heap.get(arguments),
                Some(Object::Dict(_) | Object::List(_) | Object::Instance(_))
            );
        let mut filled = String::new();
        let mut at = 0;
        let mut keyed = false;
        for piece in text::parse_percent(template) {
            let conversion = match piece {
                PercentPiece::Literal(text) => {
                    filled.push_str(&text);
                    continue;
                }
                PercentPiece::Fault(raised) => return Err(raised.into()),
                PercentPiece::KeyFault(_) if !is_mapping => {
                    return Err(text::mapping_required().into());
                }
                PercentPiece::KeyFault(raised) => return Err(raised.into()),
                PercentPiece::Conversion(conversion) => conversion,
            };
            let mut next = |machine: &mut Self| -> Outcome {
                let _ = machine;
                at += 1;
                given
                    .get(at - 1)
                    .copied()
                    .ok_or_else(|| text::not_enough_arguments().into())
            };
            let mut conversion: Conversion = conversion;
            let from_mapping = match conversion.key.clone() {
                Some(_) if !is_mapping && !ready => return Err(text::mapping_required().into()),
                Some(key) if !ready => {
                    let key = self.str(&key);
                    keyed = true;
                    Some(self.get_item(arguments, key)?)
                }
                _ => None,
            };
            for extent in [&mut conversion.width, &mut conversion.precision] {
                if *extent == Extent::Star {
                    let star = next(self)?;
                    match self.as_index(star) {
                        Some(star) => *extent = Extent::Fixed(star),
                        None => return Err(text::star_wants_int().into()),
                    }
                }
            }
            let value = match from_mapping {
                Some(value) => value,
                None => next(self)?,
            };
            filled.push_str(&self.rendered(&conversion, value, ready)?);
        }
        if !is_mapping && !keyed && at < given.len() {
            return Err(text::not_all_converted().into());
        }
        Ok(self.str(&filled))
    }

    /// `bytes % arguments`: each byte is a letter meanwhile, and bytes among the arguments are texts of such.
    pub(in crate::machine) fn percent_bytes(
        &mut self,
        like: Value,
        template: &[u8],
        arguments: Value,
    ) -> Outcome {
        let letters = |bytes: &[u8]| {
            bytes
                .iter()
                .map(|byte| char::from(*byte))
                .collect::<String>()
        };
        let inner = self.inner(arguments);
        let given = self
            .as_tuple(inner)
            .map_or_else(|| vec![arguments], <[Value]>::to_vec);
        let mut texts = Vec::new();
        for value in given {
            texts.push(match self.as_bytes(self.inner(value)) {
                Some(bytes) => {
                    let text = letters(bytes);
                    self.str(&text)
                }
                None if self.pool.as_str(value).is_some() => {
                    return Err(Halt::type_error(
                        "%b requires a bytes-like object, or an object that implements __bytes__, not 'str'",
                    ));
                }
                None => value,
            });
        }
        let texts = self.tuple(&texts);
        let filled = self.percent_with(&letters(template), texts, false)?;
        let filled = self.pool.as_str(filled).unwrap_or_default().to_owned();
        let bytes = text::encode(&filled, text::Codec::Latin1, "replace")?;
        Ok(match self.heap.get(like) {
            Some(Object::ByteArray(_)) => self.heap.add(Object::ByteArray(bytes)),
            _ => self.bytes_value(&bytes),
        })
    }

    fn rendered(&mut self, conversion: &Conversion, value: Value, ready: bool) -> Outcome<String> {
        let shown = match conversion.letter {
            's' => Some(self.text(value)?),
            'r' | 'a' if ready => Some(self.text(value)?),
            'r' => Some(self.repr(value)?),
            'a' => Some(super::text::ascii(&self.repr(value)?)),
            _ => None,
        };
        if let Some(shown) = shown {
            return Ok(text::render_conversion(
                conversion,
                &Argument::Text(&shown),
            )?);
        }
        for name in ["__float__", "__int__", "__index__"] {
            if let Some(halt) = self.own_method(value, name, &[]) {
                return Err(halt);
            }
        }
        let inner = self.inner(value);
        let argument = match inner.kind() {
            Kind::Float(float) => Argument::Float(float),
            _ => match (self.pool.as_int(inner), self.pool.as_str(inner)) {
                (Some(int), _) => Argument::Int(int),
                (_, Some(text)) => Argument::Text(text),
                _ => Argument::Other(self.type_name(value)),
            },
        };
        Ok(text::render_conversion(conversion, &argument)?)
    }
}

/// `_percent_parts(template)`: for each argument that a template takes its key or None, and the letter, or `*`.
fn percent_parts(machine: &mut Machine, args: &Args) -> Outcome {
    let template = text_of(machine, args.values[0], "str.format")?;
    let mut parts = Vec::new();
    for piece in text::parse_percent(&template) {
        let PercentPiece::Conversion(conversion) = piece else {
            continue;
        };
        for extent in [conversion.width, conversion.precision] {
            if extent == Extent::Star {
                let star = machine.str("*");
                parts.push(machine.tuple(&[Value::NONE, star]));
            }
        }
        let key = match &conversion.key {
            Some(key) => machine.str(key),
            None => Value::NONE,
        };
        let letter = machine.str(&conversion.letter.to_string());
        parts.push(machine.tuple(&[key, letter]));
    }
    Ok(machine.tuple(&parts))
}

/// `_percent_fill(template, values)`: the template with what the library has made of its arguments.
fn percent_fill(machine: &mut Machine, args: &Args) -> Outcome {
    let template = text_of(machine, args.values[0], "str.format")?;
    machine.percent_with(&template, args.values[1], true)
}
