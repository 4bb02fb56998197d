//! Actors and the locks between them. Each of these functions is one step: it says what it waits for before it changes anything.

use crate::machine::actor::{Actor, After, Wait, What};
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::{Machine, Time};
use crate::machine::object::Object;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::sync::{Local, Sync};
use crate::machine::value::{Kind, Value};
use crate::machine::watch::{Access, Remark, Verb};
use crate::trace::Kind as Noted;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("_spawn", spawn),
    ("_join", join),
    ("_has_ended", has_ended),
    ("_me", me),
    ("_actor_of", actor_of),
    ("_first_actor", first_actor),
    ("_thread_of", thread_of),
    ("_set_thread", set_thread),
    ("_is_daemon", is_daemon),
    ("_next_name", next_name),
    ("_living", living),
    ("_sleep", sleep),
    ("_now", now),
    ("lock.__new__", lock_new),
    ("lock.acquire", acquire),
    ("lock.__enter__", enter),
    ("lock.release", release),
    ("lock.__exit__", release_on_exit),
    ("lock.locked", locked),
    ("Condition.acquire", acquire),
    ("Condition.__enter__", enter),
    ("Condition.release", release),
    ("Condition.__exit__", release_on_exit),
    ("_between_lock", between_lock),
    ("_between_rlock", between_rlock),
    ("RLock.__new__", rlock_new),
    ("RLock.acquire", acquire),
    ("RLock.__enter__", enter),
    ("RLock.release", release),
    ("RLock.__exit__", release_on_exit),
    ("local.__new__", local_new),
    ("_local_begin", local_begin),
];

impl Machine {
    /// What actors synchronise with.
    ///
    /// # Errors
    /// TypeError for anything else.
    pub(in crate::machine) fn as_sync(&self, value: Value) -> Outcome<&Sync> {
        match self.heap.get(value) {
            Some(Object::Sync(sync)) => Ok(sync),
            _ => Err(Halt::type_error(format!(
                "a '{}' object is not what actors synchronise with",
                self.type_name(value)
            ))),
        }
    }

    /// The same, to change it.
    pub(in crate::machine) fn as_sync_mut(&mut self, value: Value) -> &mut Sync {
        match self.heap.get_mut(value) {
            Some(Object::Sync(sync)) => sync,
            _ => unreachable!("it was looked at"),
        }
    }

    /// A new one.
    pub(in crate::machine) fn new_sync(&mut self, sync: Sync) -> Value {
        self.heap.add(Object::Sync(Box::new(sync)))
    }

    /// Until when an operation with this time limit waits: a number of seconds, or None.
    pub(in crate::machine) fn until(&self, limit: Value) -> Outcome<Option<u64>> {
        if limit == Value::NONE || limit == Value::UNSET {
            return Ok(None);
        }
        let seconds = self.seconds(limit)?;
        // A wait that has begun goes on to the time that it began with.
        if let Some(until) = self.me.wait.until
            && self.me.wait.what != What::Nothing
        {
            return Ok(Some(until));
        }
        Ok(Some(self.clock + (seconds.max(0.0) * 1e9).min(9e18) as u64))
    }

    /// The same of an object that a native method was called on: it may be of a class derived from the machine's own.
    pub(in crate::machine) fn sync_of(&self, args: &Args) -> Value {
        args.values
            .first()
            .map_or(Value::NONE, |value| self.inner(*value))
    }

    /// A number of seconds.
    pub(in crate::machine) fn seconds(&self, value: Value) -> Outcome<f64> {
        let value = self.inner(value);
        match value.kind() {
            Kind::Float(float) => Ok(float),
            _ => match self.as_index(value) {
                Some(int) => Ok(int as f64),
                None => Err(Halt::type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    self.type_name(value)
                ))),
            },
        }
    }

    /// Waits for something, then tells of the access; gives whether it was there in time. After this the operation is done.
    ///
    /// # Errors
    /// `Halt::Block` and `Halt::Switch`, with the wait in the actor, so that others know what it waits for.
    pub(in crate::machine) fn wait_then(&mut self, wait: Wait, access: Access) -> Outcome<bool> {
        if self.watch.is_some() {
            self.me.next = Some(access);
        }
        let there = self.wait_for(wait)?;
        self.touch(access)?;
        self.me.wait = Wait::default();
        Ok(there)
    }
}

