//! The command `juzheng`: the command line of the contract over the use cases of casework.

mod args;
mod desk;
mod door;
mod ending;
mod face;
mod paper;
mod run;
mod seal;
mod show;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(face::main())
}
