//! Conditions, semaphores and events. Each function is one step.

use super::super::actor::{Wait, What};
use super::super::sync::Sync;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::raised::Raises;
use crate::machine::value::Value;
use crate::machine::watch::{Access, Remark, Verb};
use crate::trace::Kind;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("Condition.__new__", condition_new),
    ("Condition.__init__", condition_init),
    ("Condition.wait", condition_wait),
    ("Condition.wait_for", condition_wait_for),
    ("Condition.notify", notify),
    ("Condition.notify_all", notify_all),
    ("Condition.notifyAll", notify_all),
    ("_condition_lock", condition_lock),
    ("_condition_begin", condition_begin),
    ("_condition_end", condition_end),
    ("_condition_give_up", condition_give_up),
    ("_take_back", take_back),
    ("Semaphore.__new__", semaphore_new),
    ("Semaphore.__init__", semaphore_init),
    ("Semaphore.acquire", semaphore_acquire),
    ("Semaphore.__enter__", semaphore_enter),
    ("Semaphore.release", semaphore_release),
    ("Semaphore.__exit__", semaphore_exit),
    ("Semaphore._value@", semaphore_value),
    ("Semaphore.get_value", semaphore_value),
    ("BoundedSemaphore.__new__", bounded_new),
    ("BoundedSemaphore.__init__", semaphore_init),
    ("Event.__new__", event_new),
    ("Event.is_set", is_set),
    ("Event.isSet", is_set),
    ("Event.set", set),
    ("Event.clear", clear),
    ("Event.wait", event_wait),
    ("_between_condition", between_condition),
    ("_between_semaphore", between_semaphore),
    ("_between_event", between_event),
];

/// The arguments after the first one.
pub(super) fn after_first(args: &Args) -> Args {
    Args {
        values: args.values[1..].into(),
        names: args.names,
    }
}

/// A parameter that was not given is None.
pub(super) fn or_none(value: Value) -> Value {
    if value == Value::UNSET {
        Value::NONE
    } else {
        value
    }
}

fn make_condition(machine: &mut Machine, lock: Value, between: bool) -> Outcome {
    let lock = match or_none(lock) {
        Value::NONE => machine.new_sync(Sync::RLock {
            holder: None,
            count: 0,
            between,
        }),
        lock => machine.inner(lock),
    };
    match machine.as_sync(lock) {
        Ok(Sync::Lock { .. } | Sync::RLock { .. }) => {}
        _ => {
            return Err(Halt::type_error(
                "a condition on anything but a Lock or RLock is not supported here; use one of them",
            ));
        }
    }
    Ok(machine.new_sync(Sync::Condition {
        lock,
        waiters: Vec::new(),
        between,
    }))
}

fn condition_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [lock] = after_first(args).bind(&machine.pool, "Condition", 0, ["lock"])?;
    make_condition(machine, lock, false)
}

fn between_condition(machine: &mut Machine, args: &Args) -> Outcome {
    let [lock] = args.bind(&machine.pool, "Condition", 0, ["lock"])?;
    make_condition(machine, lock, true)
}

/// For a derived class that calls `super().__init__(lock)`.
fn condition_init(machine: &mut Machine, args: &Args) -> Outcome {
    let [given] = after_first(args).bind(&machine.pool, "Condition", 0, ["lock"])?;
    let condition = machine.sync_of(args);
    if or_none(given) != Value::NONE {
        let given = machine.inner(given);
        if let Sync::Condition { lock, .. } = machine.as_sync_mut(condition) {
            *lock = given;
        }
    }
    Ok(Value::NONE)
}

fn lock_of(machine: &Machine, condition: Value) -> Outcome<Value> {
    match machine.as_sync(condition)? {
        Sync::Condition { lock, .. } => Ok(*lock),
        _ => Err(Halt::type_error("not a condition")),
    }
}

fn condition_lock(machine: &mut Machine, args: &Args) -> Outcome {
    let condition = machine.sync_of(args);
    lock_of(machine, condition)
}

