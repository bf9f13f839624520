//! Standard output and standard error: findings go to the one, everything else to the other.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Failure;

/// Whether only findings and failures are wanted.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Sets whether only findings and failures are wanted, once, before anything runs.
pub(super) fn set_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

pub(super) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a line to standard error: what went wrong, or what to do next. What cannot be said there cannot be said at
/// all.
pub(super) fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Writes a line to standard error that tells how a run went; `--quiet` leaves it out.
pub(super) fn note(line: &str) {
    if !is_quiet() {
        say(line);
    }
}

/// A path as it is told: from here, where it lies below.
pub(super) fn told(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    super::input::shown(below.filter(|below| !below.as_os_str().is_empty()).unwrap_or(path))
}

/// `1 finding`, `2 findings`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "page")), ["0 pages", "1 page", "2 pages"]);
    }

    #[test]
    fn paths_below_the_working_folder_are_told_from_there() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert_eq!(told(&here.join("a/b.md")), "a/b.md");
        assert_eq!(told(Path::new("/elsewhere/b.md")), "/elsewhere/b.md");
        assert_eq!(told(Path::new("./b.md")), "b.md");
    }
}
