//! Exports of the single build.

use crate::lab::{self, Values};
use crate::process::{Array, Heard, Line, Port, Process, Setup, System, Waiting};
use crate::socket::Post;
use crate::sync::Stopped;
use crate::thread::Fault;
use core::any::Any;
use core::cell::RefCell;
use js_sys::{ArrayBuffer, BigUint64Array, Promise, Uint8Array, WebAssembly};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(typescript_custom_section)]
const SYSTEM: &str = r"
/** What a process asks of its worker. A promise that is rejected means that the run was told to stop. */
export interface System {
    spawn(name: string): Promise<number>;
    join(actor: number): Promise<void>;
    sleep(milliseconds: number): Promise<void>;
    /** Lets the messages in that have come. */
    look(): Promise<void>;
    line(actor: number): Promise<Line>;
    /** A number for one more actor. */
    number(): Promise<number>;
    /** What the visitor sends next; null if there is to be no more. */
    input(): Promise<number | null>;
    /** Whether nobody else listens there. */
    listen(address: string, backlog: number): Promise<boolean>;
    accept(address: string): Promise<Port>;
    stop_listening(address: string): void;
    /** Null if it was refused. */
    connect(address: string): Promise<Port | null>;
    post(words: BigUint64Array<ArrayBuffer>): void;
}

/** One end of a connection's way to another process. */
export interface Port {
    readonly number: number;
    post(message: ArrayBuffer): void;
    /** Each is called from the worker's loop, never within another call. */
    attach(message: (bytes: Uint8Array) => void, gone: () => void, stopped: () => void): void;
    close(): void;
}

/** One end of a line to another process. */
export interface Line {
    copy(bytes: ArrayBuffer): void;
    transfer(bytes: ArrayBuffer): void;
    receive(): Promise<ArrayBuffer>;
}
";

