//! The same work for each of many, over the cores that there are.

#[cfg(not(target_arch = "wasm32"))]
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many workers are worth their while: one for each core.
pub fn most_workers() -> usize {
    #[cfg(not(target_arch = "wasm32"))]
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    #[cfg(target_arch = "wasm32")]
    let workers = 1;
    workers
}

/// `work(0)`, `work(1)` … `work(count − 1)`, in this order, done by so many
/// workers.
#[cfg(not(target_arch = "wasm32"))]
pub fn each<T: Send>(count: usize, workers: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if workers < 2 || count < 2 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&at| at < count));
        taken.map(|at| (at, work(at))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers.min(count)).map(|_| scope.spawn(worker)).collect();
        let joined = running.into_iter().map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, done)| done).collect()
}

/// As natively; a worker of the page is one worker.
#[cfg(target_arch = "wasm32")]
pub fn each<T>(count: usize, _workers: usize, work: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(work).collect()
}
