//! Queues between threads and between processes. Each function is one step.

use super::super::actor::{Wait, What};
use super::super::fork::Copying;
use super::super::sync::{Queue, Sync};
use super::meet::{after_first, whole};
use crate::bytecode::Comparison;
use crate::machine::args::Args;
use crate::machine::halt::{Halt, Outcome};
use crate::machine::machine::Machine;
use crate::machine::program::Native;
use crate::machine::value::Value;
use crate::machine::watch::{Access, Place, Verb};
use crate::trace::Kind;

/// What this file has.
pub const NATIVES: &[(&str, Native)] = &[
    ("Queue.__new__", |machine, args| new(machine, args, 0)),
    ("Queue.__init__", init),
    ("LifoQueue.__new__", |machine, args| new(machine, args, 1)),
    ("LifoQueue.__init__", init),
    ("PriorityQueue.__new__", |machine, args| {
        new(machine, args, 2)
    }),
    ("PriorityQueue.__init__", init),
    ("SimpleQueue.__new__", simple_new),
    ("SimpleQueue.put", put),
    ("SimpleQueue.put_nowait", put_nowait),
    ("SimpleQueue.get", get),
    ("SimpleQueue.get_nowait", get_nowait),
    ("SimpleQueue.qsize", qsize),
    ("SimpleQueue.empty", empty),
    ("Queue.put", put),
    ("Queue.put_nowait", put_nowait),
    ("Queue.get", get),
    ("Queue.get_nowait", get_nowait),
    ("Queue.qsize", qsize),
    ("Queue.empty", empty),
    ("Queue.full", full),
    ("Queue.task_done", task_done),
    ("Queue.join", join),
    ("Queue.maxsize@", maxsize),
    ("Queue.unfinished_tasks@", unfinished),
    ("ProcessQueue.put", put),
    ("ProcessQueue.put_nowait", put_nowait),
    ("ProcessQueue.get", get),
    ("ProcessQueue.get_nowait", get_nowait),
    ("ProcessQueue.qsize", qsize),
    ("ProcessQueue.empty", empty),
    ("ProcessQueue.full", full),
    ("ProcessQueue.task_done", task_done),
    ("ProcessQueue.join", join),
    ("ProcessQueue.close", close),
    ("ProcessQueue.join_thread", nothing),
    ("ProcessQueue.cancel_join_thread", nothing),
    ("_between_queue", between_queue),
    ("_serve", serve),
    ("_queue_items", queue_items),
    ("_queue_replace", queue_replace),
    ("_queue_await", queue_await),
];

fn size(machine: &Machine, value: Value) -> Outcome<u64> {
    if value == Value::UNSET {
        return Ok(0);
    }
    Ok(whole(machine, value)?.max(0) as u64)
}

fn new(machine: &mut Machine, args: &Args, order: u32) -> Outcome {
    let [most] = after_first(args).bind(&machine.pool, "Queue", 0, ["maxsize"])?;
    let most = size(machine, most)?;
    Ok(machine.new_sync(Sync::Queue(Queue {
        order,
        most,
        ..Queue::default()
    })))
}

/// For a derived class that calls `super().__init__(maxsize)`.
fn init(machine: &mut Machine, args: &Args) -> Outcome {
    let [most] = after_first(args).bind(&machine.pool, "Queue", 0, ["maxsize"])?;
    let most = size(machine, most)?;
    let queue = machine.sync_of(args);
    if let Sync::Queue(queue) = machine.as_sync_mut(queue) {
        queue.most = most;
    }
    Ok(Value::NONE)
}

fn simple_new(machine: &mut Machine, args: &Args) -> Outcome {
    let [_] = args.bind(&machine.pool, "SimpleQueue", 1, ["/class"])?;
    Ok(machine.new_sync(Sync::Queue(Queue {
        order: 3,
        ..Queue::default()
    })))
}

/// `_between_queue(maxsize)`
fn between_queue(machine: &mut Machine, args: &Args) -> Outcome {
    let most = size(machine, args.values[0])?;
    Ok(machine.new_sync(Sync::Queue(Queue {
        most,
        copies: true,
        ..Queue::default()
    })))
}

