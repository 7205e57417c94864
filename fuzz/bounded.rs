//! What reading may cost, whatever is read: counted while it is done, so that an
//! input that costs too much is a fault like a panic.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

/// Bytes that are held at once for an input of some kilobytes.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// What the processor works for it, with all that the fuzzer's build adds.
const MOST_TIME: Duration = Duration::from_secs(1);

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST_HELD: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: the system's allocator does all the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST_HELD.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

/// Reads, and panics where that cost too much.
pub fn bounded<T>(read: impl FnOnce() -> T) -> T {
    let (held, started) = (HELD.load(Relaxed), worked());
    MOST_HELD.store(held, Relaxed);
    let result = read();
    let (bytes, time) = (MOST_HELD.load(Relaxed) - held, worked() - started);
    assert!(bytes <= MOST_BYTES, "{bytes} bytes were held at once");
    assert!(time <= MOST_TIME, "it took {time:?}");
    result
}

/// The processor's time of this process: other programs do not count.
fn worked() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock writes into a value of its own type.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
