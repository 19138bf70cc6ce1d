//! Files with metadata, built for tests.

/// A TIFF block with fields of two directories: (tag, text), those of the second behind.
pub(crate) fn tiff(first: &[(u16, &str)], second: &[(u16, &str)]) -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    let entries = first.len() + 1;
    let mut data_at = 8 + 2 + entries * 12 + 4;
    let mut data = Vec::new();
    let mut entry = |out: &mut Vec<u8>, tag: u16, bytes: &[u8], data: &mut Vec<u8>| {
        let kind: u16 = if tag == 0x9286 { 7 } else { 2 };
        out.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
        out.extend((bytes.len() as u32).to_le_bytes());
        if bytes.len() <= 4 {
            out.extend(bytes.iter().copied().chain([0; 4]).take(4));
        } else {
            out.extend((data_at as u32).to_le_bytes());
            data.extend_from_slice(bytes);
            data_at += bytes.len();
        }
    };
    out.extend((entries as u16).to_le_bytes());
    for (tag, text) in first {
        entry(&mut out, *tag, format!("{text}\0").as_bytes(), &mut data);
    }
    let inner_at: usize = 8 + 2 + entries * 12 + 4 + data.len();
    out.extend([0x69, 0x87, 4, 0, 1, 0, 0, 0]);
    out.extend((inner_at as u32).to_le_bytes());
    out.extend([0; 4]);
    out.append(&mut data);
    let mut data_at = inner_at + 2 + second.len() * 12 + 4;
    out.extend((second.len() as u16).to_le_bytes());
    for (tag, text) in second {
        let bytes = match tag {
            0x9286 => [b"ASCII\0\0\0", text.as_bytes()].concat(),
            _ => format!("{text}\0").into_bytes(),
        };
        let kind: u16 = if *tag == 0x9286 { 7 } else { 2 };
        out.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend((data_at as u32).to_le_bytes());
        data_at += bytes.len();
        data.extend(bytes);
    }
    out.extend([0; 4]);
    out.extend(data);
    out
}

/// A JPEG of segments (marker, content), without pixels.
pub(crate) fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    for (marker, content) in segments {
        out.extend([0xff, *marker]);
        out.extend((content.len() as u16 + 2).to_be_bytes());
        out.extend_from_slice(content);
    }
    out.extend([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
    out
}

/// A PNG of chunks, without checksums that hold.
pub(crate) fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in chunks.iter().chain(&[(b"IEND", &b""[..])]) {
        out.extend((content.len() as u32).to_be_bytes());
        out.extend_from_slice(*kind);
        out.extend_from_slice(content);
        out.extend([0; 4]);
    }
    out
}

/// EXIF as a JPEG carries it.
pub(crate) fn app1(first: &[(u16, &str)], second: &[(u16, &str)]) -> Vec<u8> {
    [&b"Exif\0\0"[..], &tiff(first, second)].concat()
}