/// A program's end need not wait for who waits for an item of this queue.
fn serve(machine: &mut Machine, args: &Args) -> Outcome {
    machine.as_sync(args.values[0])?;
    if let Sync::Queue(queue) = machine.as_sync_mut(args.values[0]) {
        queue.served = true;
    }
    Ok(args.values[0])
}

fn as_queue(machine: &Machine, value: Value) -> Outcome<&Queue> {
    match machine.as_sync(value)? {
        Sync::Queue(queue) => Ok(queue),
        _ => Err(Halt::type_error("not a queue")),
    }
}

fn as_queue_mut(machine: &mut Machine, value: Value) -> &mut Queue {
    match machine.as_sync_mut(value) {
        Sync::Queue(queue) => queue,
        _ => unreachable!("it was looked at"),
    }
}

fn library_error(machine: &mut Machine, name: &str) -> Halt {
    Halt::Throw(machine.new_exception(machine.helper(name), &[]))
}

/// How an operation waits: whether it does, and until when.
fn manner(machine: &mut Machine, block: Value, limit: Value) -> Outcome<(bool, Option<u64>)> {
    let block = block == Value::UNSET || machine.truth(block)?;
    if !block || limit == Value::UNSET || limit == Value::NONE {
        return Ok((block, None));
    }
    if machine.seconds(limit)? < 0.0 {
        return Err(Halt::value_error("'timeout' must be a non-negative number"));
    }
    Ok((true, machine.until(limit)?))
}

/// The heap of a priority queue with one more item, as `heapq.heappush` makes it.
fn pushed(machine: &mut Machine, items: &[Value], item: Value) -> Outcome<Vec<Value>> {
    let mut items = items.to_vec();
    items.push(item);
    let last = items.len() - 1;
    sift_down(machine, &mut items, 0, last)?;
    Ok(items)
}

fn is_less(machine: &mut Machine, a: Value, b: Value) -> Outcome<bool> {
    let less = machine.compare(Comparison::Less, a, b)?;
    machine.truth(less)
}

fn sift_down(
    machine: &mut Machine,
    items: &mut [Value],
    start: usize,
    mut at: usize,
) -> Outcome<()> {
    let item = items[at];
    while at > start {
        let parent = (at - 1) / 2;
        if !is_less(machine, item, items[parent])? {
            break;
        }
        items[at] = items[parent];
        at = parent;
    }
    items[at] = item;
    Ok(())
}

/// The heap without its least item, as `heapq.heappop` leaves it.
fn popped(machine: &mut Machine, items: &[Value]) -> Outcome<Vec<Value>> {
    let mut items = items.to_vec();
    let last = items.pop().expect("there is an item");
    if items.is_empty() {
        return Ok(items);
    }
    items[0] = last;
    let (mut at, end) = (0, items.len());
    while 2 * at + 1 < end {
        let (left, right) = (2 * at + 1, 2 * at + 2);
        let child = if right < end && !is_less(machine, items[left], items[right])? {
            right
        } else {
            left
        };
        items[at] = items[child];
        at = child;
    }
    items[at] = last;
    sift_down(machine, &mut items, 0, at)?;
    Ok(items)
}

fn put(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, item, block, limit] = args.bind(
        &machine.pool,
        "put",
        2,
        ["/self", "item", "block", "timeout"],
    )?;
    let queue = machine.sync_of(args);
    put_item(machine, queue, item, block, limit)
}

fn put_nowait(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, item] = args.bind(&machine.pool, "put_nowait", 2, ["/self", "item"])?;
    let queue = machine.sync_of(args);
    put_item(machine, queue, item, Value::FALSE, Value::UNSET)
}