/// `_spawn(function, argument, daemon)`: a new actor that calls the function with the argument. Gives its number.
fn spawn(machine: &mut Machine, args: &Args) -> Outcome {
    let [function, argument, daemon] = args.bind(
        &machine.pool,
        "_spawn",
        3,
        ["/function", "/argument", "/daemon"],
    )?;
    machine.escape(argument);
    machine.escape(function);
    let process = machine.me.process;
    machine.begin_actor(function, argument, process, daemon == Value::TRUE)
}

impl Machine {
    /// A new actor of a process, which calls a function with its Thread or Process. Gives its number.
    pub(in crate::machine) fn begin_actor(
        &mut self,
        function: Value,
        thread: Value,
        process: u32,
        daemon: bool,
    ) -> Outcome {
        let number = self.actors.len() as u32;
        let mut actor = Actor {
            thread,
            process,
            end: Value::UNSET,
            daemon,
            parent: self.me.process,
            ..Actor::default()
        };
        // The frame of what calls it is made by the machine: a call, as of an actor that did nothing yet.
        std::mem::swap(&mut self.me, &mut actor);
        let result = self.invoke(function, &Args::of(&[thread]), 0, After::End);
        std::mem::swap(&mut self.me, &mut actor);
        result?;
        self.actors.push(actor);
        self.note_number(Noted::Spawn, number.into());
        self.alive |= 1_u64.checked_shl(number).unwrap_or(0);
        Ok(Value::int(number.into()))
    }

    /// An actor, the running one included, to change it.
    pub(in crate::machine) fn actor_mut(&mut self, number: u32) -> &mut Actor {
        if number == self.current {
            &mut self.me
        } else {
            &mut self.actors[number as usize]
        }
    }
}

/// The actor that a value of the library's numbers.
pub(super) fn actor_number(machine: &Machine, value: Value) -> Outcome<u32> {
    match value.as_small() {
        Some(number) if (0..machine.actors.len() as i64).contains(&number) => Ok(number as u32),
        _ => Err(Halt::value_error("no such actor")),
    }
}

/// `_join(actor, timeout, thread)`: whether it has ended.
fn join(machine: &mut Machine, args: &Args) -> Outcome {
    let [actor, limit, thread] =
        args.bind(&machine.pool, "_join", 3, ["/actor", "/timeout", "/thread"])?;
    let until = machine.until(limit)?;
    let number = actor_number(machine, actor)?;
    // A process ends with the last of what it waits for itself: whoever joins it waits for one after the other.
    let pending = machine.pending_of(number).unwrap_or(number);
    let wait = Wait {
        what: What::End,
        object: Value::NONE,
        number: pending.into(),
        until,
    };
    let ended = if until.is_some() {
        // Whether it is in time depends on when it is asked.
        machine.wait_then(wait, Access::sync(thread, Verb::Look))?
    } else {
        machine.wait_for(wait)?
    };
    machine.me.wait = Wait::default();
    if ended && number < 64 {
        machine.me.joined |= 1 << number;
    }
    Ok(Value::bool(ended))
}

/// `_has_ended(actor, thread)`
fn has_ended(machine: &mut Machine, args: &Args) -> Outcome {
    let number = actor_number(machine, args.values[0])?;
    machine.touch(Access::sync(args.values[1], Verb::Look))?;
    Ok(Value::bool(machine.is_gone(number)))
}

fn me(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(Value::int(machine.current.into()))
}

/// The number of the actor that a Thread is, or None before it was started.
fn actor_of(machine: &mut Machine, args: &Args) -> Outcome {
    let process = machine.me.process;
    let found = (0..machine.actors.len() as u32).find(|number| {
        let actor = machine.actor(*number);
        actor.process == process && actor.thread == args.values[0]
    });
    Ok(found.map_or(Value::NONE, |number| Value::int(number.into())))
}

/// The number of the actor that the running process began with.
fn first_actor(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(Value::int(machine.first_of(machine.me.process).into()))
}

/// The Thread or Process of an actor, or None.
fn thread_of(machine: &mut Machine, args: &Args) -> Outcome {
    let number = actor_number(machine, args.values[0])?;
    Ok(machine.actor(number).thread)
}

fn set_thread(machine: &mut Machine, args: &Args) -> Outcome {
    let number = actor_number(machine, args.values[0])?;
    machine.actor_mut(number).thread = args.values[1];
    Ok(Value::NONE)
}

/// Whether the running actor is a daemon; the first one of a process is none, whatever its process is.
fn is_daemon(machine: &mut Machine, _: &Args) -> Outcome {
    let first = machine.first_of(machine.me.process) == machine.current;
    Ok(Value::bool(machine.me.daemon && !first))
}

