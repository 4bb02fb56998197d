//! A picture of the Mandelbrot set, tile by tile, on one thread and on more and more.

use super::Values;
use super::survey::Survey;
use crate::lock::Mutex;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::{Stop, Stopped, clock, cores};
use crate::thread::{Actor, Guest};
use crate::trace::{Class, Kind};

/// The picture: one byte per pixel, 0 inside the set and brighter the closer to it. The page reads it in shared memory,
/// tile by tile as it is told that they are drawn.
pub struct Canvas {
    /// Four pixels each, the leftmost in the lowest byte.
    words: [AtomicU32; WORDS],
}

impl Canvas {
    /// Pixels in a row.
    pub const WIDTH: u32 = 768;
    /// Rows.
    pub const HEIGHT: u32 = 512;
    /// Pixels along each side of a tile. Tiles are counted row by row.
    pub const TILE: u32 = 64;

    /// The pixel at `x`, `y` as it is now.
    pub fn pixel(&self, x: u32, y: u32) -> u8 {
        let at = (y * Self::WIDTH + x) as usize;
        // Relaxed: who was told of the tile by its event sees its pixels by that.
        self.words[at / 4].load(Ordering::Relaxed).to_le_bytes()[at % 4]
    }
}

const WORDS: usize = (Canvas::WIDTH * Canvas::HEIGHT / 4) as usize;
const TILES_ACROSS: u32 = Canvas::WIDTH / Canvas::TILE;
const TILES: u32 = TILES_ACROSS * (Canvas::HEIGHT / Canvas::TILE);

/// The canvas in this memory.
pub static CANVAS: Canvas = Canvas {
    words: [const { AtomicU32::new(0) }; WORDS],
};

/// What the jobs that draw one picture share.
struct Picture<'a> {
    /// By rayon's number for its thread.
    actors: &'a [Mutex<Guest>],
    /// The next tile that nobody has taken.
    next: AtomicU32,
    iterations: u32,
    /// What "this tile is drawn" is called in the trace.
    drawn: u32,
}

pub(super) fn main(me: &Actor, values: &Values) -> Result<(), Stopped> {
    let most = match values.count("threads") as u32 {
        0 => cores::cores(),
        threads => threads,
    };
    let most = most.min(rayon::current_num_threads() as u32);
    let (rounds, iterations) = (
        values.count("rounds") as u32,
        values.count("iterations") as u32,
    );
    let counts = thread_counts(most);

    let survey = Survey::new(me, (rounds + 1) * counts.len() as u32);
    let drawn = me.declare(Class::Measure, "tile");
    let picture = me.declare(Class::Measure, "picture");
    let actors: Vec<_> = (1..=rayon::current_num_threads())
        .map(|number| Mutex::new(me.invite(&format!("thread {number}"))))
        .collect();

    for round in 0..=rounds {
        for &threads in &counts {
            me.record(Kind::Measure, picture, i64::from(threads));
            let ms = draw(me, &actors, threads, iterations, drawn)?;
            // The first round warms up: code gets compiled, threads wake up.
            if round > 0 {
                survey.sample("time", "threads", threads, ms);
            }
            survey.advance();
        }
    }
    Ok(())
}

/// Draws the picture on `threads` threads; returns the milliseconds that it took.
///
/// Rayon's pool cannot be made smaller and there is one per memory, so this does not ask for a pool of `threads`: it starts
/// that many jobs, each of which takes tiles until there are none left. No more threads can have work than there are
/// jobs. The tiles are of very unequal cost, so they are taken one by one instead of being dealt out beforehand.
fn draw(
    me: &Actor,
    actors: &[Mutex<Guest>],
    threads: u32,
    iterations: u32,
    drawn: u32,
) -> Result<f64, Stopped> {
    let picture = Picture {
        actors,
        next: AtomicU32::new(0),
        iterations,
        drawn,
    };
    let began = clock::now();
    let stop = me.stop();
    rayon::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|_| {
                // A job that is stopped leaves its tiles undrawn; `check` below says so to the caller.
                let _ = picture.job(stop);
            });
        }
    });
    stop.check()?;
    Ok(clock::now() - began)
}

impl Picture<'_> {
    /// Takes tiles and draws them, until there are none left.
    fn job(&self, stop: &Stop) -> Result<(), Stopped> {
        let thread = rayon::current_thread_index().expect("a job runs on a thread of the pool");
        // Nobody waits here: a thread runs one job at a time.
        let mut guest = self.actors[thread].lock(stop)?;
        guest.work(|me| {
            loop {
                // Relaxed: hands out each tile once, that is all.
                let tile = self.next.fetch_add(1, Ordering::Relaxed);
                if tile >= TILES {
                    return Ok(());
                }
                self.draw_tile(me, tile)?;
                // Recording is a release: who reads the event sees the pixels.
                me.record(Kind::Measure, self.drawn, i64::from(tile));
            }
        })
    }

    fn draw_tile(&self, me: &Actor, tile: u32) -> Result<(), Stopped> {
        let left = tile % TILES_ACROSS * Canvas::TILE;
        let top = tile / TILES_ACROSS * Canvas::TILE;
        for y in top..top + Canvas::TILE {
            me.stop().check()?;
            for x in (left..left + Canvas::TILE).step_by(4) {
                let pixels = [0, 1, 2, 3].map(|i| shade(x + i, y, self.iterations));
                let word = (y * Canvas::WIDTH + x) / 4;
                // Relaxed: the event of the whole tile hands it over.
                CANVAS.words[word as usize].store(u32::from_le_bytes(pixels), Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

/// How bright a pixel is: z → z² + c, repeated until z is far away or `iterations` are done.
fn shade(x: u32, y: u32, iterations: u32) -> u8 {
    /// What the picture shows: the middle, and how much of the plane one pixel is.
    const MIDDLE: (f64, f64) = (-0.65, 0.0);
    const PIXEL: f64 = 3.3 / Canvas::WIDTH as f64;
    /// The shade that the outside begins with: a thread's colour must be seen there too.
    const DIMMEST: f64 = 64.0;
    /// Far enough for a smooth shade between whole numbers of iterations.
    const FAR: f64 = 256.0;
    let at = |pixel: u32, pixels: u32| (f64::from(pixel) + 0.5 - f64::from(pixels) / 2.0) * PIXEL;
    let c = (
        MIDDLE.0 + at(x, Canvas::WIDTH),
        MIDDLE.1 + at(y, Canvas::HEIGHT),
    );
    let (mut re, mut im) = (0.0, 0.0);
    for iteration in 0..iterations {
        let (re2, im2) = (re * re, im * im);
        if re2 + im2 > FAR {
            // A renormalised count, which has no steps (Peitgen and Saupe, "The Science of Fractal Images", 1988).
            let count = f64::from(iteration) + 1.0 - (0.5 * (re2 + im2).ln() / 2f64.ln()).log2();
            return (DIMMEST + (255.0 - DIMMEST) * (1.0 - 0.96f64.powf(count))) as u8;
        }
        (re, im) = (re2 - im2 + c.0, 2.0 * re * im + c.1);
    }
    0
}

/// The numbers of threads to measure: each up to 16, then every fourth, and in any case the last.
fn thread_counts(most: u32) -> Vec<u32> {
    (1..=most)
        .filter(|&count| count <= 16 || count % 4 == 0 || count == most)
        .collect()
}
