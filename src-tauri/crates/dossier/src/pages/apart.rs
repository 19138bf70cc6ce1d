//! Work on a thread of its own: with a deep stack, and ended by nothing worse than a fault.

use std::{any::Any, thread};

/// Forms stand 50 deep in each other at most before they are not followed; that has room here.
const STACK: usize = 64 << 20;

/// Why such work came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The file asks for more of this than it gets.
    TooMuch(&'static str),
    /// The file cannot be read, or its reader did not survive it.
    Broken,
    /// The file is locked.
    Locked,
}

/// Ends the work from its depths, through code that is not ours and cannot be told to stop.
pub(super) fn enough(of: &'static str) -> ! {
    std::panic::resume_unwind(Box::new(Fault::TooMuch(of)))
}

/// Does the work on a thread of its own and waits for it; a panic is a fault.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> Result<T, Fault> + Send) -> Result<T, Fault> {
    let named = thread::Builder::new().name("pages".to_owned()).stack_size(STACK);
    thread::scope(|scope| {
        let thread = named.spawn_scoped(scope, work).map_err(|_| Fault::Broken)?;
        thread.join().unwrap_or_else(|panic| Err(of_panic(&*panic)))
    })
}

fn of_panic(panic: &(dyn Any + Send)) -> Fault {
    panic.downcast_ref::<Fault>().copied().unwrap_or(Fault::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_and_a_deep_stack_end_nothing_else() {
        fn deep(n: u32) -> u32 {
            let here = std::hint::black_box([n; 4096]);
            if n == 0 { 0 } else { deep(n - 1).wrapping_add(here[n as usize % 4096]) }
        }
        assert_eq!(apart(|| Ok(1)), Ok(1));
        assert_eq!(apart(|| -> Result<(), _> { enough("marks") }), Err(Fault::TooMuch("marks")));
        let panics = apart(|| -> Result<(), _> { std::panic::resume_unwind(Box::new("a bug")) });
        assert_eq!(panics, Err(Fault::Broken));
        assert!(apart(|| Ok(deep(2_000))).is_ok(), "32 MB of stack");
    }
}
