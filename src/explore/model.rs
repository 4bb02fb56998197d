//! What the explorer asks of the thing that it explores. It knows neither a language nor a machine.

use serde::Serialize;

/// Something that takes steps, one actor at a time, and whose states are rows of numbers.
///
/// A number names an interned component, so equal rows are equal states and nothing else is. No row ends in [`u32::MAX`], which
/// the explorer keeps for itself. Actors are numbered from 0, at most 64 of them.
pub trait Model: Sync {
    /// The state before the first choice.
    fn initial(&mut self) -> Vec<u32>;

    /// How many operations ran before the first choice, by actor, in their order.
    fn prologue(&mut self) -> Vec<(u32, u32)>;

    /// Bit a is set where actor a can take a step.
    fn enabled(&self, state: &[u32]) -> u64;

    /// The actors that have started and not ended, blocked ones included.
    fn alive(&self, state: &[u32]) -> u64;

    /// The successor, written into `next` (which is empty), if it can be told without changing the model: the step was computed
    /// before for the same components. Several threads ask at once.
    fn recall(&self, state: &[u32], actor: u32, next: &mut Vec<u32>) -> Option<Transition>;

    /// Computes the successor and writes it into `next` (which is empty).
    ///
    /// # Errors
    /// Why there is none.
    fn step(
        &mut self,
        state: &[u32],
        actor: u32,
        next: &mut Vec<u32>,
    ) -> Result<Transition, Interruption>;

    /// What the actor's next step accesses, of what can be in a data race.
    fn pending(&self, state: &[u32], actor: u32) -> Option<Access>;

    /// The name of that variable for a person.
    fn variable_name(&self, state: &[u32], access: Access) -> String;

    /// What a state in which nobody is enabled amounts to. It is asked of states of an endless run, too: there the explorer puts
    /// [`OutcomeKind::Endless`] in place of the kind.
    fn outcome(&mut self, state: &[u32]) -> Outcome;

    /// Who waits for what, held by whom.
    fn waiting(&self, state: &[u32]) -> Vec<Waiting>;

    /// The name of an object that a [`Transition`] or a [`Waiting`] gives by number: the same number in all states.
    fn object_name(&self, object: u32) -> String;

    /// The text of a misuse that a [`Transition`] gives by number, as a sentence.
    fn misuse_text(&self, message: u32) -> String;

    /// How the actor's next step orders it and others: for vector clocks, asked along single schedules.
    fn synchronises(&mut self, state: &[u32], actor: u32) -> Vec<Synchronisation>;

    /// How many operations ran in that step, by actor, in their order: the actor's own, and others' that nobody can see. For
    /// schedules, asked along single ones.
    fn runs(&mut self, state: &[u32], actor: u32) -> Vec<(u32, u32)>;

    /// Where the actor's next operation is in the source.
    fn position(&self, state: &[u32], actor: u32) -> Option<Position>;

    /// The actor's name for a person.
    fn actor_name(&self, state: &[u32], actor: u32) -> String;

    /// What the actor's next step does, for a person: words to come after its name.
    fn step_name(&self, state: &[u32], actor: u32) -> String;

    /// The memory that components and remembered steps take, in bytes: it counts towards the budget.
    fn bytes(&self) -> u64;
}

/// What is to be remembered of a step: in most cases nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transition(pub(super) u32);

/// What happened in a step, where it is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Nothing.
    Plain,
    /// A notification that woke nobody: of this object.
    Unheard(u32),
    /// Something that must not be done, such as releasing a lock of somebody else: the number of its message.
    Misuse(u32),
}

impl Transition {
    /// A step without anything to remember.
    pub const PLAIN: Self = Self(0);
    /// How many objects and messages can be told apart.
    pub const NUMBERS: u32 = 1 << 24;
    pub(super) const ENDLESS: Self = Self(3);

    /// A notification of this object, with nobody there to hear it.
    ///
    /// # Panics
    /// If the number is not below [`NUMBERS`](Self::NUMBERS).
    pub fn unheard(object: u32) -> Self {
        Self::numbered(1, object)
    }

    /// A misuse, with the number of its message.
    ///
    /// # Panics
    /// If the number is not below [`NUMBERS`](Self::NUMBERS).
    pub fn misuse(message: u32) -> Self {
        Self::numbered(2, message)
    }

    fn numbered(kind: u32, number: u32) -> Self {
        assert!(
            number < Self::NUMBERS,
            "numbers of objects and messages have 24 bits"
        );
        Self(kind | number << 2)
    }

    /// What is remembered.
    pub fn event(self) -> Event {
        match self.0 & 3 {
            1 => Event::Unheard(self.0 >> 2),
            2 => Event::Misuse(self.0 >> 2),
            _ => Event::Plain,
        }
    }
}

/// Why a step has no successor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// The model has found that more must be visible than it thought: begin again.
    Restart,
    /// The step has no end: operations for ever that nobody can see.
    Endless,
    /// The model cannot go on.
    Error(String),
}

/// One access to a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Access {
    /// Which variable of this state.
    pub variable: u64,
    /// Whether it is written.
    pub write: bool,
    /// Whether the access is meant to be concurrent. Two such accesses are no data race.
    pub atomic: bool,
}

/// A place in the source, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// How a run came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// All actors ended.
    Finished,
    /// Some wait, and nobody can wake them.
    Deadlock,
    /// An exception that nobody caught.
    Exception,
    /// It came to none.
    Endless,
}

/// What is observed at the end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Outcome {
    /// How it ended.
    pub kind: OutcomeKind,
    /// The observed variables and what they hold, as text.
    pub values: Vec<(String, String)>,
    /// What was written, where that is observed.
    pub output: Option<String>,
}

/// What an actor waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WaitKind {
    /// A lock, until it is free.
    Lock,
    /// A notification.
    Notification,
    /// An item in a queue, or room.
    Queue,
    /// Another actor's end.
    Join,
    /// Bytes, room or a connection of a socket.
    Socket,
    /// Anything else.
    Other,
}

/// An actor that waits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Waiting {
    /// Who.
    pub actor: u32,
    /// For what: see [`Model::object_name`].
    pub object: u32,
    /// In which way.
    pub kind: WaitKind,
    /// The actors that could end the wait by letting go: a lock's holders, the actor that is joined.
    pub holders: Vec<u32>,
}

/// How a step orders what comes before it and what comes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synchronisation {
    /// After all earlier releases of this object: a lock taken, an item got, a notification heard.
    Acquire(u64),
    /// Before all later acquires of this object: a lock released, an item put, a notification.
    Release(u64),
    /// Before everything that this actor does.
    Start(u32),
    /// After everything that this actor did.
    Join(u32),
}
