//! `--output-file FORMAT=PATH`: reports beside the one on standard output.

use std::path::PathBuf;

use super::check::Checked;
use super::{Failure, config, stored};
use crate::report::{FORMATS, Format, Run};

/// A format and the file it goes to.
pub(super) struct Output {
    format: &'static Format,
    path: PathBuf,
}

/// Reads the arguments before anything runs: a mistyped format shall not cost a run.
pub(super) fn read(arguments: &[String]) -> Result<Vec<Output>, Failure> {
    let read = |argument: &String| {
        let (format, path) = argument
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or_else(|| Failure::Message(format!("--output-file `{argument}` is no FORMAT=PATH")))?;
        let format = config::named(format, FORMATS, |format| format.name, "output format")?;
        Ok(Output { format, path: path.into() })
    };
    arguments.iter().map(read).collect()
}

pub(super) fn write(outputs: &[Output], checked: &Checked) -> Result<(), Failure> {
    let coverage = checked.analysis.coverage();
    let (files, findings) = (&checked.analysis.files, &checked.findings);
    let run = Run { files, findings, coverage: &coverage, asked: &checked.analysis.is_asked(), colour: false };
    outputs.iter().try_for_each(|output| stored::write(&output.path, &(output.format.render)(&run)))
}
