//! A bar on standard error while a person waits at a terminal; never in CI, never on standard output.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output;
use crate::analysis::Progress;

/// Runs that end sooner show nothing: a bar that flashes tells nobody anything.
const PATIENCE: Duration = Duration::from_millis(400);

/// A bar that shows itself when a run takes long, and is gone when the run is done.
pub(super) struct Bar {
    bar: ProgressBar,
    /// Dropped when the run is done, which wakes the thread that waits to show the bar.
    done: Option<Sender<()>>,
    shower: Option<JoinHandle<()>>,
}

impl Bar {
    /// A bar for so many pages; none where nobody looks.
    pub(super) fn new(pages: usize) -> Option<Self> {
        if !is_watched() {
            return None;
        }
        let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {bar:30} {pos}/{len} pages, {elapsed}") {
            bar.set_style(style);
        }
        let (done, over) = mpsc::channel();
        let shown = bar.clone();
        let shower = thread::spawn(move || {
            if over.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Some(Self { bar, done: Some(done), shower: Some(shower) })
    }
}

impl Progress for Bar {
    fn page(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(shower) = self.shower.take() {
            // A bar that could not be shown is no reason to fail.
            let _ = shower.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Whether a person looks at standard error.
fn is_watched() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !output::is_quiet() && !set("CI") && !dumb && std::io::stderr().is_terminal()
}
