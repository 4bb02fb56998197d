//! The product of two matrices on a mesh of cells, each a coroutine that is resumed once in every beat.

use super::Values;
use crate::coroutine::{InnerProduct, Row};
use crate::process::{Endless, Frame, Party, Process};
use crate::sync::Stopped;
use crate::thread::{Actor, SharedQueue};
use crate::trace::{Class, Kind, Value};
use std::sync::Arc;

/// The most rows, and cells in a row.
const MOST: usize = 8;

type Matrix = Vec<Vec<i64>>;

/// All cells on one worker: each row is a coroutine that main resumes in every beat, and which resumes its cells.
pub(super) async fn one_worker(me: &Process, values: &Values) -> Result<(), Stopped> {
    let mesh = Mesh::new(values);
    mesh.read(|name, text| me.record(Kind::Read, me.declare(Class::Other, name), text));
    let mut rows = Vec::new();
    for number in 0..mesh.size {
        let cells = Cells::new(&mesh, number, |class, name| me.declare(class, name));
        rows.push(
            me.make(&cells.name(), |frame| row(frame, cells, mesh.size))
                .await?,
        );
    }

    let mut by_hand = values.choice("beats") == "hand";
    // What is on its way into each row; the last one leaves the mesh.
    let mut lines = [Line::default(); MOST + 1];
    let mut product = vec![Vec::new(); mesh.size];
    for beat in 0..mesh.beats() {
        if by_hand {
            by_hand = me.input().await?.is_some();
        }
        lines[0] = mesh.coming_down(beat);
        // From the last row up: what a row yields now, the one below it is to get in the next beat.
        for (number, row) in rows.iter_mut().enumerate().rev() {
            let line = lines[number];
            let yielded = row.send(me, Beat { beat, line }).await?;
            lines[number + 1] = yielded.line;
            product[number] = yielded.sums[..mesh.size].to_vec();
        }
        if !by_hand && mesh.seconds > 0.0 {
            me.sleep(mesh.seconds).await?;
        }
    }
    for row in rows {
        row.close(me).await?;
    }
    mesh.report(&product, |line| me.print(format_args!("{line}\n")));
    Ok(())
}

async fn row(me: Frame<'_, Beat, Yielded>, mut cells: Cells, size: usize) -> Endless {
    let mut yielded = Yielded::default();
    loop {
        let Beat { beat, mut line } = me.yields(yielded).await?;
        let note = |kind, object, value: Value<'_>| me.record(kind, 0, object, value, line!());
        let sums = cells.beat(beat, &mut line, note);
        yielded.line = line;
        yielded.sums[..size].copy_from_slice(&sums);
    }
}

/// A worker for each row. There is no common beat: a row begins its next one when the row above has sent it the values.
pub(super) fn a_worker_each(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let mesh = Arc::new(Mesh::new(values));
    mesh.read(|name, text| me.record(Kind::Read, me.declare(Class::Other, name), text));
    let mut above = None;
    let mut rows = Vec::new();
    for number in 0..mesh.size {
        let cells = Cells::new(&mesh, number, |class, name| me.declare(class, name));
        let below = (number + 1 < mesh.size).then(|| {
            let name = format!("row {} to row {}", number + 1, number + 2);
            // Room for two beats, so that the upper row can be ahead, but not far.
            Arc::new(SharedQueue::new(me, &name, 2))
        });
        let (from, to, mesh) = (above, below.clone(), Arc::clone(&mesh));
        above = below;
        let name = cells.name();
        rows.push(me.spawn(&name, move |me| {
            worker(me, &mesh, cells, from.as_deref(), to.as_deref())
        })?);
    }
    let mut product = Matrix::new();
    for row in rows {
        product.push(row.join(me)?);
    }
    mesh.report(&product, |line| me.print(format_args!("{line}\n")));
    Ok(())
}

/// One row; gives its sums.
fn worker(
    me: &Actor,
    mesh: &Mesh,
    mut cells: Cells,
    above: Option<&SharedQueue<Beat>>,
    below: Option<&SharedQueue<Beat>>,
) -> Result<Vec<i64>, Stopped> {
    let mut sums = Vec::new();
    for beat in 0..mesh.beats() {
        let mut line = match above {
            None => mesh.coming_down(beat),
            // Nothing can have come down yet.
            Some(_) if beat == 0 => Line::default(),
            // Nobody closes it: without an item the run was stopped. So it is with the put.
            Some(queue) => queue.get(me).map_err(|_| Stopped)?.line,
        };
        let note = |kind, object, value: Value<'_>| me.record(kind, object, value);
        sums = cells.beat(beat, &mut line, note);
        if mesh.seconds > 0.0 {
            me.sleep(mesh.seconds)?;
        }
        // What goes down in the last beat is needed by nobody.
        if let Some(queue) = below
            && beat + 1 < mesh.beats()
        {
            queue.put(me, Beat { beat, line }).map_err(|_| Stopped)?;
        }
    }
    Ok(sums)
}

/// What goes down from a row in a beat, from left to right.
type Line = [Option<i64>; MOST];

/// What a row is sent.
#[derive(Clone, Copy)]
struct Beat {
    beat: usize,
    line: Line,
}

/// What a row's coroutine yields.
#[derive(Clone, Copy, Default)]
struct Yielded {
    line: Line,
    sums: [i64; MOST],
}