fn put_item(
    machine: &mut Machine,
    object: Value,
    item: Value,
    block: Value,
    limit: Value,
) -> Outcome {
    let queue = as_queue(machine, object)?;
    let (order, copies, bounded) = (queue.order, queue.copies, queue.most > 0);
    let (block, until) = if bounded {
        manner(machine, block, limit)?
    } else {
        (true, None)
    };
    let mut heap = None;
    if order == 2 {
        let items = as_queue(machine, object)?.items.clone();
        heap = match pushed(machine, &items, item) {
            Ok(items) => Some(items),
            // The program's own comparison: the library finds the place, and puts in one step.
            Err(Halt::Call(_)) => {
                let limit = if limit == Value::UNSET {
                    Value::NONE
                } else {
                    limit
                };
                return Err(Halt::call(
                    machine.helper("_priority_put"),
                    [object, item, Value::bool(block), limit],
                ));
            }
            Err(halt) => return Err(halt),
        };
    }
    if copies {
        // What cannot be sent is told before anything is waited for.
        machine.check_sendable(item)?;
    }
    if !get_in(machine, object, item, block, until)? {
        return Err(library_error(machine, "Full"));
    }
    let item = if copies {
        machine.copy_values(&[item], Copying::Send)?[0]
    } else {
        item
    };
    machine.escape(item);
    machine.note(Kind::Put, object, item, 0);
    let queue = as_queue_mut(machine, object);
    match (heap, order) {
        (Some(items), _) => queue.items = items,
        (None, 1) => queue.items.insert(0, item),
        (None, _) => queue.items.push(item),
    }
    queue.unfinished += 1;
    Ok(Value::NONE)
}

/// Waits for room.
fn get_in(
    machine: &mut Machine,
    object: Value,
    item: Value,
    block: bool,
    until: Option<u64>,
) -> Outcome<bool> {
    let wait = Wait {
        what: What::Room,
        object,
        number: 0,
        until,
    };
    let access = Access {
        place: Place::Sync(object),
        verb: Verb::Put,
        value: item,
        name: Value::NONE,
    };
    machine.get_through(wait, block, access)
}

fn get(machine: &mut Machine, args: &Args) -> Outcome {
    let [_, block, limit] = args.bind(&machine.pool, "get", 1, ["/self", "block", "timeout"])?;
    let queue = machine.sync_of(args);
    get_item(machine, queue, block, limit)
}

fn get_nowait(machine: &mut Machine, args: &Args) -> Outcome {
    let queue = machine.sync_of(args);
    get_item(machine, queue, Value::FALSE, Value::UNSET)
}

fn await_item(machine: &mut Machine, object: Value, block: Value, limit: Value) -> Outcome<bool> {
    let (block, until) = manner(machine, block, limit)?;
    let wait = Wait {
        what: What::Item,
        object,
        number: 0,
        until,
    };
    machine.get_through(wait, block, Access::sync(object, Verb::Get))
}

fn get_item(machine: &mut Machine, object: Value, block: Value, limit: Value) -> Outcome {
    let queue = as_queue(machine, object)?;
    let (order, copies) = (queue.order, queue.copies);
    let mut rest = None;
    if order == 2 && !queue.items.is_empty() {
        let items = queue.items.clone();
        rest = match popped(machine, &items) {
            Ok(items) => Some(items),
            Err(Halt::Call(_)) => {
                let or = |value: Value, other| if value == Value::UNSET { other } else { value };
                return Err(Halt::call(
                    machine.helper("_priority_get"),
                    [object, or(block, Value::TRUE), or(limit, Value::NONE)],
                ));
            }
            Err(halt) => return Err(halt),
        };
    }
    if !await_item(machine, object, block, limit)? {
        return Err(library_error(machine, "Empty"));
    }
    let queue = as_queue_mut(machine, object);
    let item = match rest {
        Some(rest) => std::mem::replace(&mut queue.items, rest)[0],
        None => queue.items.remove(0),
    };
    machine.note(Kind::Get, object, item, 0);
    if copies {
        return Ok(machine.copy_values(&[item], Copying::Receive)?[0]);
    }
    Ok(item)
}

/// The items of a queue as a list, for the library, which puts or gets only where nothing has changed since.
fn queue_items(machine: &mut Machine, args: &Args) -> Outcome {
    let items = as_queue(machine, args.values[0])?.items.clone();
    Ok(machine.list(items))
}

