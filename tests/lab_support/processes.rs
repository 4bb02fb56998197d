//! Processes natively: each is a thread that runs its program's future, and reaches the others through channels only. A
//! thread may block, so each future is ready as soon as it is asked.

use super::Measured;
use interleave::lab::{Lab, Values};
use interleave::process::{Array, Line, Port, Process, Setup, System, Waiting};
use interleave::sync::{Stopped, clock};
use interleave::thread::Fault;
use std::any::Any;
use std::collections::HashMap;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often whoever waits looks whether the run was told to stop.
const LOOK: Duration = Duration::from_millis(2);

/// A run of processes.
#[derive(Clone)]
pub struct Processes(Arc<Shared>);

struct Shared {
    lab: &'static Lab,
    values: Values,
    began: f64,
    stop: AtomicBool,
    threads: Mutex<Vec<Option<JoinHandle<()>>>>,
    lines: Mutex<HashMap<(u32, u32), End>>,
    measured: Mutex<Measured>,
}

impl Processes {
    pub fn new(lab: &'static Lab, values: Values) -> Self {
        Self(Arc::new(Shared {
            lab,
            values,
            began: clock::now(),
            stop: AtomicBool::new(false),
            threads: Mutex::default(),
            lines: Mutex::default(),
            measured: Mutex::default(),
        }))
    }

    /// Runs main and all that it starts to their end, and gives what was measured.
    pub fn run(&self) -> Measured {
        self.spawn("main");
        loop {
            let next = {
                let mut threads = self.0.threads.lock().expect("not poisoned");
                threads.iter_mut().find_map(Option::take)
            };
            match next {
                Some(thread) => thread.join().expect("no panic"),
                None => break,
            }
        }
        std::mem::take(&mut *self.0.measured.lock().expect("not poisoned"))
    }

    /// Tells all of them to stop.
    pub fn stop(&self) {
        self.0.stop.store(true, Ordering::Release);
    }

    fn spawn(&self, name: &str) -> u32 {
        let mut threads = self.0.threads.lock().expect("not poisoned");
        let actor = threads.len() as u32;
        let (run, name) = (self.clone(), name.to_owned());
        threads.push(Some(thread::spawn(move || run.live(actor, &name))));
        actor
    }

    fn live(self, actor: u32, name: &str) {
        let entry = (self.0.lab.program.process(name)).expect("a process of the lab");
        let values = self.0.values.clone();
        let setup = Setup {
            actor,
            began: self.0.began,
            speed: 1.0,
            pace: 0.0,
            fault: Fault::None,
        };
        let system = Box::new(Native { run: self, actor });
        let life = pin!(Process::run(system, setup, async |me: &Process| {
            entry(me, &values).await
        }));
        let Poll::Ready(result) = life.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("{name} waits for something that does not block");
        };
        // A stopped process has nothing to say.
        let _: Result<(), Stopped> = result;
    }

    fn check(&self) -> Result<(), Stopped> {
        if self.0.stop.load(Ordering::Acquire) {
            Err(Stopped)
        } else {
            Ok(())
        }
    }
}

/// The world as a process sees it.
struct Native {
    run: Processes,
    actor: u32,
}

impl System for Native {
    fn spawn(&self, name: &str) -> Waiting<u32> {
        let actor = self.run.spawn(name);
        Box::pin(async move { Ok(actor) })
    }

    fn join(&self, actor: u32) -> Waiting<()> {
        let run = self.run.clone();
        Box::pin(async move {
            let taken = run.0.threads.lock().expect("not poisoned")[actor as usize].take();
            if let Some(thread) = taken {
                while !thread.is_finished() {
                    run.check()?;
                    thread::sleep(LOOK);
                }
            }
            Ok(())
        })
    }

    fn sleep(&self, milliseconds: f64) -> Waiting<()> {
        let run = self.run.clone();
        Box::pin(async move {
            let deadline = Instant::now() + Duration::from_secs_f64(milliseconds / 1e3);
            loop {
                run.check()?;
                let left = deadline.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Ok(());
                }
                thread::sleep(left.min(LOOK));
            }
        })
    }

    fn number(&self) -> Waiting<u32> {
        panic!("no coroutine is to be numbered here")
    }

    fn input(&self) -> Waiting<Option<f64>> {
        panic!("no visitor sends anything here")
    }

    fn look(&self) -> Waiting<()> {
        let result = self.run.check();
        Box::pin(async move { result })
    }

    fn line(&self, actor: u32) -> Waiting<Box<dyn Line>> {
        let mut lines = self.run.0.lines.lock().expect("not poisoned");
        let end = lines.remove(&(self.actor, actor)).unwrap_or_else(|| {
            let (one, other) = End::pair(&self.run);
            lines.insert((actor, self.actor), other);
            one
        });
        Box::pin(async move { Ok(Box::new(end) as Box<dyn Line>) })
    }

    fn array(&self, bytes: usize) -> Box<dyn Array> {
        Box::new(Bytes(vec![0; bytes]))
    }

    fn listen(&self, _: &str, _: u32) -> Waiting<bool> {
        unimplemented!("the labs that measure have no sockets")
    }

    fn accept(&self, _: &str) -> Waiting<Box<dyn Port>> {
        unimplemented!("the labs that measure have no sockets")
    }

    fn stop_listening(&self, _: &str) {}

    fn connect(&self, _: &str) -> Waiting<Option<Box<dyn Port>>> {
        unimplemented!("the labs that measure have no sockets")
    }

    fn memory_bytes(&self) -> u64 {
        0
    }

    fn post(&self, words: &[u64]) {
        let mut measured = self.run.0.measured.lock().expect("not poisoned");
        let actor = self.actor as usize;
        measured.add(actor, actor + 1, words);
    }
}

struct Bytes(Vec<u8>);

impl Array for Bytes {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, index: usize) -> u8 {
        self.0[index]
    }

    fn set(&mut self, index: usize, byte: u8) {
        self.0[index] = byte;
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct End {
    run: Processes,
    sender: Sender<Vec<u8>>,
    receiver: Arc<Mutex<Receiver<Vec<u8>>>>,
}

impl End {
    fn pair(run: &Processes) -> (Self, Self) {
        let (there, here) = (mpsc::channel(), mpsc::channel());
        let end = |sender, receiver| Self {
            run: run.clone(),
            sender,
            receiver: Arc::new(Mutex::new(receiver)),
        };
        (end(there.0, here.1), end(here.0, there.1))
    }

    fn send(&self, array: &dyn Array) {
        let bytes = array.as_any().downcast_ref::<Bytes>().expect("ours");
        // Who has ended takes no messages.
        let _ = self.sender.send(bytes.0.clone());
    }
}

impl Line for End {
    fn copy(&self, array: &dyn Array) {
        self.send(array);
    }

    fn transfer(&self, array: Box<dyn Array>) {
        self.send(&*array);
    }

    fn receive(&self) -> Waiting<Box<dyn Array>> {
        let (run, receiver) = (self.run.clone(), Arc::clone(&self.receiver));
        Box::pin(async move {
            loop {
                run.check()?;
                match receiver.lock().expect("not poisoned").recv_timeout(LOOK) {
                    Ok(bytes) => return Ok(Box::new(Bytes(bytes)) as Box<dyn Array>),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Err(Stopped),
                }
            }
        })
    }
}
