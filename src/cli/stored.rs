//! Generated text that is stored in a file: written, or compared with what is there.

use std::fs;
use std::io::Write;
use std::path::Path;

use similar::TextDiff;

use super::{Exit, Failure, print, say};

/// Prints the text, writes it to a file, or checks the file against it and says which command mends it.
pub(super) fn deliver(text: &str, file: Option<&Path>, check: bool, command: &str) -> Result<Exit, Failure> {
    let Some(file) = file else {
        print(text)?;
        return Ok(Exit::Clean);
    };
    if !check {
        write(file, text)?;
        return Ok(Exit::Clean);
    }
    let stored = fs::read_to_string(file)
        .map_err(|error| Failure::Message(format!("cannot read {}: {error}; run `{command}`", file.display())))?;
    if stored == text {
        return Ok(Exit::Clean);
    }
    let diff = TextDiff::from_lines(stored.as_str(), text);
    print(&diff.unified_diff().header(&file.to_string_lossy(), "now").to_string())?;
    say(&format!("mathlint: {} is stale; run `{command}`", file.display()));
    Ok(Exit::Findings)
}

/// Writes beside the file first, so that nothing is ever half-written.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    let mut out = fs::File::create(&beside)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()?;
    fs::rename(&beside, file)?;
    Ok(())
}
