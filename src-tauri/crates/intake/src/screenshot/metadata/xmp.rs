//! XMP packets: the fields that say when and by what. Looked up as text, since a packet that a parser would refuse still
//! says what it says.

use super::{Metadata, shortened};

/// Reads the fields from a packet; what EXIF has said already stands.
pub(super) fn read(packet: &[u8], found: &mut Metadata) {
    let packet = String::from_utf8_lossy(packet);
    for name in ["xmp:CreatorTool", "xap:CreatorTool", "tiff:Software", "stEvt:softwareAgent"] {
        for value in values(&packet, name).take(16) {
            found.program(value);
        }
    }
    let taken = ["exif:DateTimeOriginal", "photoshop:DateCreated"];
    if found.exif.taken.is_none() {
        found.exif.taken = taken.iter().find_map(|name| values(&packet, name).next()).map(shortened);
    }
    let comment = packet.find("exif:UserComment").map(|at| &packet[at..]);
    found.exif.is_screenshot |= comment
        .and_then(|comment| comment.split("</exif:UserComment>").next())
        .is_some_and(|comment| comment.contains(">Screenshot<") || comment.contains("=\"Screenshot\""));
}

/// The values of a field, as attributes (`name="…"`) or elements (`<name>…</name>`).
fn values<'p>(packet: &'p str, name: &'p str) -> impl Iterator<Item = &'p str> {
    packet.match_indices(name).filter_map(move |(at, _)| {
        let rest = &packet[at + name.len()..];
        match rest.as_bytes().first()? {
            b'=' => {
                let quote = rest[1..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
                rest[2..].split(quote).next()
            }
            b'>' => rest[1..].split('<').next(),
            _ => None,
        }
        .filter(|value| !value.trim().is_empty())
    })
}
