//! The ring of bytes for one writer and one reader. Its layout and protocol are in `README.md` beside this file.
//!
//! Sources as for [`ItemRing`](super::ItemRing).

use super::doze::Doze;
use super::error::{GetError, PutError};
use super::line::Line;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Backoff, Bytes, Stop};
use core::fmt;
use core::ops::Deref;

/// What both ends look at, and change seldom.
#[derive(Debug)]
#[repr(C)]
struct Signals {
    /// | bit | meaning |
    /// | --- | --- |
    /// | 0 | there is or was a writer |
    /// | 1 | there is or was a reader |
    /// | 2 | the writer is gone: no byte comes any more |
    /// | 3 | the reader is gone: no byte is read any more |
    ends: AtomicU32,
    reader: Doze,
    writer: Doze,
}

const WRITER_TAKEN: u32 = 1;
const READER_TAKEN: u32 = 2;
const WRITER_GONE: u32 = 4;
const READER_GONE: u32 = 8;

/// A ring of `N` bytes (a power of two) in shared memory, for one stream: each of its ends is taken once.
#[derive(Debug)]
#[repr(C)]
pub struct ByteRing<const N: usize> {
    /// Bytes ever written, modulo 2^32. Written by the writer.
    head: Line<AtomicU32>,
    /// Bytes ever read, modulo 2^32. Written by the reader.
    tail: Line<AtomicU32>,
    signals: Line<Signals>,
    bytes: Bytes<N>,
}

// SAFETY: the bytes are the only part that is not `Sync` by itself. There is one writer and one reader at the most (`ends`);
// the writer writes only bytes in [head, tail + N) and the reader reads only bytes in [tail, head), which never
// overlap, and the indices hand bytes over by Release and Acquire.
unsafe impl<const N: usize> Sync for ByteRing<N> {}

impl<const N: usize> ByteRing<N> {
    const MASK: usize = {
        assert!(N.is_power_of_two() && N <= 1 << 31);
        N - 1
    };

    /// An empty ring.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self {
            head: Line(AtomicU32::new(0)),
            tail: Line(AtomicU32::new(0)),
            signals: Line(Signals {
                ends: AtomicU32::new(0),
                reader: Doze::new(),
                writer: Doze::new(),
            }),
            bytes: Bytes::new(),
        }
    }

    /// An empty ring.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self {
            head: Line(AtomicU32::new(0)),
            tail: Line(AtomicU32::new(0)),
            signals: Line(Signals {
                ends: AtomicU32::new(0),
                reader: Doze::new(),
                writer: Doze::new(),
            }),
            bytes: Bytes::new(),
        }
    }

    fn claim(&self, end: u32) -> bool {
        // Relaxed: an end is taken once, so there is nobody whose work it goes on with.
        self.signals.0.ends.fetch_or(end, Ordering::Relaxed) & end == 0
    }

    fn is_gone(&self, end: u32) -> bool {
        // Acquire pairs with the Release in `leave`; SeqCst for the look before a sleep, see `Doze`.
        self.signals.0.ends.load(Ordering::SeqCst) & end != 0
    }

    fn leave(&self, end: u32, other: &Doze) {
        // Release pairs with `is_gone`; SeqCst because the other end may sleep for it, see `Doze`.
        self.signals.0.ends.fetch_or(end, Ordering::SeqCst);
        other.wake();
    }

    /// Where the byte with this number is, and how many follow it before the ring's end.
    fn place(number: u32) -> (usize, usize) {
        let at = number as usize & Self::MASK;
        (at, N - at)
    }
}

impl<const N: usize> Default for ByteRing<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// The end that bytes are written to. Dropping it ends the stream: the reader gets what is in the ring, and then
/// [`GetError::Closed`].
pub struct ByteWriter<const N: usize, R: Deref<Target = ByteRing<N>>> {
    ring: R,
    /// The ring's own, which only this end writes.
    head: u32,
    /// The ring's as it was when last looked at.
    tail: u32,
}

