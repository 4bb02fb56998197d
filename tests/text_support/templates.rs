//! Templates are evaluated here as the machine does it.

use super::Any;
use interleave::machine::text::{
    Accessor, Argument, Extent, Field, First, FormatPiece, PercentPiece, decimal, format_float,
    format_int, format_str, mapping_required, not_all_converted, not_enough_arguments,
    parse_percent, parse_template, render_conversion, star_wants_int,
};
use interleave::machine::{Raised, float_repr};

pub fn format_spec(name: &str, arguments: &[Any]) -> Result<Any, Raised> {
    let spec = arguments[1].str();
    Ok(match name {
        // The text of a bool without a spec is the caller's.
        "format_int" if arguments[0] == Any::Bool(true) && spec.is_empty() => "True".into(),
        "format_int" => {
            let name = if matches!(arguments[0], Any::Bool(_)) {
                "bool"
            } else {
                "int"
            };
            format_int(&arguments[0].int(), spec, name)?.into()
        }
        "format_float" => format_float(arguments[0].float(), spec)?.into(),
        "format_str" => format_str(arguments[0].str(), spec)?.into(),
        _ => panic!("{name}"),
    })
}

pub fn percent(_: &str, arguments: &[Any]) -> Result<Any, Raised> {
    let mut given = arguments[1].list().iter();
    let mut text = String::new();
    for piece in parse_percent(arguments[0].str()) {
        let mut conversion = match piece {
            PercentPiece::Literal(literal) => {
                text.push_str(&literal);
                continue;
            }
            PercentPiece::KeyFault(_) => return Err(mapping_required()),
            PercentPiece::Fault(raised) => return Err(raised),
            PercentPiece::Conversion(conversion) => conversion,
        };
        if conversion.key.is_some() {
            return Err(mapping_required());
        }
        for extent in [&mut conversion.width, &mut conversion.precision] {
            if *extent == Extent::Star {
                *extent = match given.next().ok_or_else(not_enough_arguments)? {
                    star @ Any::Int(_) => Extent::Fixed(star.i64()),
                    _ => return Err(star_wants_int()),
                };
            }
        }
        let argument = given.next().ok_or_else(not_enough_arguments)?;
        let shown;
        let argument = match argument {
            // These make texts of what they are given.
            Any::Bool(true) if matches!(conversion.letter, 's' | 'r' | 'a') => {
                Argument::Text("True")
            }
            Any::None if matches!(conversion.letter, 's' | 'r' | 'a') => Argument::Text("None"),
            Any::Int(int) if matches!(conversion.letter, 's' | 'r' | 'a') => {
                shown = decimal(int)?;
                Argument::Text(&shown)
            }
            Any::Float(bits) if matches!(conversion.letter, 's' | 'r' | 'a') => {
                shown = float_repr(f64::from_bits(*bits));
                Argument::Text(&shown)
            }
            Any::Int(_) | Any::Bool(_) => Argument::Int(argument.int()),
            Any::Float(bits) => Argument::Float(f64::from_bits(*bits)),
            Any::Str(text) => Argument::Text(text),
            _ => Argument::Other("NoneType"),
        };
        text.push_str(&render_conversion(&conversion, &argument)?);
    }
    if given.next().is_some() {
        return Err(not_all_converted());
    }
    Ok(text.into())
}

pub fn template(_: &str, arguments: &[Any]) -> Result<Any, Raised> {
    expand(&parse_template(arguments[0].str()))
        .map(Any::from)
        .map_err(|mut raised| {
            // Python shows the repr of a key.
            if format!("{:?}", raised.class) == "KeyError" {
                raised.message = format!("'{}'", raised.message);
            }
            raised
        })
}

fn expand(pieces: &[FormatPiece]) -> Result<String, Raised> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            FormatPiece::Literal(literal) => text.push_str(literal),
            FormatPiece::Fault(raised) => return Err(raised.clone()),
            FormatPiece::Field(field) => text.push_str(&show(field)?),
        }
    }
    Ok(text)
}

fn show(field: &Field) -> Result<String, Raised> {
    let mut shown = match &field.first {
        First::Index(index) if *index < 3 => index.to_string(),
        First::Key(key) if key == "a" || key == "key" => key.clone(),
        first => return Err(first.missing()),
    };
    for accessor in &field.path {
        shown.push_str(&match accessor {
            Accessor::Attribute(name) => format!(".{name}"),
            Accessor::Index(index) => format!("[{index}]"),
            Accessor::Key(key) => format!("['{key}']"),
        });
    }
    if let Some(fault) = &field.fault {
        return Err(fault.clone());
    }
    let converted = match field.conversion {
        Some('s') => Some(format!("s({shown})")),
        Some(_) => Some(format!("r({shown})")),
        None => None,
    };
    let spec = expand(&field.spec)?;
    match converted {
        Some(text) => format_str(&text, &spec),
        None => Ok(format!("<{shown}:{spec}>")),
    }
}