fn is_owned(machine: &Machine, lock: Value) -> bool {
    let me = u64::from(machine.current);
    match machine.as_sync(lock) {
        Ok(Sync::RLock { holder, .. }) => *holder == Some(me),
        // Of a plain lock CPython only asks whether it is held.
        Ok(Sync::Lock { holder, .. }) => holder.is_some(),
        _ => true,
    }
}

fn condition_wait(machine: &mut Machine, args: &Args) -> Outcome {
    let [condition, timeout] = args.bind(&machine.pool, "wait", 1, ["/self", "timeout"])?;
    Err(Halt::call(
        machine.helper("_condition_wait"),
        [machine.inner(condition), or_none(timeout)],
    ))
}

fn condition_wait_for(machine: &mut Machine, args: &Args) -> Outcome {
    let [condition, predicate, timeout] = args.bind(
        &machine.pool,
        "wait_for",
        2,
        ["/self", "predicate", "timeout"],
    )?;
    Err(Halt::call(
        machine.helper("_condition_wait_for"),
        [condition, predicate, or_none(timeout)],
    ))
}

/// Releases the condition's lock and begins to wait; gives how many times the lock was held.
fn condition_begin(machine: &mut Machine, args: &Args) -> Outcome {
    let condition = args.values[0];
    let lock = lock_of(machine, condition)?;
    if !is_owned(machine, lock) {
        return Err(Halt::raise(
            Raises::RuntimeError,
            "cannot wait on un-acquired lock",
        ));
    }
    machine.touch(Access::sync(condition, Verb::Wait))?;
    let times = match machine.as_sync_mut(lock) {
        Sync::Lock { holder, .. } => {
            *holder = None;
            1
        }
        Sync::RLock { holder, count, .. } => {
            *holder = None;
            std::mem::take(count)
        }
        _ => 1,
    };
    machine.note(Kind::Release, lock, Value::UNSET, 0);
    let me = u64::from(machine.current);
    if let Sync::Condition { waiters, .. } = machine.as_sync_mut(condition) {
        waiters.push((me, false));
    }
    Ok(Value::int(times as i64))
}

/// Leaves those who wait; whether it was notified.
fn leave(machine: &mut Machine, condition: Value) -> bool {
    let me = u64::from(machine.current);
    let Sync::Condition { waiters, .. } = machine.as_sync_mut(condition) else {
        return false;
    };
    let at = waiters.iter().position(|(waiter, _)| *waiter == me);
    at.is_some_and(|at| waiters.remove(at).1)
}

/// `_condition_end(condition, times, timeout)`: takes the lock again once notified. None if that was not in time.
fn condition_end(machine: &mut Machine, args: &Args) -> Outcome {
    let [condition, times, limit] = args.values[..] else {
        return Err(Halt::type_error("_condition_end takes 3 arguments"));
    };
    let until = machine.until(limit)?;
    let lock = lock_of(machine, condition)?;
    let wait = Wait {
        what: What::Notified,
        object: condition,
        number: 0,
        until,
    };
    if machine.watch.is_some() {
        machine.me.next = Some(Access::sync(lock, Verb::Acquire));
    }
    if !machine.wait_for(wait)? {
        machine.me.wait = Wait::default();
        return Ok(Value::NONE);
    }
    machine.touch(Access::sync(lock, Verb::Acquire))?;
    machine.me.wait = Wait::default();
    leave(machine, condition);
    machine.hold(lock, times.as_small().unwrap_or(1) as u64);
    Ok(Value::TRUE)
}

/// The time is over: whether it was notified nevertheless.
fn condition_give_up(machine: &mut Machine, args: &Args) -> Outcome {
    let condition = args.values[0];
    machine.touch(Access::sync(condition, Verb::Look))?;
    Ok(Value::bool(leave(machine, condition)))
}

/// `_take_back(lock, times)`
fn take_back(machine: &mut Machine, args: &Args) -> Outcome {
    let [lock, times] = args.values[..] else {
        return Err(Halt::type_error("_take_back takes 2 arguments"));
    };
    let wait = machine.wait_on(What::Lock, lock);
    let wait = Wait {
        until: None,
        ..wait
    };
    machine.wait_then(wait, Access::sync(lock, Verb::Acquire))?;
    machine.hold(lock, times.as_small().unwrap_or(1) as u64);
    Ok(Value::NONE)
}

