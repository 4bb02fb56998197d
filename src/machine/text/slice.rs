//! Indices and slices, of texts and of everything else that has a length.

use super::value_error;
use crate::machine::Raised;

/// The indices that a slice selects, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    /// The first; also where nothing is selected, since an assignment to a slice inserts there.
    pub start: i64,
    /// What is added from one to the next.
    pub step: i64,
    /// How many there are.
    pub count: usize,
}

impl Iterator for Indices {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.count = self.count.checked_sub(1)?;
        let index = self.start as usize;
        self.start = self.start.saturating_add(self.step);
        Some(index)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.count, Some(self.count))
    }
}

impl ExactSizeIterator for Indices {}

/// What `[start:stop:step]` selects of `length` items, as `PySlice_AdjustIndices` of CPython's `sliceobject.c`. An int beyond
/// 64 bits is to be cut to the nearest that has them.
///
/// # Errors
/// ValueError if the step is zero.
pub fn slice_indices(
    length: usize,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<Indices, Raised> {
    // The negation of the least step has to be possible.
    let step = step.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return Err(value_error("slice step cannot be zero"));
    }
    let length = length as i64;
    let (least, greatest) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let adjust = |bound: i64| {
        let bound = if bound < 0 {
            bound.saturating_add(length)
        } else {
            bound
        };
        bound.clamp(least, greatest)
    };
    let (first, last) = if step < 0 {
        (greatest, least)
    } else {
        (least, greatest)
    };
    let start = start.map_or(first, adjust);
    let stop = stop.map_or(last, adjust);
    let count = if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Ok(Indices {
        start,
        step,
        count: count as usize,
    })
}

/// The place of item `index` among `length`; a negative one counts from the end. None if there is no such item.
pub fn index_in(length: usize, index: i64) -> Option<usize> {
    let length = length as i64;
    let index = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    (0..length).contains(&index).then_some(index as usize)
}

/// How many code points a text has.
pub fn length(text: &str) -> usize {
    // ASCII is known faster than it is counted.
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// The code point at an index that may be negative; None if it is out of range.
pub fn code_point(text: &str, index: i64) -> Option<char> {
    if text.is_ascii() {
        return index_in(text.len(), index).map(|index| text.as_bytes()[index].into());
    }
    match usize::try_from(index) {
        Ok(index) => text.chars().nth(index),
        Err(_) => text.chars().rev().nth(usize::try_from(-(index + 1)).ok()?),
    }
}

/// `text[start:stop:step]`.
///
/// # Errors
/// ValueError if the step is zero.
pub fn slice_str(
    text: &str,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
) -> Result<String, Raised> {
    let indices = slice_indices(length(text), start, stop, step)?;
    if indices.count == 0 {
        return Ok(String::new());
    }
    if indices.step == 1 {
        let start = indices.start as usize;
        let range = byte_offset(text, start)..byte_offset(text, start + indices.count);
        return Ok(text[range].to_owned());
    }
    if text.is_ascii() {
        return Ok(indices
            .map(|index| char::from(text.as_bytes()[index]))
            .collect());
    }
    let letters: Vec<char> = text.chars().collect();
    Ok(indices.map(|index| letters[index]).collect())
}

/// Where the code point of that index begins; the end for all beyond the last.
pub(super) fn byte_offset(text: &str, index: usize) -> usize {
    if text.is_ascii() {
        return index.min(text.len());
    }
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(offset, _)| offset)
}

/// The optional `start` and `end` of methods such as `find`, as indices; None if the start is beyond the end, where not even an
/// empty text is found.
pub fn clamp_range(length: usize, start: Option<i64>, end: Option<i64>) -> Option<(usize, usize)> {
    let length = length as i64;
    let from_end = |bound: i64| {
        if bound < 0 {
            bound.saturating_add(length).max(0)
        } else {
            bound
        }
    };
    let start = start.map_or(0, from_end);
    let end = end.map_or(length, |end| from_end(end).min(length));
    (start <= end).then_some((start as usize, end as usize))
}