#[wasm_bindgen]
extern "C" {
    /// The worker's side of a [`System`].
    #[wasm_bindgen(typescript_type = "System")]
    pub type JsSystem;

    #[wasm_bindgen(method)]
    fn spawn(this: &JsSystem, name: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn join(this: &JsSystem, actor: u32) -> Promise;
    #[wasm_bindgen(method)]
    fn sleep(this: &JsSystem, milliseconds: f64) -> Promise;
    #[wasm_bindgen(method)]
    fn look(this: &JsSystem) -> Promise;
    #[wasm_bindgen(method)]
    fn line(this: &JsSystem, actor: u32) -> Promise;
    #[wasm_bindgen(method)]
    fn number(this: &JsSystem) -> Promise;
    #[wasm_bindgen(method)]
    fn input(this: &JsSystem) -> Promise;
    #[wasm_bindgen(method)]
    fn listen(this: &JsSystem, address: &str, backlog: u32) -> Promise;
    #[wasm_bindgen(method)]
    fn accept(this: &JsSystem, address: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn stop_listening(this: &JsSystem, address: &str);
    #[wasm_bindgen(method)]
    fn connect(this: &JsSystem, address: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn post(this: &JsSystem, words: BigUint64Array);

    /// The worker's side of a [`Port`].
    #[wasm_bindgen(typescript_type = "Port")]
    pub type JsPort;

    #[wasm_bindgen(method, getter)]
    fn number(this: &JsPort) -> u32;
    #[wasm_bindgen(method)]
    fn post(this: &JsPort, message: ArrayBuffer);
    #[wasm_bindgen(method)]
    fn attach(
        this: &JsPort,
        message: &Closure<dyn Fn(Uint8Array)>,
        gone: &Closure<dyn Fn()>,
        stopped: &Closure<dyn Fn()>,
    );
    #[wasm_bindgen(method)]
    fn close(this: &JsPort);

    /// The worker's side of a [`Line`].
    #[wasm_bindgen(typescript_type = "Line")]
    pub type JsLine;

    #[wasm_bindgen(method)]
    fn copy(this: &JsLine, bytes: &ArrayBuffer);
    #[wasm_bindgen(method)]
    fn transfer(this: &JsLine, bytes: &ArrayBuffer);
    #[wasm_bindgen(method)]
    fn receive(this: &JsLine) -> Promise;
}

impl System for JsSystem {
    fn spawn(&self, name: &str) -> Waiting<u32> {
        let number = settled(self.spawn(name));
        Box::pin(async { Ok(number.await?.as_f64().unwrap_or_default() as u32) })
    }

    fn join(&self, actor: u32) -> Waiting<()> {
        let end = settled(self.join(actor));
        Box::pin(async { end.await.map(drop) })
    }

    fn sleep(&self, milliseconds: f64) -> Waiting<()> {
        let end = settled(self.sleep(milliseconds));
        Box::pin(async { end.await.map(drop) })
    }

    fn look(&self) -> Waiting<()> {
        let end = settled(self.look());
        Box::pin(async { end.await.map(drop) })
    }

    fn line(&self, actor: u32) -> Waiting<Box<dyn Line>> {
        let line = settled(self.line(actor));
        Box::pin(async {
            let line: JsLine = line.await?.unchecked_into();
            Ok(Box::new(line) as Box<dyn Line>)
        })
    }

    fn array(&self, bytes: usize) -> Box<dyn Array> {
        Box::new(JsArray(Uint8Array::new_with_length(bytes as u32)))
    }

    fn number(&self) -> Waiting<u32> {
        let number = settled(self.number());
        Box::pin(async { Ok(number.await?.as_f64().unwrap_or_default() as u32) })
    }

    fn input(&self) -> Waiting<Option<f64>> {
        let value = settled(self.input());
        Box::pin(async { Ok(value.await?.as_f64()) })
    }

    fn listen(&self, address: &str, backlog: u32) -> Waiting<bool> {
        let answer = settled(self.listen(address, backlog));
        Box::pin(async { Ok(answer.await?.is_truthy()) })
    }

    fn accept(&self, address: &str) -> Waiting<Box<dyn Port>> {
        let port = settled(self.accept(address));
        Box::pin(async { Ok(BrowserPort::of(port.await?)) })
    }

    fn stop_listening(&self, address: &str) {
        self.stop_listening(address);
    }

    fn connect(&self, address: &str) -> Waiting<Option<Box<dyn Port>>> {
        let port = settled(self.connect(address));
        Box::pin(async {
            let port = port.await?;
            Ok((!port.is_null()).then(|| BrowserPort::of(port)))
        })
    }

    fn memory_bytes(&self) -> u64 {
        let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let buffer: ArrayBuffer = memory.buffer().unchecked_into();
        u64::from(buffer.byte_length())
    }

    fn post(&self, words: &[u64]) {
        self.post(BigUint64Array::from(words));
    }
}

/// A port with what it calls, which lives as long as the port may call it.
struct BrowserPort {
    port: JsPort,
    calls: RefCell<Option<Calls>>,
}

struct Calls {
    message: Closure<dyn Fn(Uint8Array)>,
    gone: Closure<dyn Fn()>,
    stopped: Closure<dyn Fn()>,
}

impl BrowserPort {
    fn of(port: JsValue) -> Box<dyn Port> {
        Box::new(Self {
            port: port.unchecked_into(),
            calls: RefCell::default(),
        })
    }
}

impl Post for BrowserPort {
    fn post(&self, message: &[u8]) {
        self.port.post(Uint8Array::from(message).buffer());
    }
}

impl Port for BrowserPort {
    fn number(&self) -> u32 {
        self.port.number()
    }

    fn attach(&self, hear: Box<dyn Fn(Heard)>) {
        let hear: Rc<dyn Fn(Heard)> = hear.into();
        let (on_message, on_gone) = (Rc::clone(&hear), Rc::clone(&hear));
        let calls = Calls {
            message: Closure::new(move |bytes: Uint8Array| {
                on_message(Heard::Message(bytes.to_vec()));
            }),
            gone: Closure::new(move || on_gone(Heard::Gone)),
            stopped: Closure::new(move || hear(Heard::Stopped)),
        };
        (self.port).attach(&calls.message, &calls.gone, &calls.stopped);
        self.calls.replace(Some(calls));
    }
}

impl Drop for BrowserPort {
    fn drop(&mut self) {
        self.port.close();
    }
}

/// An array in an `ArrayBuffer`.
struct JsArray(Uint8Array);

impl JsArray {
    /// The one behind `array`. Nobody else makes any here.
    fn of(array: &dyn Array) -> ArrayBuffer {
        let array = array.as_any().downcast_ref::<Self>();
        array.expect("the arrays of this system").0.buffer()
    }
}

impl Array for JsArray {
    fn len(&self) -> usize {
        self.0.length() as usize
    }

    fn get(&self, index: usize) -> u8 {
        assert!(index < self.len());
        self.0.get_index(index as u32)
    }

    fn set(&mut self, index: usize, byte: u8) {
        assert!(index < self.len());
        self.0.set_index(index as u32, byte);
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Line for JsLine {
    fn copy(&self, array: &dyn Array) {
        self.copy(&JsArray::of(array));
    }

    fn transfer(&self, array: Box<dyn Array>) {
        self.transfer(&JsArray::of(&*array));
    }

    fn receive(&self) -> Waiting<Box<dyn Array>> {
        let message = settled(self.receive());
        Box::pin(async {
            let bytes = Uint8Array::new(&message.await?);
            Ok(Box::new(JsArray(bytes)) as Box<dyn Array>)
        })
    }
}

async fn settled(promise: Promise) -> Result<JsValue, Stopped> {
    JsFuture::from(promise).await.map_err(|_| Stopped)
}

/// Runs the process called `name` of the lab called `id` as process number `actor`, and says whether it came to its end
/// (or was stopped). `values` stand in the order of the lab's parameters; `began` is when the run began on the page's
/// clock.
///
/// # Errors
/// If there is no such process, or a value is out of its bounds.
#[wasm_bindgen]
pub async fn run_process(
    id: &str,
    name: &str,
    actor: u32,
    values: &[f64],
    began: f64,
    system: JsSystem,
) -> Result<bool, JsError> {
    let lab = lab::find(id).ok_or_else(|| JsError::new("there is no such lab"))?;
    let entry =
        (lab.program.process(name)).ok_or_else(|| JsError::new("the lab has no such process"))?;
    let values = Values::new(lab.parameters, values)?;
    let setup = Setup {
        actor,
        began,
        speed: values.speed(),
        pace: values.pace(),
        // Planted in task 1, as among threads.
        fault: if actor == 1 {
            values.fault()
        } else {
            Fault::None
        },
    };
    let result = Process::run(Box::new(system), setup, async |me: &Process| {
        entry(me, &values).await
    })
    .await;
    Ok(result.is_ok())
}