/// The trace tells which beat it is; the values are told by the cells.
impl From<Beat> for Value<'_> {
    fn from(sent: Beat) -> Self {
        Self::Int(counted(sent.beat))
    }
}

impl From<Yielded> for Value<'_> {
    fn from(_: Yielded) -> Self {
        Self::None
    }
}

/// A number from 0 as people count.
fn counted(number: usize) -> i64 {
    number as i64 + 1
}

/// A row of the mesh, with the row of A that comes into it.
struct Cells {
    number: usize,
    row: Row<InnerProduct<i64>, i64>,
    a: Vec<i64>,
    counter: u32,
    sums: u32,
    /// By column.
    wires: Vec<Wires>,
}

/// What leads into a cell.
struct Wires {
    left: u32,
    above: u32,
}

impl Cells {
    fn new(mesh: &Mesh, number: usize, declare: impl Fn(Class, &str) -> u32) -> Self {
        let row = number + 1;
        let wires = (1..=mesh.size).map(|column| Wires {
            left: declare(Class::Other, &format!("left of c[{row}][{column}]")),
            above: declare(Class::Other, &format!("above c[{row}][{column}]")),
        });
        Self {
            number,
            row: Row::new(vec![InnerProduct::default(); mesh.size]),
            a: mesh.a[number].clone(),
            wires: wires.collect(),
            sums: declare(Class::Variable, &format!("c[{row}]")),
            counter: declare(Class::Variable, &format!("beat of row {row}")),
        }
    }

    fn name(&self) -> String {
        format!("row {}", self.number + 1)
    }

    /// Resumes each cell once, and gives their sums.
    fn beat(
        &mut self,
        beat: usize,
        line: &mut Line,
        note: impl Fn(Kind, u32, Value<'_>),
    ) -> Vec<i64> {
        note(Kind::Write, self.counter, counted(beat).into());
        let left = entering(&self.a, self.number, beat);
        let mut sums = Vec::with_capacity(self.wires.len());
        self.row.beat(left, line, |column, inputs, outputs| {
            if let (Some(left), Some(above)) = (inputs.left, inputs.above) {
                note(Kind::Read, self.wires[column].left, left.into());
                note(Kind::Read, self.wires[column].above, above.into());
            }
            sums.push(outputs.sum);
        });
        note(Kind::Write, self.sums, words(&sums).as_str().into());
        sums
    }
}

/// The value that comes into row or column `number` in this beat: each is one beat later than the one before it, so that what
/// belongs together meets.
fn entering(values: &[i64], number: usize, beat: usize) -> Option<i64> {
    values.get(beat.checked_sub(number)?).copied()
}

/// The two matrices, and how they come into the mesh.
struct Mesh {
    size: usize,
    a: Matrix,
    b: Matrix,
    /// How long a beat takes.
    seconds: f64,
}

impl Mesh {
    fn new(values: &Values) -> Self {
        let size = values.count("size") as usize;
        let mut digits = Digits(values.count("seed"));
        Self {
            size,
            a: matrix(values.choice("a"), size, &mut digits),
            b: matrix(values.choice("b"), size, &mut digits),
            seconds: values.number("delay"),
        }
    }

    /// The first product is made in beat 1, in the first corner. The last corner gets its first values 2 (n − 1) beats
    /// later, and works for n beats.
    fn beats(&self) -> usize {
        3 * self.size - 2
    }

    fn coming_down(&self, beat: usize) -> Line {
        let mut line = Line::default();
        for (column, value) in line[..self.size].iter_mut().enumerate() {
            let values: Vec<i64> = self.b.iter().map(|row| row[column]).collect();
            *value = entering(&values, column, beat);
        }
        line
    }

    /// Tells of both matrices.
    fn read(&self, note: impl Fn(&str, &str)) {
        for (name, matrix) in [("A", &self.a), ("B", &self.b)] {
            let rows: Vec<String> = matrix.iter().map(|row| words(row)).collect();
            note(name, &rows.join("; "));
        }
    }

    fn report(&self, product: &Matrix, print: impl Fn(&str)) {
        for row in product {
            print(&words(row));
        }
        print(&format!("{} beats", self.beats()));
        let same = *product == self.plain_product();
        print(&format!(
            "the same as the plain product: {}",
            if same { "yes" } else { "no" }
        ));
    }

    fn plain_product(&self) -> Matrix {
        let element = |row: &[i64], column: usize| -> i64 {
            row.iter().zip(&self.b).map(|(a, b)| a * b[column]).sum()
        };
        let row = |row: &Vec<i64>| (0..self.size).map(|column| element(row, column)).collect();
        self.a.iter().map(row).collect()
    }
}

fn words(row: &[i64]) -> String {
    let numbers: Vec<String> = row.iter().map(i64::to_string).collect();
    numbers.join(" ")
}

fn matrix(kind: &str, size: usize, digits: &mut Digits) -> Matrix {
    let mut element = |row, column| match kind {
        "identity" => i64::from(row == column),
        "ones" => 1,
        _ => digits.draw(),
    };
    (0..size)
        .map(|row| (0..size).map(|column| element(row, column)).collect())
        .collect()
}

/// Digits from a linear congruential generator, so that Python draws the same ones.
struct Digits(u64);

impl Digits {
    fn draw(&mut self) -> i64 {
        self.0 = (self.0 * 1_103_515_245 + 12_345) % (1 << 31);
        (self.0 >> 16) as i64 % 10
    }
}
