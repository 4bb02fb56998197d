//! Schedules as short strings.
//!
//! `1.k3f9z0q8m2c4x.0x153-1-2x12`: the version, the program's hash in base 36, and the runs: actor 0 executes 153 operations, actor
//! 1 one, actor 2 twelve. All characters can stand in an address as they are. In the history of a program that is stepped by hand `_`
//! stands in place of `-` where one step ends and the next begins, with an `s` for a step to the next statement and an `o` for one of
//! so many operations: `0x153_1_s1x4-2_o1`. There `x0` is of somebody who had to wait at once.

use std::fmt;

/// The version that is written, and the only one that is read.
const VERSION: &str = "1";

/// How many runs are read at the most, so that a link cannot take all memory.
const RUNS: usize = 1 << 20;

/// Who executes how many operations, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// The hash of the program that it is for.
    pub program: u64,
    /// An actor, and how many operations it executes before the next one does: at least one.
    pub runs: Vec<(u32, u32)>,
    /// How many runs there are before each step but the first, if it tells of steps, and what the step is.
    pub steps: Vec<(usize, Grain)>,
}

/// What a step of a program that is stepped by hand goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Grain {
    /// The next operation that others can notice.
    #[default]
    Access,
    /// The next statement.
    Statement,
    /// So many operations.
    Operations,
}

impl Grain {
    /// As it stands in a schedule.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Access => "",
            Self::Statement => "s",
            Self::Operations => "o",
        }
    }
}

/// Why a text is no schedule, or not one for this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleError {
    /// It was written by another version of this program.
    Version,
    /// It breaks off, or has something else than a schedule has, at this byte from 0.
    Malformed(usize),
    /// It has more runs than are read.
    TooLong,
    /// It is for another program.
    Program {
        /// The hash of the program that it is for.
        schedule: u64,
        /// The hash of the program that there is.
        program: u64,
    },
    /// It names an actor that there is not.
    Actor {
        /// The index of the run.
        run: usize,
        /// The actor that it names.
        actor: u32,
        /// How many there are.
        actors: u32,
    },
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version => write!(f, "the schedule is of another version than {VERSION}"),
            Self::Malformed(position) => {
                write!(f, "not a schedule: character {} is wrong", position + 1)
            }
            Self::TooLong => write!(f, "the schedule has more than {RUNS} runs"),
            Self::Program { .. } => {
                write!(
                    f,
                    "the schedule is for another program, or another version of it"
                )
            }
            Self::Actor { run, actor, actors } => write!(
                f,
                "run {} of the schedule is of actor {actor}, but there are {actors}",
                run + 1
            ),
        }
    }
}

impl std::error::Error for ScheduleError {}

impl Schedule {
    /// Appends operations of an actor.
    pub fn push(&mut self, actor: u32, mut operations: u32) {
        if let Some((last, count)) = self.runs.last_mut()
            && *last == actor
        {
            let sum = count.saturating_add(operations);
            operations -= sum - *count;
            *count = sum;
        }
        if operations > 0 {
            self.runs.push((actor, operations));
        }
    }

