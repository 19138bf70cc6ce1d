//! The one request of this program that leaves the computer: the query to an authority that the user named.
//!
//! What is sent is the query's bytes and nothing else: a digest, from which nothing of the case can be told.

use super::query::Query;
use crate::error::Error;
use std::{io::Read, time::Duration};

/// Bytes of a reply at most.
const MOST: u64 = 1 << 20;

/// How long an authority is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends the query to `url` (http or https) and gives what came back, unchecked.
///
/// # Errors
/// [`Error::Unreachable`]
pub fn fetch(url: &str, query: &Query) -> Result<Vec<u8>, Error> {
    let failed = |why: String| Error::Unreachable { url: url.to_owned(), why };
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(failed("the address begins with neither http:// nor https://".to_owned()));
    }
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(3)
        .user_agent("")
        .build()
        .into();
    let answer = agent
        .post(url)
        .header("Content-Type", "application/timestamp-query")
        .header("Accept", "application/timestamp-reply")
        .send(query.der());
    let mut answer = answer.map_err(|error| failed(error.to_string()))?;
    let mut reply = Vec::new();
    let read = answer.body_mut().as_reader().take(MOST + 1).read_to_end(&mut reply);
    read.map_err(|error| failed(error.to_string()))?;
    match reply.len() as u64 > MOST {
        true => Err(failed("the answer is too long for a timestamp".to_owned())),
        false => Ok(reply),
    }
}
