//! Programs on sets. A key is the number of a value in a list of all that were met.

use super::{Any, list};
use interleave::machine::Raised;
use interleave::machine::sets::{OrderedTable, hash_float, hash_int, hash_tuple};
use num_bigint::BigInt;
use num_traits::FromPrimitive;

type Table = OrderedTable<usize>;

#[derive(Default)]
struct Keys(Vec<Any>);

impl Keys {
    fn key(&mut self, value: &Any) -> (usize, i64) {
        let hash = match value {
            Any::Float(bits) => hash_float(f64::from_bits(*bits)),
            Any::List(items) => {
                let items: Vec<i64> = items.iter().map(|item| hash_int(&item.int())).collect();
                hash_tuple(&items)
            }
            _ => hash_int(&value.int()),
        };
        self.0.push(value.clone());
        (self.0.len() - 1, hash)
    }

    fn are_equal(&self, a: usize, b: usize) -> bool {
        number(&self.0[a]) == number(&self.0[b])
    }

    fn show(&self, table: &Table) -> Any {
        list(table.iter().map(|(key, _)| self.0[key].clone()))
    }
}

/// A float that is an int, as an int.
fn number(value: &Any) -> Any {
    match value {
        Any::Float(bits) => match f64::from_bits(*bits) {
            float if float.fract() == 0.0 => {
                BigInt::from_f64(float).map_or(value.clone(), Any::Int)
            }
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

pub fn sets(name: &str, arguments: &[Any]) -> Result<Any, Raised> {
    if name == "great_set" {
        let mut table = OrderedTable::default();
        for number in 0..arguments[0].i64() {
            let key = number * 7919 % 1_000_003;
            table.add(key, key, |found| found == key);
        }
        let sum: BigInt = table
            .iter()
            .zip(0_i64..)
            .map(|((key, _), place)| BigInt::from(key) * place)
            .sum();
        return Ok(list([sum % (1_u64 << 61)]));
    }
    let mut keys = Keys::default();
    let mut tables = [Table::default(), Table::default(), Table::default()];
    let mut orders = Vec::new();
    for step in arguments[0].list() {
        let step = step.list();
        let at = |place: usize| step[place].i64() as usize;
        let a = at(1);
        match step[0].str() {
            "add" => {
                let (key, hash) = keys.key(&step[2]);
                tables[a].add(key, hash, |found| keys.are_equal(found, key));
            }
            "discard" => {
                let (key, hash) = keys.key(&step[2]);
                tables[a].discard(hash, |found| keys.are_equal(found, key));
            }
            "pop" => {
                let popped = tables[a].pop();
                orders.push(list([popped.map_or(Any::None, |key| keys.0[key].clone())]));
            }
            "clear" => tables[a].clear(),
            "copy" => tables[a] = tables[at(2)].copied(),
            "range" => {
                tables[a] = Table::default();
                for int in (step[2].i64()..step[3].i64()).step_by(at(4)) {
                    let (key, hash) = keys.key(&int.into());
                    tables[a].add(key, hash, |found| keys.are_equal(found, key));
                }
            }
            operation => {
                let are_equal = |a, b| keys.are_equal(a, b);
                let other = tables[at(2)].clone();
                let same = a == at(2);
                match operation {
                    "update" if same => {}
                    "update" => tables[a].merge(&other, are_equal),
                    "difference_update" | "symmetric_difference_update" if same => {
                        tables[a].clear()
                    }
                    "difference_update" => tables[a].subtract(&other, are_equal),
                    "symmetric_difference_update" => tables[a].toggle(&other, are_equal),
                    "union" => {
                        let mut union = other.copied();
                        if at(2) != at(3) {
                            union.merge(&tables[at(3)], are_equal);
                        }
                        tables[a] = union;
                    }
                    "intersection" if at(2) == at(3) => tables[a] = other.copied(),
                    "intersection" => tables[a] = other.intersection(&tables[at(3)], are_equal),
                    "difference" => tables[a] = other.difference(&tables[at(3)], are_equal),
                    "symmetric_difference" => {
                        tables[a] = other.symmetric_difference(&tables[at(3)], are_equal)
                    }
                    _ => panic!("{operation}"),
                }
            }
        }
        orders.push(keys.show(&tables[a]));
        let (slots, finger) = tables[a].parts();
        let again = Table::from_parts(slots.to_owned(), finger);
        assert_eq!(
            again.as_ref(),
            Some(&tables[a]),
            "the parts are all that it is"
        );
    }
    Ok(list(orders))
}
