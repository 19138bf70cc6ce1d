//! The file: objects written as they come, the small ones packed into object streams, a cross-reference stream at the
//! end (PDF 1.7, ISO 32000-1, 7.5.7 and 7.5.8). Offsets have five bytes, so no file is too large.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use std::{
    cell::RefCell,
    io::{self, Write},
};

/// Objects packed together into one object stream.
const PACK: usize = 200;

/// How hard streams are compressed: the pictures are most of a file, and harder ones take several times as long for a hundredth.
const LEVEL: u32 = 2;

/// Where an object lies.
#[derive(Clone, Copy)]
enum Place {
    Free,
    /// At this byte of the file.
    At(u64),
    /// In this object stream, as its so-many-th.
    In(u32, u16),
}

/// A PDF file being written. Numbers of objects are given out by [`ObjectFile::reserve`], from 1.
pub(super) struct ObjectFile<W: Write> {
    out: W,
    written: u64,
    places: Vec<Place>,
    packed: Vec<(u32, Vec<u8>)>,
}

impl<W: Write> ObjectFile<W> {
    /// Writes the head of a PDF 1.7.
    pub(super) fn begin(out: W) -> io::Result<ObjectFile<W>> {
        let mut file = ObjectFile { out, written: 0, places: vec![Place::Free], packed: Vec::new() };
        file.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(file)
    }

    /// The next number that will be given out.
    pub(super) fn next(&self) -> u32 {
        self.places.len() as u32
    }

    /// Gives out a number.
    pub(super) fn reserve(&mut self) -> u32 {
        self.places.push(Place::Free);
        self.next() - 1
    }

    /// Makes sure that the numbers below `next` are given out.
    pub(super) fn reserve_to(&mut self, next: u32) {
        self.places.resize(self.places.len().max(next as usize), Place::Free);
    }

    /// Writes a stream.
    pub(super) fn stream(&mut self, id: u32, stream: &Stream) -> io::Result<()> {
        self.places[id as usize] = Place::At(self.written);
        let mut dictionary = stream.dict.clone();
        dictionary.set("Length", stream.content.len() as i64);
        let mut head = format!("{id} 0 obj\n").into_bytes();
        serialise(&Object::Dictionary(dictionary), &mut head);
        head.extend_from_slice(b"\nstream\n");
        self.put(&head)?;
        self.put(&stream.content)?;
        self.put(b"\nendstream\nendobj\n")
    }

    /// Takes any other object, to be written packed with others.
    pub(super) fn object(&mut self, id: u32, object: &Object) -> io::Result<()> {
        let mut bytes = Vec::new();
        serialise(object, &mut bytes);
        self.packed.push((id, bytes));
        if self.packed.len() == PACK { self.flush_packed() } else { Ok(()) }
    }

    /// Writes what is left, the cross-reference stream and the end. `trailer` names Root, Info and ID.
    pub(super) fn finish(mut self, trailer: &Dictionary) -> io::Result<()> {
        self.flush_packed()?;
        let id = self.reserve();
        let start = self.written;
        self.places[id as usize] = Place::At(start);
        let mut rows = Vec::with_capacity(self.places.len() * 8);
        for place in &self.places {
            let (kind, a, b) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::At(offset) => (1, offset, 0),
                Place::In(stream, ix) => (2, u64::from(stream), ix),
            };
            rows.push(kind);
            rows.extend_from_slice(&a.to_be_bytes()[3..]);
            rows.extend_from_slice(&b.to_be_bytes());
        }
        let mut dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => i64::from(self.next()),
            "W" => vec![1.into(), 5.into(), 2.into()],
        };
        for key in [b"Root".as_slice(), b"Info", b"ID"] {
            if let Ok(value) = trailer.get(key) {
                dictionary.set(key, value.clone());
            }
        }
        self.stream(id, &deflated(dictionary, &rows))?;
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()
    }

    fn flush_packed(&mut self) -> io::Result<()> {
        if self.packed.is_empty() {
            return Ok(());
        }
        let id = self.reserve();
        let packed = std::mem::take(&mut self.packed);
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (ix, (object, bytes)) in packed.iter().enumerate() {
            index.push_str(&format!("{object} {} ", bodies.len()));
            bodies.extend_from_slice(bytes);
            bodies.push(b'\n');
            self.places[*object as usize] = Place::In(id, ix as u16);
        }
        let first = index.len() as i64;
        let kind = dictionary! { "Type" => "ObjStm", "N" => packed.len() as i64, "First" => first };
        let bytes = [index.as_bytes(), &bodies].concat();
        self.stream(id, &deflated(kind, &bytes))
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}

