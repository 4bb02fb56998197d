//! Programs that the suite starts. Each leads a process group, so that what it starts itself ends with it, and has a
//! folder for temporary files that goes with it.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tempfile::TempDir;

/// All that run now, for [`end_on_signal`].
static RUNNING: Mutex<Vec<(Pid, PathBuf)>> = Mutex::new(Vec::new());

/// How long a killed group may take to be gone before its folder is removed regardless.
const GONE: Duration = Duration::from_millis(500);

/// A program with everything it started; dropping it ends them all.
pub struct Program {
    child: Child,
    group: Pid,
    folder: TempDir,
}

impl Program {
    /// Starts `command`, which writes into a log. `folder`, by [`Program::new_folder`], is for its temporary files.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start(command: &mut Command, folder: TempDir) -> Result<Self> {
        let log = fs::File::create(log_in(folder.path()))?;
        let output = log.try_clone()?.into();
        Self::spawn(command, folder, output, log.into())
    }

    /// The same, but its standard output is for [`Program::take_output`].
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start_piped(command: &mut Command, folder: TempDir) -> Result<Self> {
        let log = fs::File::create(log_in(folder.path()))?;
        Self::spawn(command, folder, Stdio::piped(), log.into())
    }

    fn spawn(command: &mut Command, folder: TempDir, output: Stdio, errors: Stdio) -> Result<Self> {
        command
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .process_group(0);
        // Held over the start, so that a signal in between does not miss it.
        let mut running = running();
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let group = Pid::from_raw(child.id().cast_signed());
        running.push((group, folder.path().to_owned()));
        Ok(Self {
            child,
            group,
            folder,
        })
    }

    /// A folder for [`Program::start`].
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new_folder() -> Result<TempDir> {
        tempfile::Builder::new()
            .prefix("interleave-suite-")
            .tempdir()
            .context("cannot make a temporary folder")
    }

    /// Its standard output, once, if it was started for that.
    pub fn take_output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// What it has written so far into its log.
    pub fn log(&self) -> String {
        let bytes = fs::read(log_in(self.folder.path())).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Its folder for temporary files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let mut running = running();
        // A group that is gone already is what was wanted.
        let _ = killpg(self.group, Signal::SIGKILL);
        let _ = self.child.wait();
        running.retain(|(group, _)| *group != self.group);
        drop(running);
        // Until its members are gone they may still write into the folder that is removed next.
        let killed = Instant::now();
        while killpg(self.group, None).is_ok() && killed.elapsed() < GONE {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn log_in(folder: &Path) -> PathBuf {
    folder.join("log")
}

fn running() -> MutexGuard<'static, Vec<(Pid, PathBuf)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// On Ctrl-C or a request to end, ends all programs first: they are in groups of their own, which the terminal's signal
/// does not reach.
///
/// # Errors
/// If the handler cannot be installed.
pub fn end_on_signal() -> Result<()> {
    ctrlc::set_handler(|| {
        end_all();
        std::process::exit(130);
    })
    .context("cannot handle signals")
}

/// Ends all programs, for a process that is about to end itself.
pub fn end_all() {
    for (group, folder) in running().iter() {
        let _ = killpg(*group, Signal::SIGKILL);
        let _ = fs::remove_dir_all(folder);
    }
}
