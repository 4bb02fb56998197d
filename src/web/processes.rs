//! Exports of the single build.

use crate::lab::{self, Program, Values};
use crate::process::{Process, Setup, System, Waiting};
use crate::sync::Stopped;
use crate::thread::Fault;
use js_sys::{BigUint64Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(typescript_custom_section)]
const SYSTEM: &str = r"
/** What a process asks of its worker. A promise that is rejected means that the run was told to stop. */
export interface System {
    spawn(name: string): Promise<number>;
    join(actor: number): Promise<void>;
    sleep(milliseconds: number): Promise<void>;
    post(words: BigUint64Array<ArrayBuffer>): void;
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
    fn post(this: &JsSystem, words: BigUint64Array);
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

    fn post(&self, words: &[u64]) {
        self.post(BigUint64Array::from(words));
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
    let Program::Processes(entries) = lab.program else {
        return Err(JsError::new("this lab does not run as processes"));
    };
    let (_, entry) = entries
        .iter()
        .find(|(entry, _)| *entry == name)
        .ok_or_else(|| JsError::new("the lab has no such process"))?;
    let values = Values::new(lab.parameters, values)?;
    let setup = Setup {
        actor,
        began,
        speed: values.speed(),
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
