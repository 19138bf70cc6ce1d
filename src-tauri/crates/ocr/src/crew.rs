//! The threads that pieces of work are spread over: as many as there are cores, each with a pool of one for the networks.
//!
//! A piece always runs on one thread, so that an answer does not depend on how many there are.

use crate::error::Error;
use rten::ThreadPool;
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
        mpsc,
    },
    thread,
};

/// More threads than this would hold more memory than a picture is worth.
const MOST: usize = 8;

/// The threads of an engine.
pub(crate) struct Crew {
    pools: Vec<Arc<ThreadPool>>,
}

impl Crew {
    /// One for each core.
    pub(crate) fn new() -> Crew {
        let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST);
        Crew { pools: (0..cores).map(|_| Arc::new(ThreadPool::with_num_threads(1))).collect() }
    }

    /// A pool for a piece of work that stands alone.
    pub(crate) fn one(&self) -> &Arc<ThreadPool> {
        &self.pools[0]
    }

    /// Does the work on every item, begun in the order of the items; the results are in their order too.
    ///
    /// # Errors
    /// The first piece that failed, or `Interrupted` as soon as `go_on` says no.
    pub(crate) fn each<I: Sync, O: Send>(
        &self,
        items: &[I],
        go_on: &dyn Fn() -> bool,
        work: impl Fn(&I, &Arc<ThreadPool>) -> Result<O, Error> + Sync,
    ) -> io::Result<Vec<O>> {
        if !go_on() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (send, results) = mpsc::channel();
        let mut found: Vec<Option<O>> = items.iter().map(|_| None).collect();
        let ended = thread::scope(|scope| {
            let mut ended: io::Result<()> = Ok(());
            for pool in &self.pools[..self.pools.len().min(items.len())] {
                let (send, next, stop, work) = (send.clone(), &next, &stop, &work);
                scope.spawn(move || {
                    while !stop.load(Relaxed) {
                        let at = next.fetch_add(1, Relaxed);
                        let Some(item) = items.get(at) else { break };
                        if send.send((at, work(item, pool))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            for (at, result) in results {
                match result {
                    Ok(output) => found[at] = Some(output),
                    Err(error) => ended = ended.and(Err(error.into())),
                }
                if ended.is_ok() && !go_on() {
                    ended = Err(io::ErrorKind::Interrupted.into());
                }
                if ended.is_err() {
                    stop.store(true, Relaxed);
                }
            }
            ended
        });
        ended.map(|()| found.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn every_item_is_worked_on_once_and_in_order() {
        let items: Vec<usize> = (0..100).collect();
        let found = Crew::new().each(&items, &|| true, |item, _| Ok(item * 2)).unwrap();
        assert_eq!(found, (0..100).map(|item| item * 2).collect::<Vec<_>>());
        assert!(Crew::new().each(&[] as &[u8], &|| true, |_, _| Ok(())).unwrap().is_empty());
    }

    #[test]
    fn no_more_is_begun_when_one_fails_or_the_caller_says_stop() {
        let items: Vec<usize> = (0..10_000).collect();
        let begun = AtomicUsize::new(0);
        let asked = Cell::new(0);
        let few = || asked.replace(asked.get() + 1) < 5;
        let slow = |_: &usize, _: &Arc<ThreadPool>| {
            begun.fetch_add(1, Relaxed);
            thread::sleep(std::time::Duration::from_micros(100));
            Ok(())
        };
        let error = Crew::new().each(&items, &few, slow).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Interrupted);
        assert!(begun.load(Relaxed) < 5_000, "{begun:?} were begun");
        let fails = |item: &usize, _: &Arc<ThreadPool>| match item {
            3 => Err(Error::Shape { name: "x", found: vec![] }),
            _ => Ok(()),
        };
        assert_eq!(Crew::new().each(&items, &|| true, fails).unwrap_err().kind(), io::ErrorKind::Other);
    }
}
