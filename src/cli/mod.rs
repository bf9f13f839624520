//! The command line: arguments, configuration, file walk, threads, exit codes. The only place that does I/O.
//!
//! A command is a row of [`COMMANDS`]'s enum and a file; none holds logic of its own.

mod arguments;
mod baseline;
mod cache;
mod check;
mod config;
mod explain;
mod fix;
mod generated;
mod ignores;
mod init;
mod input;
mod mdbook;
mod output;
mod outputs;
mod parse;
mod progress;
mod repro;
mod rule;
mod stored;
mod symbols;
mod table;
mod verdicts;
mod verify;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use output::{note, print, say};

/// How a run ended: nothing of level error, something of level error, or it could not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Clean = 0,
    Findings = 1,
    Failed = 2,
}

/// Why a command could not run, in words for the user.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    Message(String),
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
}

/// The stack of a worker: expressions are at most a few hundred levels deep, and a level takes a few kilobytes.
const STACK: usize = 64 << 20;

/// Runs the program and gives its exit code.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.colour.set();
    output::set_quiet(arguments.quiet);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(0)).stack_size(STACK).build();
    let result = match pool {
        Ok(pool) => pool.install(|| run(&arguments)),
        Err(error) => Err(Failure::Message(format!("cannot start threads: {error}"))),
    };
    match result {
        Ok(exit) => ExitCode::from(exit as u8),
        // A reader that has seen enough (`| head`) is no failure.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("mathlint: {failure}"));
            ExitCode::from(Exit::Failed as u8)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Check(command) => check::run(command),
        Command::Verify(command) => verify::run(command),
        Command::Parse(command) => parse::run(command),
        Command::Explain(command) => explain::run(command),
        Command::Table(command) => table::run(command),
        Command::Snapshot(command) => table::run_snapshot(command),
        Command::Mdbook(command) => mdbook::run(command),
        Command::Init(command) => init::run(command),
        Command::Schema(command) => generated::schema(command),
        Command::Completions(command) => generated::completions(command),
        Command::Symbols(command) => symbols::run(command),
        Command::Rule(command) => rule::run(command),
    }
}
