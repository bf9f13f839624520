//! Places as the machine formats print them.

use serde::Serialize;

use super::Run;
use crate::source::{Place, Position};

/// A place with its file's path.
#[derive(Serialize)]
pub(super) struct Located<'a> {
    pub file: &'a str,
    pub start: Position,
    pub end: Position,
}

pub(super) fn locate<'a>(run: &'a Run, place: Place) -> Located<'a> {
    let origin = Position { line: 1, column: 1, offset: 0 };
    match run.file(place) {
        Some(file) => {
            Located { file: &file.path, start: file.position(place.span.start), end: file.position(place.span.end) }
        }
        None => Located { file: "", start: origin, end: origin },
    }
}
