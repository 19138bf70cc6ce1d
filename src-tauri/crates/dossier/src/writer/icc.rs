//! The sRGB colour space as an ICC profile (ISO 15076-1, version 4.2), made here so that no file has to be carried.
//!
//! The dossier is grey throughout; the profile says what that grey is.

/// The profile's bytes: header, tag table, and the nine tags that a display profile needs.
pub(super) fn srgb() -> Vec<u8> {
    let curve = transfer_curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", xyz([0xf6d6, 0x1_0000, 0xd32d])),
        (b"chad", adaptation()),
        (b"rXYZ", xyz([0x6fa2, 0x38f5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xb785, 0x18da])),
        (b"bXYZ", xyz([0x24a0, 0x0f84, 0xb6cf])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let base = 128 + 4 + 12 * tags.len();
    for (name, bytes) in &tags {
        table.extend_from_slice(*name);
        table.extend_from_slice(&((base + data.len()) as u32).to_be_bytes());
        table.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header((base + data.len()) as u32);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut out = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &[4, 0x20, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // A fixed date: 2024-01-01.
    put(24, &[0x07, 0xe8, 0, 1, 0, 1]);
    put(36, b"acsp");
    // The illuminant of the connection space, D50.
    put(68, &[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    out
}

/// A point of the connection space in s15Fixed16.
fn xyz(values: [u32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    values.iter().for_each(|value| out.extend_from_slice(&value.to_be_bytes()));
    out
}

/// The Bradford adaptation from D65 to D50 in s15Fixed16, row by row.
fn adaptation() -> Vec<u8> {
    let rows: [i32; 9] = [68_674, 1_502, -3_290, 1_939, 64_912, -1_118, -605, 988, 49_262];
    let mut out = b"sf32\0\0\0\0".to_vec();
    rows.iter().for_each(|value| out.extend_from_slice(&value.to_be_bytes()));
    out
}

/// IEC 61966-2-1: ((x + 0.055) / 1.055)^2.4 from 0.04045, below it x / 12.92.
fn transfer_curve() -> Vec<u8> {
    let mut out = b"para\0\0\0\0\0\x03\0\0".to_vec();
    // g, a, b, c, d in s15Fixed16.
    for value in [157_286_u32, 62_119, 3_417, 5_072, 2_651] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    out
}

/// A multi-localised text with one English entry.
fn text(words: &str) -> Vec<u8> {
    let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    out.extend_from_slice(&(units.len() as u32).to_be_bytes());
    out.extend_from_slice(&28_u32.to_be_bytes());
    out.extend(units);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_lies_inside_the_profile() {
        let profile = srgb();
        let word = |at: usize| u32::from_be_bytes([0, 1, 2, 3].map(|i| profile[at + i])) as usize;
        assert_eq!(word(0), profile.len());
        for tag in 0..word(128) {
            let (offset, size) = (word(132 + 12 * tag + 4), word(132 + 12 * tag + 8));
            assert!(offset % 4 == 0 && offset + size <= profile.len(), "tag {tag}");
        }
    }
}
