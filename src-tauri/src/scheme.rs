//! The window's own read-only scheme: pictures of the case that is open in it, by id, and nothing else.
//!
//! `evidence://localhost/thumbnail/ID`, `picture/ID/PAGE` (page 0: the picture itself), `slice/ID/NUMBER` (of a tall
//! picture, from 0), `preview/TOKEN/PAGE/WIDTH`. There
//! are no paths in it, only pictures come out, and nothing is kept by the page.

use crate::program::Program;
use juzheng_casework::{Error, OpenCase, model::Id};
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// The name of the scheme.
pub(crate) const NAME: &str = "evidence";
/// Pixels of a thumbnail's longer edge.
const THUMBNAIL: u32 = 320;
/// Pixels of the width of a page of an original.
const PAGE: u32 = 1_400;
/// Pixels of the width of a page of a preview, at most.
const WIDEST: u32 = 3_000;

/// Pictures that are drawn at the same time.
static TURNS: [Mutex<()>; 2] = [Mutex::new(()), Mutex::new(())];
/// Whose turn it is.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// Answers a request of the page.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    let window = context.webview_label().to_owned();
    let path = request.uri().path().to_owned();
    tauri::async_runtime::spawn_blocking(move || {
        // Few at a time: a picture may take much memory while it is drawn.
        let turn = TURNS[NEXT.fetch_add(1, Ordering::Relaxed) % TURNS.len()].lock();
        let case = app.state::<Program>().case(&window);
        let picture =
            case.ok().zip(wanted(&path)).and_then(|(case, wanted)| picture(&case, wanted).ok().flatten());
        drop(turn);
        responder.respond(response(picture));
    });
}

/// What a path asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Thumbnail(Id),
    Picture(Id, usize),
    Slice(Id, usize),
    Preview(u32, usize, u32),
}

fn wanted(path: &str) -> Option<Wanted> {
    // The page writes the whole as one segment, with its slashes escaped.
    let path = path.trim_start_matches('/').replace("%2F", "/").replace("%2f", "/");
    let parts: Vec<&str> = path.split('/').collect();
    let id = |text: &str| (text.len() == 16).then(|| Id::range(text).map(|(id, _)| id)).flatten();
    match parts.as_slice() {
        ["thumbnail", artifact] => Some(Wanted::Thumbnail(id(artifact)?)),
        ["picture", artifact, page] => Some(Wanted::Picture(id(artifact)?, page.parse().ok()?)),
        ["slice", artifact, number] => Some(Wanted::Slice(id(artifact)?, number.parse().ok()?)),
        ["preview", token, page, width] => {
            let width: u32 = width.parse().ok()?;
            Some(Wanted::Preview(token.parse().ok()?, page.parse().ok()?, width.clamp(40, WIDEST)))
        }
        _ => None,
    }
}

/// The bytes of a picture.
fn picture(case: &OpenCase, wanted: Wanted) -> Result<Option<Vec<u8>>, Error> {
    match wanted {
        Wanted::Thumbnail(id) => case.thumbnail(id, THUMBNAIL),
        Wanted::Picture(id, page) => case.picture(id, page, PAGE),
        Wanted::Slice(id, number) => case.picture_slice(id, number),
        Wanted::Preview(token, page, width) => {
            let pages = case.preview_pages(token);
            pages.map(|pages| Ok(pages.picture(page, width)?)).transpose()
        }
    }
}

fn response(picture: Option<Vec<u8>>) -> Response<Vec<u8>> {
    let media = picture.as_deref().and_then(media_type);
    let (status, media, body) = match (picture, media) {
        (Some(picture), Some(media)) => (StatusCode::OK, media, picture),
        (Some(_), None) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "text/plain", Vec::new()),
        (None, _) => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(media));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// The kinds of picture that the page may show, by their first bytes; a drawing that can hold script is none of them.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &str); 5] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"BM", "image/bmp"),
    ];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let known = starts.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, media)| *media);
    known.or(webp.then_some("image/webp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_and_numbers_name_a_picture() {
        let id = Id(0xab54_a98c_eb1f_0ad2);
        let rows = [
            ("/thumbnail/ab54a98ceb1f0ad2", Some(Wanted::Thumbnail(id))),
            ("/thumbnail%2Fab54a98ceb1f0ad2", Some(Wanted::Thumbnail(id))),
            ("/picture/ab54a98ceb1f0ad2/3", Some(Wanted::Picture(id, 3))),
            ("/slice/ab54a98ceb1f0ad2/14", Some(Wanted::Slice(id, 14))),
            ("/slice/ab54a98ceb1f0ad2/x", None),
            ("/preview/7/1/900", Some(Wanted::Preview(7, 1, 900))),
            ("/preview/7/1/900000", Some(Wanted::Preview(7, 1, WIDEST))),
            ("/thumbnail/ab54", None),
            ("/thumbnail/../../etc/passwd", None),
            ("/picture/ab54a98ceb1f0ad2/-1", None),
            ("/picture/%2e%2e%2fcase.sqlite/0", None),
            ("/case.sqlite", None),
            ("/", None),
        ];
        for (path, want) in rows {
            assert_eq!(wanted(path), want, "{path}");
        }
    }

    #[test]
    fn what_is_no_picture_does_not_come_out() {
        for (bytes, status) in [
            (Some(b"<svg onload=alert(1)>".to_vec()), StatusCode::UNSUPPORTED_MEDIA_TYPE),
            (Some(b"\xff\xd8\xff\xe0rest".to_vec()), StatusCode::OK),
            (None, StatusCode::NOT_FOUND),
        ] {
            let answer = response(bytes);
            assert_eq!(answer.status(), status);
            assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }
}
