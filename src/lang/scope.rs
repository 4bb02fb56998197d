//! What each name refers to, in each block of a program.

use super::source::Span;
use std::collections::HashMap;

/// What kind of block has names of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The program.
    Module,
    /// `def` or `lambda`.
    Function,
    /// `class`.
    Class,
    /// A comprehension or a generator expression: a function, as in CPython 3.11.
    Comprehension,
}

/// Which block: its kind and the text of its node, which together are unique.
pub type BlockKey = (BlockKind, Span);

/// Where a name is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In slot so-and-so of the frame.
    Local(u32),
    /// In a cell of this block's own, so-and-so of `cells`, because a block inside uses it too.
    Cell(u32),
    /// In a cell of a block around, so-and-so of `free`.
    Free(u32),
    /// Among the globals.
    Global,
    /// Nowhere in the program; one of Python's own names.
    Builtin,
    /// Looked up by name: in the class's namespace, or the module's own.
    Name,
}

/// The names of one block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Parameters in the order of a call (positional, keyword-only, `*args`, `**kwargs`), then other locals by first use.
    pub locals: Vec<String>,
    /// Own variables that blocks inside use. A parameter is in `locals` as well.
    pub cells: Vec<String>,
    /// Variables of blocks around that this one uses, or hands on to blocks inside.
    pub free: Vec<String>,
    /// Where each name that occurs is kept.
    pub places: HashMap<String, Place>,
    /// Whether it contains `yield`.
    pub generator: bool,
}

/// The names of all blocks.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    pub(super) blocks: HashMap<BlockKey, Block>,
    /// Global variables in order of first use, without those that are only Python's own names.
    pub globals: Vec<String>,
}

impl Symbols {
    /// The names of a block of this program.
    ///
    /// # Panics
    /// If the block is not of the program that this was resolved for.
    pub fn block(&self, kind: BlockKind, span: impl Into<Span>) -> &Block {
        self.blocks
            .get(&(kind, span.into()))
            .expect("every block of the program was resolved")
    }

    /// All blocks, in the order of the text.
    pub fn in_order(&self) -> Vec<(BlockKey, &Block)> {
        let mut blocks: Vec<_> = self
            .blocks
            .iter()
            .map(|(key, block)| (*key, block))
            .collect();
        blocks.sort_by_key(|((_, span), _)| (span.start, std::cmp::Reverse(span.end)));
        blocks
    }
}