impl<const N: usize, R: Deref<Target = ByteRing<N>>> ByteWriter<N, R> {
    /// Takes this end of `ring`, unless somebody has or had it.
    pub fn claim(ring: R) -> Option<Self> {
        ring.claim(WRITER_TAKEN).then_some(Self {
            ring,
            head: 0,
            tail: 0,
        })
    }

    /// How many bytes can be written now. There may be more room by the time it is looked at, never less.
    pub fn room(&mut self) -> usize {
        // SeqCst, which is Acquire too, pairs with the store in `advance` of the reader: the bytes have been read. The
        // look before a sleep; see `Doze`.
        self.tail = self.ring.tail.0.load(Ordering::SeqCst);
        self.known_room()
    }

    /// Whether the reader is gone: nothing can be written any more.
    pub fn is_closed(&self) -> bool {
        self.ring.is_gone(READER_GONE)
    }

    fn known_room(&self) -> usize {
        N - self.head.wrapping_sub(self.tail) as usize
    }

    /// Writes as much of `bytes` as there is room for, and says how much.
    ///
    /// # Errors
    /// [`PutError::Full`] if that would be nothing, [`PutError::Closed`] if the reader is gone.
    pub fn try_write(&mut self, bytes: &[u8]) -> Result<usize, PutError<()>> {
        if self.is_closed() {
            return Err(PutError::Closed(()));
        }
        let room = match self.known_room() {
            room if room < bytes.len() => self.room(),
            room => room,
        };
        let count = room.min(bytes.len());
        if count == 0 && !bytes.is_empty() {
            return Err(PutError::Full(()));
        }
        self.copy(0, &bytes[..count]);
        self.advance(count);
        Ok(count)
    }

    /// Writes all of `parts`, one after the other, or nothing. The reader sees them at once or not at all.
    ///
    /// # Errors
    /// [`PutError::Full`] if they do not fit now, [`PutError::Closed`] if the reader is gone.
    pub fn try_write_whole(&mut self, parts: &[&[u8]]) -> Result<(), PutError<()>> {
        if self.is_closed() {
            return Err(PutError::Closed(()));
        }
        let whole = parts.iter().map(|part| part.len()).sum();
        if self.known_room() < whole && self.room() < whole {
            return Err(PutError::Full(()));
        }
        let mut at = 0;
        for part in parts {
            self.copy(at, part);
            at += part.len();
        }
        self.advance(whole);
        Ok(())
    }

    /// Writes as much of `bytes` as there is room for, waiting until that is at least one byte; says how much. Of no bytes
    /// it writes none, without waiting.
    ///
    /// # Errors
    /// [`PutError::Closed`] if the reader is gone, or [`PutError::Stopped`] if the run was told to stop while the call
    /// waited.
    pub fn write(&mut self, bytes: &[u8], stop: &Stop) -> Result<usize, PutError<()>> {
        loop {
            match self.try_write(bytes) {
                Err(PutError::Full(())) => self.wait(1, stop, None)?,
                done => return done,
            };
        }
    }

    /// Writes all of `bytes`, waiting as often as there is no room.
    ///
    /// # Errors
    /// As [`ByteWriter::write`]; part of the bytes may have been written then.
    pub fn write_all(&mut self, mut bytes: &[u8], stop: &Stop) -> Result<(), PutError<()>> {
        while !bytes.is_empty() {
            let count = self.write(bytes, stop)?;
            bytes = &bytes[count..];
        }
        Ok(())
    }

