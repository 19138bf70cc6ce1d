//! Both fingerprints of a stream in one pass: SHA-256 and SM3 on a thread each, while the caller reads and writes.
//!
//! Blocks go round in a ring: caller → SHA-256 → SM3 → caller. Memory is the ring, whatever the size of the file.

use juzheng_model::{Digest, Fingerprints};
use sha2::Digest as _;
use std::{
    io::{self, Read},
    sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    thread,
};

/// Bytes of a block.
const BLOCK: usize = 1 << 20;
/// Blocks in the ring.
const RING: usize = 6;

/// What stops a pass.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The source could not be read.
    Source(io::Error),
    /// The copy could not be written.
    Copy(io::Error),
    /// The caller asked for it.
    Asked,
}

/// Fingerprints a stream without keeping it; gives its size too. `progress` hears the bytes so far and answers whether to
/// go on.
///
/// # Errors
/// The source cannot be read; stopping is an error of kind `Interrupted`.
pub fn of_stream(source: &mut dyn Read, progress: &dyn Fn(u64) -> bool) -> io::Result<(u64, Fingerprints)> {
    pass(source, &mut |_| Ok(()), progress).map_err(|stop| match stop {
        Stop::Source(error) | Stop::Copy(error) => error,
        Stop::Asked => io::Error::new(io::ErrorKind::Interrupted, "stopped"),
    })
}

/// Reads `source` to its end, hands every block to `copy`, and fingerprints it all. `progress` hears the bytes so far
/// and answers whether to go on.
pub(crate) fn pass(
    source: &mut dyn Read,
    copy: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    progress: &dyn Fn(u64) -> bool,
) -> Result<(u64, Fingerprints), Stop> {
    let mut first = vec![0; BLOCK];
    let filled = take(source, &mut first, copy)?;
    if filled < BLOCK {
        // Small files are the many: no threads for them.
        let sm3 = Digest(sm3::Sm3::digest(&first[..filled]).into());
        let fingerprints = Fingerprints { sha256: Digest::sha256(&first[..filled]), sm3 };
        return if progress(filled as u64) { Ok((filled as u64, fingerprints)) } else { Err(Stop::Asked) };
    }
    thread::scope(|scope| {
        let (to_sha256, at_sha256) = sync_channel(RING);
        let (to_sm3, at_sm3) = sync_channel(RING);
        let (to_caller, free) = channel();
        let sha256 =
            scope.spawn(move || hash::<sha2::Sha256>(&at_sha256, |block| to_sm3.send(block).is_ok()));
        let sm3 = scope.spawn(move || hash::<sm3::Sm3>(&at_sm3, |block| give_back(&to_caller, block)));
        let size = feed(first, source, copy, progress, &to_sha256, &free)?;
        drop(to_sha256);
        let sha256 = sha256.join().expect("hashing has no way to fail");
        let sm3 = sm3.join().expect("hashing has no way to fail");
        Ok((size, Fingerprints { sha256, sm3 }))
    })
}

/// A block with the number of bytes that count.
type Block = (Vec<u8>, usize);

/// The caller's part: reads, copies and sends blocks until the source ends; gives its size.
fn feed(
    first: Vec<u8>,
    source: &mut dyn Read,
    copy: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    progress: &dyn Fn(u64) -> bool,
    hashing: &SyncSender<Block>,
    free: &Receiver<Vec<u8>>,
) -> Result<u64, Stop> {
    let mut size = 0;
    let mut made = 1;
    let mut block = first;
    let mut filled = BLOCK;
    loop {
        size += filled as u64;
        hashing.send((block, filled)).expect("the hashing threads live until the channel closes");
        if !progress(size) {
            return Err(Stop::Asked);
        }
        if filled < BLOCK {
            return Ok(size);
        }
        block = if made < RING {
            made += 1;
            vec![0; BLOCK]
        } else {
            free.recv().expect("the hashing threads give every block back")
        };
        filled = take(source, &mut block, copy)?;
    }
}

/// Fills a block as far as the source goes and copies it on.
fn take(
    source: &mut dyn Read,
    block: &mut [u8],
    copy: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<usize, Stop> {
    let mut filled = 0;
    while filled < block.len() {
        match source.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Stop::Source(error)),
        }
    }
    copy(&block[..filled]).map_err(Stop::Copy)?;
    Ok(filled)
}

/// A hashing thread: every block that comes, then on with it.
fn hash<H: sha2::Digest>(blocks: &Receiver<Block>, pass_on: impl Fn(Block) -> bool) -> Digest {
    let mut hash = H::new();
    for (block, filled) in blocks {
        hash.update(&block[..filled]);
        pass_on((block, filled));
    }
    let mut digest = Digest([0; 32]);
    digest.0.copy_from_slice(&hash.finalize());
    digest
}

fn give_back(to_caller: &Sender<Vec<u8>>, (block, _): Block) -> bool {
    to_caller.send(block).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) -> Fingerprints {
        let mut copied = Vec::new();
        let mut copy = |block: &[u8]| {
            copied.extend_from_slice(block);
            Ok(())
        };
        let (size, fingerprints) = pass(&mut { bytes }, &mut copy, &|_| true).expect("memory does not fail");
        assert_eq!(size, bytes.len() as u64);
        assert!(copied == bytes);
        assert_eq!(fingerprints.sha256, Digest::sha256(bytes));
        assert_eq!(fingerprints.sm3, Digest(sm3::Sm3::digest(bytes).into()));
        fingerprints
    }

    #[test]
    fn the_vectors_of_gb_t_32905_hold() {
        let rows = [
            (b"abc".to_vec(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            (b"abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
        ];
        for (bytes, sm3) in rows {
            assert_eq!(check(&bytes).sm3.hex(), sm3);
        }
    }

    #[test]
    fn sizes_around_a_block_are_hashed_whole() {
        for size in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, RING * BLOCK + 7, 3 * RING * BLOCK] {
            let bytes: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            check(&bytes);
        }
    }

    #[test]
    fn a_stop_ends_the_pass_at_once() {
        for blocks in [0, 1, 20] {
            let bytes = vec![1; blocks * BLOCK + 5];
            let stopped = of_stream(&mut &bytes[..], &|size| size < 3 * BLOCK as u64 && blocks > 1);
            assert_eq!(stopped.map_err(|e| e.kind()), Err(io::ErrorKind::Interrupted), "{blocks}");
        }
    }
}