fn notify_some(machine: &mut Machine, condition: Value, most: usize) -> Outcome {
    let lock = lock_of(machine, condition)?;
    if !is_owned(machine, lock) {
        return Err(Halt::raise(
            Raises::RuntimeError,
            "cannot notify on un-acquired lock",
        ));
    }
    machine.touch(Access::sync(condition, Verb::Notify))?;
    let mut woken = 0;
    if let Sync::Condition { waiters, .. } = machine.as_sync_mut(condition) {
        for (_, notified) in waiters
            .iter_mut()
            .filter(|(_, notified)| !notified)
            .take(most)
        {
            *notified = true;
            woken += 1;
        }
    }
    if woken == 0 {
        machine.remark(Remark::WokeNobody(condition));
    }
    Ok(Value::NONE)
}

fn notify(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, count] = args.bind(&machine.pool, "notify", 1, ["/self", "n"])?;
    let most = if count == Value::UNSET {
        1
    } else {
        machine.as_index(count).unwrap_or(1).max(0)
    };
    let condition = machine.sync_of(args);
    notify_some(machine, condition, most as usize)
}

fn notify_all(machine: &mut Machine, args: &Args) -> Outcome {
    let condition = machine.sync_of(args);
    notify_some(machine, condition, usize::MAX)
}

fn make_semaphore(machine: &mut Machine, args: &Args, bounded: bool, between: bool) -> Outcome {
    let [value] = args.bind(&machine.pool, "Semaphore", 0, ["value"])?;
    let value = if value == Value::UNSET {
        1
    } else {
        whole(machine, value)?
    };
    let Ok(value) = u64::try_from(value) else {
        return Err(Halt::value_error("semaphore initial value must be >= 0"));
    };
    Ok(machine.new_sync(Sync::Semaphore {
        value,
        bound: bounded.then_some(value),
        between,
    }))
}

/// An int that fits.
pub(super) fn whole(machine: &Machine, value: Value) -> Outcome<i64> {
    machine.as_index(machine.inner(value)).ok_or_else(|| {
        Halt::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            machine.type_name(value)
        ))
    })
}

fn semaphore_new(machine: &mut Machine, args: &Args) -> Outcome {
    make_semaphore(machine, &after_first(args), false, false)
}

fn bounded_new(machine: &mut Machine, args: &Args) -> Outcome {
    make_semaphore(machine, &after_first(args), true, false)
}

/// `_between_semaphore(value, bounded)`
fn between_semaphore(machine: &mut Machine, args: &Args) -> Outcome {
    make_semaphore(
        machine,
        &Args::of(&args.values[..1]),
        args.values[1] == Value::TRUE,
        true,
    )
}

/// For a derived class that calls `super().__init__(value)`.
fn semaphore_init(machine: &mut Machine, args: &Args) -> Outcome {
    let [given] = after_first(args).bind(&machine.pool, "Semaphore", 0, ["value"])?;
    let given = if given == Value::UNSET {
        1
    } else {
        whole(machine, given)?
    };
    let semaphore = machine.sync_of(args);
    if let Sync::Semaphore { value, bound, .. } = machine.as_sync_mut(semaphore) {
        *value = given.max(0) as u64;
        if bound.is_some() {
            *bound = Some(*value);
        }
    }
    Ok(Value::NONE)
}

fn semaphore_acquire(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, blocking, limit, block] = args.bind(
        &machine.pool,
        "acquire",
        1,
        ["/self", "blocking", "timeout", "*block"],
    )?;
    let blocking = if block == Value::UNSET {
        blocking
    } else {
        block
    };
    let blocking = blocking == Value::UNSET || machine.truth(blocking)?;
    let limit = or_none(limit);
    let semaphore = machine.sync_of(args);
    if !blocking && limit != Value::NONE && !machine.as_sync(semaphore)?.is_between() {
        return Err(Halt::value_error(
            "can't specify timeout for non-blocking acquire",
        ));
    }
    acquire_permit(machine, semaphore, blocking, limit)
}