    /// How many operations it has.
    pub fn operations(&self) -> u64 {
        self.runs.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// Whether it is for this program, and names only these actors.
    ///
    /// # Errors
    /// [`ScheduleError::Program`], or [`ScheduleError::Actor`] with the first run that names another: those before it apply.
    pub fn check(&self, program: u64, actors: u32) -> Result<(), ScheduleError> {
        if self.program != program {
            return Err(ScheduleError::Program {
                schedule: self.program,
                program,
            });
        }
        match self.runs.iter().position(|(actor, _)| *actor >= actors) {
            Some(run) => Err(ScheduleError::Actor {
                run,
                actor: self.runs[run].0,
                actors,
            }),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = Vec::new();
        let mut rest = self.program;
        loop {
            let digit = (rest % 36) as u32;
            digits.extend(char::from_digit(digit, 36));
            rest /= 36;
            if rest == 0 {
                break;
            }
        }
        let program: String = digits.into_iter().rev().collect();
        write!(f, "{VERSION}.{program}.")?;
        let mut ends = self.steps.iter().peekable();
        for (index, run) in self.runs.iter().enumerate() {
            let mut between = if index == 0 { "" } else { "-" };
            while let Some((_, grain)) = ends.next_if(|(before, _)| *before == index) {
                write!(f, "_{}", grain.letter())?;
                between = "";
            }
            f.write_str(between)?;
            write_run(f, *run)?;
        }
        ends.try_for_each(|(_, grain)| write!(f, "_{}", grain.letter()))
    }
}

/// Writes one run.
fn write_run(f: &mut impl fmt::Write, (actor, count): (u32, u32)) -> fmt::Result {
    match count {
        1 => write!(f, "{actor}"),
        _ => write!(f, "{actor}x{count}"),
    }
}

/// The runs of one step, as they stand in a schedule.
pub fn runs_text(runs: &[(u32, u32)]) -> String {
    let mut text = String::new();
    for (index, run) in runs.iter().enumerate() {
        if index > 0 {
            text.push('-');
        }
        write_run(&mut text, *run).expect("writing to a string succeeds");
    }
    text
}

impl std::str::FromStr for Schedule {
    type Err = ScheduleError;

    fn from_str(text: &str) -> Result<Self, ScheduleError> {
        let mut reader = Reader {
            bytes: text.as_bytes(),
            at: 0,
        };
        let version = text.split('.').next().unwrap_or_default();
        if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit()) {
            let wrong = version.bytes().position(|byte| !byte.is_ascii_digit());
            return Err(ScheduleError::Malformed(wrong.unwrap_or(version.len())));
        }
        if version != VERSION {
            return Err(ScheduleError::Version);
        }
        reader.at = version.len();
        reader.expect(b'.')?;
        let program = reader.number(36, u64::MAX)?;
        reader.expect(b'.')?;
        let mut schedule = Self {
            program,
            runs: Vec::new(),
            steps: Vec::new(),
        };
        while reader.at < reader.bytes.len() {
            // A step may be without runs: the first one, where nothing goes before it.
            while reader.peek() == Some(b'_') {
                reader.at += 1;
                if schedule.steps.len() == RUNS {
                    return Err(ScheduleError::TooLong);
                }
                let grain = match reader.peek() {
                    Some(b's') => Grain::Statement,
                    Some(b'o') => Grain::Operations,
                    _ => Grain::Access,
                };
                reader.at += grain.letter().len();
                schedule.steps.push((schedule.runs.len(), grain));
            }
            if reader.at == reader.bytes.len() {
                break;
            }
            let last = schedule.steps.last();
            let begins = last.is_some_and(|(before, _)| *before == schedule.runs.len());
            if !schedule.runs.is_empty() && !begins {
                reader.expect(b'-')?;
            }
            let actor = reader.number(10, u32::MAX.into())? as u32;
            let mut count = 1;
            if reader.peek() == Some(b'x') {
                reader.at += 1;
                let start = reader.at;
                count = reader.number(10, u32::MAX.into())? as u32;
                // Whose step began with waiting.
                if count == 0 && !begins {
                    return Err(ScheduleError::Malformed(start));
                }
            }
            if schedule.runs.len() == RUNS {
                return Err(ScheduleError::TooLong);
            }
            if begins {
                schedule.runs.push((actor, count));
            } else {
                schedule.push(actor, count);
            }
        }
        Ok(schedule)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), ScheduleError> {
        if self.peek() != Some(byte) {
            return Err(ScheduleError::Malformed(self.at));
        }
        self.at += 1;
        Ok(())
    }

    /// At least one digit, lower case, and no larger number than `most`.
    fn number(&mut self, base: u32, most: u64) -> Result<u64, ScheduleError> {
        let start = self.at;
        let mut number: u64 = 0;
        while let Some(digit) = self
            .peek()
            .filter(|byte| !byte.is_ascii_uppercase())
            .and_then(|byte| char::from(byte).to_digit(base))
        {
            number = number
                .checked_mul(base.into())
                .and_then(|number| number.checked_add(digit.into()))
                .filter(|number| *number <= most)
                .ok_or(ScheduleError::Malformed(self.at))?;
            self.at += 1;
        }
        if self.at == start {
            return Err(ScheduleError::Malformed(start));
        }
        Ok(number)
    }
}