/// The next number for a name: 0 of threads, 1 of processes, 2 of pools of threads.
fn next_name(machine: &mut Machine, args: &Args) -> Outcome {
    let first = machine.first_of(machine.me.process);
    let kind = args.values[0].as_small().unwrap_or(0).clamp(0, 2) as usize;
    let named = &mut machine.actor_mut(first).named[kind];
    *named += 1;
    Ok(Value::int(*named as i64))
}

/// The numbers of the running process's actors that have not ended.
fn living(machine: &mut Machine, _: &Args) -> Outcome {
    let process = machine.me.process;
    let numbers = (0..machine.actors.len() as u32)
        .filter(|number| {
            let actor = machine.actor(*number);
            actor.process == process && !actor.has_ended()
        })
        .map(|number| Value::int(number.into()))
        .collect();
    Ok(machine.list(numbers))
}

/// `_sleep(seconds)`
fn sleep(machine: &mut Machine, args: &Args) -> Outcome {
    let seconds = machine.seconds(args.values[0])?;
    if seconds < 0.0 {
        return Err(Halt::value_error("sleep length must be non-negative"));
    }
    if machine.time == Time::Free {
        machine.note_number(Noted::Sleep, seconds);
        machine.note_number(Noted::Wake, 0.0);
        machine.switch_point();
        return Ok(Value::NONE);
    }
    let until = machine.until(args.values[0])?;
    machine.wait_for(Wait {
        what: What::Time,
        until,
        ..Wait::default()
    })?;
    machine.me.wait = Wait::default();
    Ok(Value::NONE)
}

/// The time in nanoseconds.
fn now(machine: &mut Machine, _: &Args) -> Outcome {
    let clock = machine.clock;
    Ok(machine.pool.int(clock.into()))
}

fn lock_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_] = args.bind(&machine.pool, "Lock", 1, ["/class"])?;
    Ok(machine.new_sync(Sync::default()))
}

fn rlock_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_] = args.bind(&machine.pool, "RLock", 1, ["/class"])?;
    Ok(machine.new_sync(Sync::RLock {
        holder: None,
        count: 0,
        between: false,
    }))
}

fn between_lock(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(machine.new_sync(Sync::Lock {
        holder: None,
        between: true,
    }))
}

fn between_rlock(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(machine.new_sync(Sync::RLock {
        holder: None,
        count: 0,
        between: true,
    }))
}

/// What it is called with is for the `__init__` of a derived class, which each actor calls when it uses the object first.
fn local_new(machine: &mut Machine, args: &Args) -> Outcome {
    let is_derived = machine.is_own_class(args.values[0]);
    if args.names != Value::NONE || args.values.len() > 1 && !is_derived {
        return Err(Halt::type_error(if is_derived {
            "keyword arguments of a threading.local are not supported here; use positional ones"
        } else {
            "Initialization arguments are not supported"
        }));
    }
    let args = machine.tuple(&args.values[1..]);
    let local = machine.new_sync(Sync::Local(Local {
        dicts: Vec::new(),
        args,
    }));
    // Who makes it calls `__init__` as for any object.
    machine.local_dict(local);
    Ok(local)
}

/// `_local_begin(local)`: an empty dict for the running actor; gives what `__init__` is called with.
fn local_begin(machine: &mut Machine, args: &Args) -> Outcome {
    let local = machine.sync_of(args);
    machine.local_dict(local);
    Ok(match machine.as_sync(local)? {
        Sync::Local(local) => local.args,
        _ => Value::NONE,
    })
}

/// The lock that a method was called on; a condition's own if it was a condition.
fn lock_of(machine: &Machine, args: &Args) -> Outcome<Value> {
    let object = machine.sync_of(args);
    match machine.as_sync(object)? {
        Sync::Condition { lock, .. } => Ok(*lock),
        _ => Ok(object),
    }
}

/// `acquire(blocking=True, timeout=-1)`; of processes: `acquire(block=True, timeout=None)`.
fn acquire(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, blocking, limit, block] = args.bind(
        &machine.pool,
        "acquire",
        1,
        ["/self", "blocking", "timeout", "*block"],
    )?;
    let lock = lock_of(machine, args)?;
    let between = machine.as_sync(lock)?.is_between();
    let blocking = if block == Value::UNSET {
        blocking
    } else {
        block
    };
    let blocking = blocking == Value::UNSET || machine.truth(blocking)?;
    let limit = match limit {
        Value::UNSET | Value::NONE => Value::NONE,
        limit if between && machine.seconds(limit)? < 0.0 => Value::int(0),
        limit if machine.seconds(limit)? == -1.0 => Value::NONE,
        limit => {
            if !blocking && !between {
                return Err(Halt::value_error(
                    "can't specify a timeout for a non-blocking call",
                ));
            }
            if machine.seconds(limit)? < 0.0 {
                return Err(Halt::value_error("timeout value must be positive"));
            }
            limit
        }
    };
    let until = machine.until(limit)?;
    take(machine, lock, blocking, until).map(Value::bool)
}

