//! Whole flows through the program `juzheng`, sentence by sentence what its contract promises.

mod anew;
mod decisions;
mod dossier;
mod encryption;
mod folding;
mod intake;
mod linking;
mod links;
mod lists;
mod paper;
mod pictures;
mod rules;
mod settings;
mod shape;
mod verify;
mod who;
mod words;
