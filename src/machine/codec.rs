//! One description of each object for all that goes over its content: packing, unpacking, marking, renaming, copying.

use super::value::Value;

/// What visits the content of objects and actors in a fixed order. A reader fills what it visits, all others leave it or
/// rename the values.
pub trait Codec {
    /// A number.
    fn word(&mut self, word: &mut u64);

    /// A value.
    fn value(&mut self, value: &mut Value);

    /// How many items follow.
    fn length(&mut self, length: &mut usize) {
        let mut word = *length as u64;
        self.word(&mut word);
        *length = word as usize;
    }

    /// A small number.
    fn number(&mut self, number: &mut u32) {
        let mut word = u64::from(*number);
        self.word(&mut word);
        *number = word as u32;
    }

    /// A flag.
    fn flag(&mut self, flag: &mut bool) {
        let mut word = u64::from(*flag);
        self.word(&mut word);
        *flag = word != 0;
    }

    /// Values, and how many.
    fn values(&mut self, values: &mut Vec<Value>) {
        let mut length = values.len();
        self.length(&mut length);
        values.resize(length, Value::UNSET);
        for value in values {
            self.value(value);
        }
    }

    /// Bytes, and how many.
    fn bytes(&mut self, bytes: &mut Vec<u8>) {
        let mut length = bytes.len();
        self.length(&mut length);
        bytes.resize(length, 0);
        for chunk in bytes.chunks_mut(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mut word = u64::from_le_bytes(word);
            self.word(&mut word);
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    }

    /// Something, or nothing.
    fn option(&mut self, number: &mut Option<u64>) {
        let mut some = number.is_some();
        self.flag(&mut some);
        let mut word = number.unwrap_or(0);
        self.word(&mut word);
        *number = some.then_some(word);
    }
}
