//! Reading files: whatever is no text is named and passed over; the rest of the run goes on.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::source::SourceFile;

/// Files beyond this size are not pages.
const LARGEST: u64 = 64 << 20;

/// The text of a file, or why it could not be read.
pub(super) fn read(path: &Path) -> Result<SourceFile, String> {
    let name = shown(path);
    let size = fs::metadata(path).map_err(|error| format!("{name}: {error}"))?.len();
    if size > LARGEST {
        return Err(format!("{name}: larger than {} MiB", LARGEST >> 20));
    }
    let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let file = decode(bytes).map(|text| SourceFile::new(name.as_str(), text).lying_at(real.to_string_lossy()));
    file.map_err(|why| format!("{name}: {why}"))
}

/// Standard input under a name.
pub(super) fn read_stdin(name: &str) -> Result<SourceFile, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input: {error}"))?;
    decode(bytes).map(|text| SourceFile::new(name, text)).map_err(|why| format!("standard input: {why}"))
}

/// A path as it is printed: with forward slashes and without a leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// The path as seen from a folder that contains it, however both are spelled.
pub(super) fn below(path: &Path, folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if let Ok(below) = path.strip_prefix(folder) {
        return Some(below.to_path_buf());
    }
    let (path, folder) = (path.canonicalize().ok()?, folder.canonicalize().ok()?);
    path.strip_prefix(folder).ok().map(Path::to_path_buf)
}

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Err("is UTF-16; save it as UTF-8".into()),
        _ if bytes.contains(&0) => return Err("is a binary file".into()),
        _ => {}
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        format!("is not valid UTF-8 (line {line}, byte {at})")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        assert!(decode(vec![0xFF, 0xFE, b'a', 0]).unwrap_err().contains("UTF-16"));
        assert!(decode(b"a\0b".to_vec()).unwrap_err().contains("binary"));
        assert!(decode(b"a\nb\xFFc".to_vec()).unwrap_err().contains("line 2"));
        assert_eq!(decode("é".into()).as_deref(), Ok("é"));
    }
}
