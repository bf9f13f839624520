//! Generated text that is stored in files: written, or compared with what is there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::{Exit, Failure, print, say};

/// Prints the text, writes it to a file, or checks the file against it and says which command mends it.
pub(super) fn deliver(text: String, file: Option<&Path>, check: bool, mend: &str) -> Result<Exit, Failure> {
    match file {
        None => print(&text).map(|()| Exit::Clean),
        Some(file) => settle(&[(file.to_path_buf(), text)], check, mend),
    }
}

/// Writes each text to its file, or checks the files against them: a diff and the command that mends it.
pub(super) fn settle(files: &[(PathBuf, String)], check: bool, mend: &str) -> Result<Exit, Failure> {
    let mut exit = Exit::Clean;
    for (file, text) in files {
        let stored = match fs::read_to_string(file) {
            Ok(stored) => Some(stored),
            Err(error) if check => {
                let why = format!("cannot read {}: {error}; run `{mend}`", file.display());
                return Err(Failure::Message(why));
            }
            Err(_) => None,
        };
        if stored.as_deref() == Some(text) {
            continue;
        }
        if check {
            print(&diff(&stored.unwrap_or_default(), text, &file.to_string_lossy()))?;
            say(&format!("mathlint: {} is stale; run `{mend}`", file.display()));
            exit = Exit::Findings;
        } else {
            write(file, text)?;
        }
    }
    Ok(exit)
}

/// A unified diff from what is stored to what should be.
pub(super) fn diff(stored: &str, now: &str, name: &str) -> String {
    TextDiff::from_lines(stored, now).unified_diff().header(name, name).to_string()
}

/// Writes beside the file first, so that nothing is ever half-written.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let failed =
        |error: std::io::Error| Failure::Message(format!("cannot write {}: {error}", super::output::told(file)));
    // A name of its own for each process: two runs that write the same file do not meet.
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::File::create(&beside).and_then(|mut out| {
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
        fs::rename(&beside, file)
    });
    written.map_err(|error| {
        // What was begun is taken away again; the file itself was never touched.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}
