//! `schema` and `completions`: files that are made from the program itself.

use clap::CommandFactory;

use super::arguments::{Arguments, Completions, Schema};
use super::{Exit, Failure, config, print, stored};

/// The JSON Schema of the configuration.
pub(super) fn schema(command: &Schema) -> Result<Exit, Failure> {
    let file = command.output.as_deref();
    let name = file.map(|file| format!(" --output {}", file.display())).unwrap_or_default();
    stored::deliver(config::schema(), file, command.check, &format!("mathlint schema{name}"))
}

/// The completions of a shell.
pub(super) fn completions(command: &Completions) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "mathlint", &mut bytes);
    print(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Clean)
}
