//! Opening and checking a case whose database is any bytes: mostly a real one with some of them turned.
#![no_main]

use juzheng_vault::{Access, Vault};
use libfuzzer_sys::fuzz_target;
use std::fs;

fuzz_target!(|bytes: &[u8]| {
    let database = juzheng_fuzz::file("case.sqlite", bytes);
    let folder = database.parent().expect("it lies in a folder");
    fs::create_dir_all(folder.join("originals")).expect("the temporary folder can be written");
    let Ok(vault) = Vault::open(folder, Access::Read) else { return };
    let _ = vault.head();
    let _ = vault.settings();
    let _ = vault.custody();
    let _ = vault.readings();
    let _ = vault.seals();
    let _ = vault.timestamps();
    let _ = vault.message_heads(&mut |_| {});
    let _ = vault.transfers(&mut |_| {});
    let _ = vault.verify(&|_| true);
});