/// A stream with its bytes compressed.
pub(super) fn deflated(mut dictionary: Dictionary, bytes: &[u8]) -> Stream {
    dictionary.set("Filter", "FlateDecode");
    super::plain_stream(dictionary, COMPRESSOR.with_borrow_mut(|compressor| compressed(compressor, bytes)))
}

thread_local! {
    /// One for all streams of a thread: to make one costs more than to compress a page.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), true));
}

fn compressed(compressor: &mut Compress, bytes: &[u8]) -> Vec<u8> {
    compressor.reset();
    let mut out = Vec::with_capacity(bytes.len() / 3 + 64);
    loop {
        let rest = &bytes[compressor.total_in() as usize..];
        let status = compressor.compress_vec(rest, &mut out, FlushCompress::Finish);
        match status.expect("compressing from memory into memory does not fail") {
            Status::StreamEnd => return out,
            Status::Ok | Status::BufError => out.reserve(out.capacity().max(64)),
        }
    }
}

/// Writes an object as PDF spells it.
fn serialise(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Reference((id, generation)) => {
            out.extend_from_slice(format!("{id} {generation} R").as_bytes());
        }
        Object::Name(name) => serialise_name(name, out),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            bytes.iter().for_each(|byte| out.extend_from_slice(format!("{byte:02X}").as_bytes()));
            out.push(b'>');
        }
        Object::String(bytes, StringFormat::Literal) => serialise_literal(bytes, out),
        Object::Array(items) => {
            out.push(b'[');
            for (ix, item) in items.iter().enumerate() {
                if ix > 0 {
                    out.push(b' ');
                }
                serialise(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => {
            out.extend_from_slice(b"<<");
            for (key, value) in dictionary {
                serialise_name(key, out);
                out.push(b' ');
                serialise(value, out);
            }
            out.extend_from_slice(b">>");
        }
    }
}

fn serialise_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if (b'!'..=b'~').contains(byte) && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn serialise_literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            byte => out.push(*byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_compressor_serves_streams_of_any_size() {
        use std::io::Read;
        let noise = |size: usize| {
            (0..size as u64).map(|i| (i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect()
        };
        let streams: [Vec<u8>; 5] =
            [Vec::new(), vec![7; 300_000], noise(100_000), b"q 1 0 0 1 0 0 cm Q".to_vec(), noise(1)];
        for bytes in streams {
            let stream = deflated(Dictionary::new(), &bytes);
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&stream.content[..]).read_to_end(&mut back).unwrap();
            assert!(back == bytes, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn objects_are_spelled_as_pdf_wants_them() {
        let rows: [(Object, &str); 5] = [
            (Object::Name(b"A B#".to_vec()), "/A#20B#23"),
            (Object::string_literal("a(b)\\"), "(a\\(b\\)\\\\)"),
            (Object::String(vec![0xfe, 0x01], StringFormat::Hexadecimal), "<FE01>"),
            (Object::Array(vec![1.into(), Object::Real(0.5), Object::Null]), "[1 0.5 null]"),
            (Object::Dictionary(dictionary! { "K" => (7, 0) }), "<</K 7 0 R>>"),
        ];
        for (object, want) in rows {
            let mut out = Vec::new();
            serialise(&object, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), want);
        }
    }
}
