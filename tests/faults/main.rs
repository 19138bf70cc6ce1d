//! Faults: killed in the middle, no room on the disk, archives that attack, files that are broken or absurd.

mod archives;
mod broken;
mod disk;
mod killed;
mod kills;
mod locked;
mod paths;
mod room;
mod tables;
mod unreadable;
