//! Formatting and the methods of str, bytes and numbers as CPython 3.11 has them: pure functions on Rust's types, which know
//! nothing of the machine's values.
//!
//! A text is a `&str`, so there are no lone surrogates. Positions and lengths in it count code points.
//!
//! Differences from CPython: what would be longer than 16 MiB is a MemoryError; letters and their cases are those of the
//! Unicode that Rust has (CPython 3.11 has version 14), where vowel signs, too, are letters; `n` formats as without a locale.

mod bytes_methods;
mod case;
mod character;
mod codec;
mod float_text;
mod format_method;
mod format_spec;
mod int_text;
mod pad;
mod percent;
mod rounding;
mod search;
mod slice;
mod split;

pub use bytes_methods::{
    BytesCase, BytesTest, bytes_case, bytes_fromhex, bytes_hex, bytes_is, bytes_join, bytes_pad,
    bytes_zfill,
};
pub use case::{capitalize, casefold, lower, swapcase, title, upper};
pub use character::{StrTest, is_printable, is_whitespace, str_is};
pub use codec::{Codec, decode, encode};
pub use float_text::{float_hex, float_of_text};
pub use format_method::{Accessor, AutoNumber, Field, First, FormatPiece, parse_template};
pub use format_spec::{format_float, format_int, format_str};
pub use int_text::{decimal, int_from_bytes, int_of_text, int_to_bytes, int_to_radix};
pub use pad::{center, expandtabs, ljust, rjust, translate, zfill};
pub use percent::{
    Argument, Conversion, Extent, Flags, PercentPiece, mapping_required, not_all_converted,
    not_enough_arguments, parse_percent, render_conversion, star_wants_int,
};
pub use rounding::{
    as_integer_ratio, float_to_int, is_integer, round_float, round_int, round_to_int,
};
pub use search::{
    Affix, bytes_affix, bytes_count, bytes_find, bytes_replace, bytes_rfind, not_found, str_affix,
    str_count, str_find, str_replace, str_rfind,
};
pub use slice::{Indices, clamp_range, code_point, index_in, length, slice_indices, slice_str};
pub use split::{
    Ends, bytes_partition, bytes_split, bytes_splitlines, bytes_strip, str_join, str_partition,
    str_split, str_splitlines, str_strip,
};

use super::raised::{Raised, Raises};

/// How many bytes a text may have: more would only fill the memory.
const LONGEST: u64 = 1 << 24;

/// Whether a text of that many bytes may be made.
fn fits(bytes: u64) -> Result<(), Raised> {
    if bytes <= LONGEST {
        Ok(())
    } else {
        Err(Raised::new(Raises::MemoryError, ""))
    }
}

fn value_error(message: impl Into<String>) -> Raised {
    Raised::new(Raises::ValueError, message)
}

fn type_error(message: impl Into<String>) -> Raised {
    Raised::new(Raises::TypeError, message)
}

fn overflow(message: impl Into<String>) -> Raised {
    Raised::new(Raises::OverflowError, message)
}