/// `_queue_replace(queue, before, after, block, timeout)`: whether the items were those before; then they are those after.
fn queue_replace(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, before, after, block, limit] = args.values[..] else {
        return Err(Halt::type_error("_queue_replace takes 5 arguments"));
    };
    let (before, after) = (machine.items_of(before)?, machine.items_of(after)?);
    let grows = after.len() > before.len();
    if grows {
        let (block, until) = manner(machine, block, limit)?;
        if !get_in(machine, object, Value::UNSET, block, until)? {
            return Err(library_error(machine, "Full"));
        }
    } else {
        machine.touch(Access::sync(object, Verb::Get))?;
    }
    for item in &after {
        machine.escape(*item);
    }
    if as_queue(machine, object)?.items != before {
        return Ok(Value::FALSE);
    }
    let (less, more) = if grows {
        (&before, &after)
    } else {
        (&after, &before)
    };
    if let Some(item) = more.iter().find(|item| !less.contains(item)) {
        let kind = if grows { Kind::Put } else { Kind::Get };
        machine.note(kind, object, *item, 0);
    }
    let queue = as_queue_mut(machine, object);
    queue.items = after;
    queue.unfinished += u64::from(grows);
    Ok(Value::TRUE)
}

/// `_queue_await(queue, block, timeout)`: waits for an item, without getting it.
fn queue_await(machine: &mut Machine, args: &Args) -> Outcome {
    let [object, block, limit] = args.values[..] else {
        return Err(Halt::type_error("_queue_await takes 3 arguments"));
    };
    if await_item(machine, object, block, limit)? {
        return Ok(Value::NONE);
    }
    Err(library_error(machine, "Empty"))
}

fn look(machine: &mut Machine, args: &Args, of: fn(&Queue) -> Value) -> Outcome {
    let queue = machine.sync_of(args);
    as_queue(machine, queue)?;
    machine.touch(Access::sync(queue, Verb::Look))?;
    Ok(of(as_queue(machine, queue)?))
}

fn qsize(machine: &mut Machine, args: &Args) -> Outcome {
    look(machine, args, |queue| Value::int(queue.items.len() as i64))
}

fn empty(machine: &mut Machine, args: &Args) -> Outcome {
    look(machine, args, |queue| Value::bool(queue.items.is_empty()))
}

fn full(machine: &mut Machine, args: &Args) -> Outcome {
    look(machine, args, |queue| {
        Value::bool(queue.most > 0 && queue.items.len() as u64 >= queue.most)
    })
}

fn unfinished(machine: &mut Machine, args: &Args) -> Outcome {
    look(machine, args, |queue| Value::int(queue.unfinished as i64))
}

fn maxsize(machine: &mut Machine, args: &Args) -> Outcome {
    let queue = machine.sync_of(args);
    Ok(Value::int(as_queue(machine, queue)?.most as i64))
}

fn task_done(machine: &mut Machine, args: &Args) -> Outcome {
    let queue = machine.sync_of(args);
    as_queue(machine, queue)?;
    machine.touch(Access::sync(queue, Verb::Notify))?;
    let queue = as_queue_mut(machine, queue);
    if queue.unfinished == 0 {
        return Err(Halt::value_error("task_done() called too many times"));
    }
    queue.unfinished -= 1;
    Ok(Value::NONE)
}

fn join(machine: &mut Machine, args: &Args) -> Outcome {
    let queue = machine.sync_of(args);
    as_queue(machine, queue)?;
    let wait = Wait {
        what: What::Done,
        object: queue,
        ..Wait::default()
    };
    machine.wait_then(wait, Access::sync(queue, Verb::Look))?;
    Ok(Value::NONE)
}

fn close(machine: &mut Machine, args: &Args) -> Outcome {
    let queue = machine.sync_of(args);
    as_queue(machine, queue)?;
    // Closing is for the process that does it alone, which nobody else can notice.
    Ok(Value::NONE)
}

fn nothing(_: &mut Machine, _: &Args) -> Outcome {
    Ok(Value::NONE)
}

impl Machine {
    /// Whether a value can be sent to another process.
    ///
    /// # Errors
    /// What `pickle` raises.
    pub(in crate::machine) fn check_sendable(&mut self, value: Value) -> Outcome<()> {
        // The copy is garbage; making it is the only check that is as exact as sending.
        self.copy_values(&[value], Copying::Send).map(drop)
    }
}