    /// Waits until there is room for `count` bytes or the reader is gone, but not beyond `deadline` (milliseconds on
    /// [`clock::now`](crate::sync::clock::now)). False if neither was so by then.
    ///
    /// # Errors
    /// [`PutError::Stopped`] if the run was told to stop while the call waited.
    ///
    /// # Panics
    /// If the ring is smaller than `count`.
    pub fn wait(
        &mut self,
        count: usize,
        stop: &Stop,
        deadline: Option<f64>,
    ) -> Result<bool, PutError<()>> {
        assert!(count <= N, "a ring of {N} bytes never has room for {count}");
        let mut backoff = Backoff::new();
        loop {
            if self.room() >= count || self.is_closed() {
                return Ok(true);
            }
            if backoff.spin() {
                continue;
            }
            let (ring, head) = (&*self.ring, self.head);
            let woken = ring.signals.0.writer.sleep(stop, deadline, || {
                let tail = ring.tail.0.load(Ordering::SeqCst);
                N - (head.wrapping_sub(tail) as usize) < count && !ring.is_gone(READER_GONE)
            });
            if !woken.map_err(|_| PutError::Stopped(()))? {
                return Ok(self.room() >= count || self.is_closed());
            }
        }
    }

    /// Copies `bytes` to where they will be, `ahead` bytes after `head`. There is room for them.
    fn copy(&self, ahead: usize, bytes: &[u8]) {
        let (at, before_end) = ByteRing::<N>::place(self.head.wrapping_add(ahead as u32));
        let (first, second) = bytes.split_at(bytes.len().min(before_end));
        // SAFETY: both places are in [head, tail + N), and within the block; the reader does not read them before
        // `advance`, and `&mut self` in all callers makes this the only writer.
        unsafe {
            self.ring.bytes.write(at, first);
            self.ring.bytes.write(0, second);
        }
    }

    fn advance(&mut self, count: usize) {
        if count > 0 {
            self.head = self.head.wrapping_add(count as u32);
            // SeqCst, which is Release too, pairs with the load in `ByteReader::available`: who sees the new head sees
            // the bytes. A change that the reader may sleep for; see `Doze`.
            self.ring.head.0.store(self.head, Ordering::SeqCst);
            self.ring.signals.0.reader.wake();
        }
    }
}

impl<const N: usize, R: Deref<Target = ByteRing<N>>> Drop for ByteWriter<N, R> {
    fn drop(&mut self) {
        self.ring.leave(WRITER_GONE, &self.ring.signals.0.reader);
    }
}

/// The end that bytes are read from. Dropping it ends the stream: nothing can be written any more.
pub struct ByteReader<const N: usize, R: Deref<Target = ByteRing<N>>> {
    ring: R,
    /// The ring's own, which only this end writes.
    tail: u32,
    /// The ring's as it was when last looked at.
    head: u32,
}

impl<const N: usize, R: Deref<Target = ByteRing<N>>> ByteReader<N, R> {
    /// Takes this end of `ring`, unless somebody has or had it.
    pub fn claim(ring: R) -> Option<Self> {
        ring.claim(READER_TAKEN).then_some(Self {
            ring,
            tail: 0,
            head: 0,
        })
    }

    /// How many bytes can be read now. There may be more by the time it is looked at, never fewer.
    pub fn available(&mut self) -> usize {
        // SeqCst, which is Acquire too, pairs with the store in `advance` of the writer: the bytes are there. The look
        // before a sleep; see `Doze`.
        self.head = self.ring.head.0.load(Ordering::SeqCst);
        self.known()
    }

    /// Whether the writer is gone: no more bytes will come than those that are there.
    pub fn is_closed(&self) -> bool {
        self.ring.is_gone(WRITER_GONE)
    }

    fn known(&self) -> usize {
        self.head.wrapping_sub(self.tail) as usize
    }

    /// Reads as many bytes as there are and `into` takes, and says how many.
    ///
    /// # Errors
    /// [`GetError::Empty`] if that would be none, [`GetError::Closed`] if the writer is gone besides.
    pub fn try_read(&mut self, into: &mut [u8]) -> Result<usize, GetError> {
        if self.known() < into.len() {
            self.look()?;
        }
        let count = self.known().min(into.len());
        self.take(&mut into[..count]);
        Ok(count)
    }