/// Takes a lock. False if it is not free, or not in time.
fn take(machine: &mut Machine, lock: Value, blocking: bool, until: Option<u64>) -> Outcome<bool> {
    let wait = Wait {
        what: What::Lock,
        object: lock,
        number: 0,
        until,
    };
    if !machine.get_through(wait, blocking, Access::sync(lock, Verb::Acquire))? {
        return Ok(false);
    }
    machine.hold(lock, 1);
    Ok(true)
}

impl Machine {
    /// Waits, or does not; then tells of the access. Gives whether what was waited for is there.
    pub(in crate::machine) fn get_through(
        &mut self,
        wait: Wait,
        blocking: bool,
        access: Access,
    ) -> Outcome<bool> {
        if blocking {
            return self.wait_then(wait, access);
        }
        self.touch(access)?;
        Ok(self.is_over(self.current, &wait))
    }

    /// The running actor has a lock now, a recursive one so many times more.
    pub(super) fn hold(&mut self, lock: Value, times: u64) {
        let me = u64::from(self.current);
        match self.as_sync_mut(lock) {
            Sync::Lock { holder, .. } => *holder = Some(me),
            Sync::RLock { holder, count, .. } => {
                *holder = Some(me);
                *count += times;
            }
            Sync::Semaphore { value, .. } => *value -= 1,
            _ => {}
        }
        self.note(Noted::Acquire, lock, Value::UNSET, 0);
    }
}

fn enter(machine: &mut Machine, args: &Args) -> Outcome {
    let lock = lock_of(machine, args)?;
    take(machine, lock, true, None).map(Value::bool)
}

fn release(machine: &mut Machine, args: &Args) -> Outcome {
    let [_] = args.bind(&machine.pool, "release", 1, ["/self"])?;
    let lock = lock_of(machine, args)?;
    give_back(machine, lock)
}

fn release_on_exit(machine: &mut Machine, args: &Args) -> Outcome {
    let lock = lock_of(machine, args)?;
    give_back(machine, lock)
}

fn give_back(machine: &mut Machine, lock: Value) -> Outcome {
    let given = release_lock(machine, lock)?;
    if machine.holder(lock).is_none() {
        machine.note(Noted::Release, lock, Value::UNSET, 0);
    }
    Ok(given)
}

fn release_lock(machine: &mut Machine, lock: Value) -> Outcome {
    machine.as_sync(lock)?;
    machine.touch(Access::sync(lock, Verb::Release))?;
    let me = u64::from(machine.current);
    match machine.as_sync_mut(lock) {
        Sync::Lock { holder, between } => {
            let between = *between;
            match holder.take() {
                Some(holder) => {
                    if holder != me {
                        machine.remark(Remark::ReleasedByOther(lock));
                    }
                    Ok(Value::NONE)
                }
                None => {
                    machine.remark(Remark::ReleasedFree(lock));
                    Err(if between {
                        Halt::value_error("semaphore or lock released too many times")
                    } else {
                        Halt::raise(Raises::RuntimeError, "release unlocked lock")
                    })
                }
            }
        }
        Sync::RLock {
            holder,
            count,
            between,
        } => {
            if *holder != Some(me) {
                let remark = if holder.is_some() {
                    Remark::ReleasedByOther(lock)
                } else {
                    Remark::ReleasedFree(lock)
                };
                let error = if *between {
                    let message = "attempt to release recursive lock not owned by thread";
                    Halt::raise(Raises::AssertionError, message)
                } else {
                    Halt::raise(Raises::RuntimeError, "cannot release un-acquired lock")
                };
                machine.remark(remark);
                return Err(error);
            }
            *count -= 1;
            if *count == 0 {
                *holder = None;
            }
            Ok(Value::NONE)
        }
        _ => Ok(Value::NONE),
    }
}

fn locked(machine: &mut Machine, args: &Args) -> Outcome {
    let lock = lock_of(machine, args)?;
    machine.as_sync(lock)?;
    machine.touch(Access::sync(lock, Verb::Look))?;
    let held = match machine.as_sync(lock)? {
        Sync::Lock { holder, .. } | Sync::RLock { holder, .. } => holder.is_some(),
        _ => false,
    };
    Ok(Value::bool(held))
}
