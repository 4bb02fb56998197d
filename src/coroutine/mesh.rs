//! Cells that multiply and add, and rows of them: the parts of a systolic mesh that multiplies matrices.
//!
//! The cell is the inner product step processor of H. T. Kung and C. E. Leiserson, "Systolic Arrays (for VLSI)" (1978). Their
//! array for the product of two matrices is hexagonal: sums move through it as the factors do, and a cell works in every
//! third beat. This is the square mesh that was made of it later: a sum stays in its cell, so n × n cells are enough for
//! n × n matrices, and each of them works in n beats without a pause.

use super::Coroutine;
use core::ops::{AddAssign, Mul};

/// What a cell is sent in a beat. `None` where nothing comes: the values of the mesh have not reached it yet, or have passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inputs<T> {
    /// From the cell to its left.
    pub left: Option<T>,
    /// From the cell above.
    pub above: Option<T>,
}

/// What a cell yields in a beat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outputs<T> {
    /// To the cell to its right, which gets it in the next beat.
    pub right: Option<T>,
    /// To the cell below, which gets it in the next beat.
    pub below: Option<T>,
    /// What it has summed up so far.
    pub sum: T,
}

/// A cell: adds the product of what comes from the left and from above to its sum, and lets both pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InnerProduct<T> {
    sum: T,
}

impl<T: Copy + Mul<Output = T> + AddAssign> Coroutine<Inputs<T>> for InnerProduct<T> {
    type Out = Outputs<T>;

    fn send(&mut self, Inputs { left, above }: Inputs<T>) -> Outputs<T> {
        if let (Some(left), Some(above)) = (left, above) {
            self.sum += left * above;
        }
        Outputs {
            right: left,
            below: above,
            sum: self.sum,
        }
    }
}

/// A row of cells, and the wires between them: what one yields to the right in a beat, the next is sent in the beat after.
#[derive(Clone, Debug)]
pub struct Row<C, T> {
    cells: Vec<C>,
    /// What each cell yielded to the right in the last beat.
    wires: Vec<Option<T>>,
}

impl<C, T> Row<C, T>
where
    C: Coroutine<Inputs<T>, Out = Outputs<T>>,
    T: Copy,
{
    /// A row of these cells, from left to right, with nothing on the wires.
    pub fn new(cells: Vec<C>) -> Self {
        let wires = cells.iter().map(|_| None).collect();
        Self { cells, wires }
    }

    /// Resumes each cell once. `left` comes into the first cell, and `line` from above, one value for each cell; after the
    /// beat `line` is what goes down, which the row below is to get in the next beat. `seen` is told of each cell.
    ///
    /// # Panics
    /// If `line` is shorter than the row.
    pub fn beat(
        &mut self,
        left: Option<T>,
        line: &mut [Option<T>],
        mut seen: impl FnMut(usize, Inputs<T>, Outputs<T>),
    ) {
        let mut coming = left;
        for (column, (cell, wire)) in self.cells.iter_mut().zip(&mut self.wires).enumerate() {
            let inputs = Inputs {
                left: coming,
                above: line[column],
            };
            let outputs = cell.send(inputs);
            coming = core::mem::replace(wire, outputs.right);
            line[column] = outputs.below;
            seen(column, inputs, outputs);
        }
    }
}