    /// Reads as many bytes as `into` takes, or none. For what was written by
    /// [`try_write_whole`](ByteWriter::try_write_whole): once its first byte is there, so are the others.
    ///
    /// # Errors
    /// [`GetError::Empty`] if there are not so many, [`GetError::Closed`] if the writer is gone besides.
    pub fn try_read_whole(&mut self, into: &mut [u8]) -> Result<(), GetError> {
        if self.known() < into.len() {
            self.look()?;
            if self.known() < into.len() {
                return Err(GetError::Empty);
            }
        }
        self.take(into);
        Ok(())
    }

    /// Reads as many bytes as there are and `into` takes, waiting until that is at least one; says how many. If `into`
    /// takes none it reads none, without waiting.
    ///
    /// # Errors
    /// [`GetError::Closed`] once the writer is gone and the ring is empty, or [`GetError::Stopped`] if the run was told to
    /// stop while the call waited.
    pub fn read(&mut self, into: &mut [u8], stop: &Stop) -> Result<usize, GetError> {
        loop {
            match self.try_read(into) {
                Err(GetError::Empty) => self.wait(stop, None)?,
                done => return done,
            };
        }
    }

    /// Waits until there is a byte or the writer is gone, but not beyond `deadline` (milliseconds on
    /// [`clock::now`](crate::sync::clock::now)). False if neither was so by then.
    ///
    /// # Errors
    /// [`GetError::Stopped`] if the run was told to stop while the call waited.
    pub fn wait(&mut self, stop: &Stop, deadline: Option<f64>) -> Result<bool, GetError> {
        let mut backoff = Backoff::new();
        loop {
            if self.available() > 0 || self.is_closed() {
                return Ok(true);
            }
            if backoff.spin() {
                continue;
            }
            let (ring, tail) = (&*self.ring, self.tail);
            let woken = ring.signals.0.reader.sleep(stop, deadline, || {
                ring.head.0.load(Ordering::SeqCst) == tail && !ring.is_gone(WRITER_GONE)
            })?;
            if !woken {
                return Ok(self.available() > 0 || self.is_closed());
            }
        }
    }

    /// Looks for new bytes. An error if there is none.
    fn look(&mut self) -> Result<(), GetError> {
        // Before the look at `head`: nothing is written any more once this says so.
        let gone = self.is_closed();
        match self.available() {
            0 if gone => Err(GetError::Closed),
            0 => Err(GetError::Empty),
            _ => Ok(()),
        }
    }

    /// Reads as many bytes as `into` takes; there are so many.
    fn take(&mut self, into: &mut [u8]) {
        if into.is_empty() {
            return;
        }
        let (at, before_end) = ByteRing::<N>::place(self.tail);
        let count = into.len();
        let (first, second) = into.split_at_mut(count.min(before_end));
        // SAFETY: both places are in [tail, head), and within the block; the writer does not write them before the store
        // to `tail` below.
        unsafe {
            self.ring.bytes.read(at, first);
            self.ring.bytes.read(0, second);
        }
        self.tail = self.tail.wrapping_add(count as u32);
        // SeqCst, which is Release too, pairs with the load in `ByteWriter::room`: the bytes are read before they are
        // written again. A change that the writer may sleep for; see `Doze`.
        self.ring.tail.0.store(self.tail, Ordering::SeqCst);
        self.ring.signals.0.writer.wake();
    }
}

impl<const N: usize, R: Deref<Target = ByteRing<N>>> Drop for ByteReader<N, R> {
    fn drop(&mut self) {
        self.ring.leave(READER_GONE, &self.ring.signals.0.writer);
    }
}

impl<const N: usize, R: Deref<Target = ByteRing<N>>> fmt::Debug for ByteWriter<N, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteWriter")
            .field("written", &self.head)
            .finish_non_exhaustive()
    }
}

impl<const N: usize, R: Deref<Target = ByteRing<N>>> fmt::Debug for ByteReader<N, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteReader")
            .field("read", &self.tail)
            .finish_non_exhaustive()
    }
}