fn acquire_permit(
    machine: &mut Machine,
    semaphore: Value,
    blocking: bool,
    limit: Value,
) -> Outcome {
    machine.as_sync(semaphore)?;
    let wait = Wait {
        what: What::Permit,
        object: semaphore,
        number: 0,
        until: machine.until(limit)?,
    };
    let there = machine.get_through(wait, blocking, Access::sync(semaphore, Verb::Acquire))?;
    if there {
        machine.hold(semaphore, 1);
    }
    Ok(Value::bool(there))
}

fn semaphore_enter(machine: &mut Machine, args: &Args) -> Outcome {
    let semaphore = machine.sync_of(args);
    acquire_permit(machine, semaphore, true, Value::NONE)
}

fn semaphore_release(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, count] = args.bind(&machine.pool, "release", 1, ["/self", "n"])?;
    let count = if count == Value::UNSET {
        1
    } else {
        whole(machine, count)?
    };
    let semaphore = machine.sync_of(args);
    release_permits(machine, semaphore, count)
}

fn semaphore_exit(machine: &mut Machine, args: &Args) -> Outcome {
    let semaphore = machine.sync_of(args);
    release_permits(machine, semaphore, 1)
}

fn release_permits(machine: &mut Machine, semaphore: Value, count: i64) -> Outcome {
    if count < 1 {
        return Err(Halt::value_error("n must be one or more"));
    }
    machine.as_sync(semaphore)?;
    machine.touch(Access::sync(semaphore, Verb::Release))?;
    let Sync::Semaphore {
        value,
        bound,
        between,
    } = machine.as_sync_mut(semaphore)
    else {
        return Err(Halt::type_error("not a semaphore"));
    };
    if bound.is_some_and(|bound| *value + count as u64 > bound) {
        let message = if *between {
            "semaphore or lock released too many times"
        } else {
            "Semaphore released too many times"
        };
        machine.remark(Remark::ReleasedFree(semaphore));
        return Err(Halt::value_error(message));
    }
    *value += count as u64;
    machine.note(Kind::Release, semaphore, Value::UNSET, 0);
    Ok(Value::NONE)
}

fn semaphore_value(machine: &mut Machine, args: &Args) -> Outcome {
    let semaphore = machine.sync_of(args);
    machine.as_sync(semaphore)?;
    machine.touch(Access::sync(semaphore, Verb::Look))?;
    Ok(match machine.as_sync(semaphore)? {
        Sync::Semaphore { value, .. } => Value::int(*value as i64),
        _ => Value::NONE,
    })
}

fn event_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_] = args.bind(&machine.pool, "Event", 1, ["/class"])?;
    Ok(machine.new_sync(Sync::Event {
        set: false,
        between: false,
    }))
}

fn between_event(machine: &mut Machine, _: &Args) -> Outcome {
    Ok(machine.new_sync(Sync::Event {
        set: false,
        between: true,
    }))
}

fn is_set(machine: &mut Machine, args: &Args) -> Outcome {
    let event = machine.sync_of(args);
    machine.as_sync(event)?;
    machine.touch(Access::sync(event, Verb::Look))?;
    Ok(Value::bool(matches!(
        machine.as_sync(event)?,
        Sync::Event { set: true, .. }
    )))
}

fn set_to(machine: &mut Machine, args: &Args, to: bool) -> Outcome {
    let event = machine.sync_of(args);
    machine.as_sync(event)?;
    machine.touch(Access::sync(
        event,
        if to { Verb::Set } else { Verb::Clear },
    ))?;
    if let Sync::Event { set, .. } = machine.as_sync_mut(event) {
        *set = to;
    }
    Ok(Value::NONE)
}

fn set(machine: &mut Machine, args: &Args) -> Outcome {
    set_to(machine, args, true)
}

fn clear(machine: &mut Machine, args: &Args) -> Outcome {
    set_to(machine, args, false)
}

fn event_wait(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, limit] = args.bind(&machine.pool, "wait", 1, ["/self", "timeout"])?;
    let event = machine.sync_of(args);
    machine.as_sync(event)?;
    let wait = Wait {
        what: What::Set,
        object: event,
        number: 0,
        until: machine.until(limit)?,
    };
    let there = machine.wait_then(wait, Access::sync(event, Verb::Look))?;
    Ok(Value::bool(there))
}
