//! Arguments: every flag owns its name and its help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::FORMATS;
use crate::report::symbols::SYMBOL_FORMATS;
use crate::rules::PRESETS;
use crate::table::TABLE_FORMATS;

/// A linter for the mathematics in books, courses, papers and docs.
#[derive(Debug, Parser)]
#[command(name = "mathlint", version, about, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Worker threads; the output does not depend on it
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// When to use colours
    #[arg(long = "color", global = true, value_enum, default_value_t = Colour::Auto)]
    pub colour: Colour,
    /// Print findings and failures only: no progress, no closing line
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

impl Colour {
    pub(super) fn set(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }

    /// Whether standard output gets colours now.
    pub(super) fn on_stdout() -> bool {
        anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read pages, decide what they claim, report what is wrong
    Check(Check),
    /// Decide one formula, or a stream of them
    Verify(Verify),
    /// Show formulas as trees, and how much was understood
    Parse(Parse),
    /// Say how a formula was read and why it was judged so
    Explain(Explain),
    /// Print the claims of pages as a table: formula, conditions, verdict, evidence
    Table(Table),
    /// Print what every formula means and how it was judged
    Snapshot(Snapshot),
    /// Print the glossary: symbols, meanings, shapes, units, places
    Symbols(Symbols),
    /// Show a rule's page, or list the rules
    Rule(Rule),
    /// Write a small configuration for a book
    Init(Init),
    /// Check the chapters of an mdBook while it is built
    Mdbook(Mdbook),
    /// Print the JSON Schema of the configuration
    Schema(Schema),
    /// Print the completions of a shell
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files and folders; `-` reads standard input
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = report_formats())]
    pub output_format: String,
    /// Write a report to a file as well; may be repeated
    #[arg(long, value_name = "FORMAT=PATH")]
    pub output_file: Vec<String>,
    /// Only these rules: names, patterns with `*`, or `all`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// The levels to start from
    #[arg(long, value_name = "NAME", value_parser = presets())]
    pub preset: Option<String>,
    /// Let rules in preview fail the run
    #[arg(long)]
    pub preview: bool,
    /// Apply repairs: the safe ones, or the suggested ones as well
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe", conflicts_with_all = ["formula", "verdicts"])]
    pub fix: Option<Fixes>,
    /// Show what `--fix` would change, and change nothing
    #[arg(long)]
    pub diff: bool,
    /// Write directives into the pages that silence what is found now
    #[arg(long, value_name = "REASON", conflicts_with_all = ["fix", "diff", "formula"])]
    pub add_ignore: Option<String>,
    /// The file of known findings
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found now as known
    #[arg(long)]
    pub write_baseline: bool,
    /// Take what is no longer found out of the baseline
    #[arg(long, conflicts_with = "write_baseline")]
    pub prune_baseline: bool,
    /// Show at most so many findings of each rule
    #[arg(long, value_name = "N")]
    pub max_per_rule: Option<usize>,
    /// Print how many findings each rule has instead of the findings
    #[arg(long)]
    pub statistics: bool,
    /// Print the smallest page that still shows the first finding
    #[arg(long, conflicts_with_all = ["fix", "diff", "verdicts", "add_ignore"])]
    pub repro: bool,
    /// Say at the end what would help most
    #[arg(long)]
    pub advice: bool,
    /// The name by which standard input is known
    #[arg(long, value_name = "PATH", default_value = "stdin.md")]
    pub stdin_filename: String,
    /// Check one formula instead of files
    #[arg(long, value_name = "TEX", conflicts_with = "paths")]
    pub formula: Option<String>,
    /// Print one JSON object for each relation instead of the findings
    #[arg(long)]
    pub verdicts: bool,
    /// Exit with 0 even if there are findings of level error
    #[arg(long)]
    pub exit_zero: bool,
    #[command(flatten)]
    pub engine: Engine,
}

/// The names of rows, for messages and the completions of shells.
fn report_formats() -> PossibleValuesParser {
    FORMATS.iter().map(|format| format.name).into()
}

fn table_formats() -> PossibleValuesParser {
    TABLE_FORMATS.iter().map(|format| format.name).into()
}

fn glossary_formats() -> PossibleValuesParser {
    SYMBOL_FORMATS.iter().map(|format| format.name).into()
}

fn presets() -> PossibleValuesParser {
    PRESETS.iter().map(|preset| preset.name).into()
}

/// Which repairs are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Fixes {
    /// The meaning is provably kept
    #[default]
    Safe,
    /// Guesses as well
    Suggested,
}

#[derive(Debug, Args)]
pub(super) struct Mdbook {
    /// What mdBook asks: nothing, or `supports RENDERER`
    pub arguments: Vec<String>,
    #[command(flatten)]
    pub engine: Engine,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder of the book
    #[arg(default_value = ".")]
    pub path: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Write the schema to a file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fail if the file differs from what would be written
    #[arg(long, requires = "output")]
    pub check: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// What every command that decides takes.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Engine {
    /// Seed of the sampled points
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// Decide everything anew
    #[arg(long)]
    pub no_cache: bool,
    /// The folder for verdicts of earlier runs; by default the user's cache folder
    #[arg(long, value_name = "DIR")]
    pub cache_dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The formula: an equation, an inequality or a chain
    #[arg(required_unless_present_any = ["jsonl", "same"])]
    pub tex: Option<String>,
    /// Compare two answers instead: values, intervals, sets, tuples, matrices, quantities, equations
    #[arg(long, value_names = ["A", "B"], num_args = 2, allow_hyphen_values = true, conflicts_with_all = ["tex", "jsonl"])]
    pub same: Vec<String>,
    /// A condition on its names, in LaTeX; may be repeated
    #[arg(long, value_name = "TEX")]
    pub assume: Vec<String>,
    /// What a name of it stands for: `n = 3`, `f(x) = x^2`; may be repeated
    #[arg(long = "let", value_name = "NAME=TEX")]
    pub lets: Vec<String>,
    /// Rows `{"id", "tex", "assume": […], "let": […]}` or `{"id", "same": [A, B]}`, from a file or standard input (`-`)
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub jsonl: Option<PathBuf>,
    #[command(flatten)]
    pub engine: Engine,
}

#[derive(Debug, Args)]
pub(super) struct Parse {
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How formulas are printed
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::parse::FORMATS)]
    pub output_format: String,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// FILE:LINE, or FILE:LINE:COLUMN
    pub place: String,
    #[command(flatten)]
    pub engine: Engine,
}

#[derive(Debug, Args)]
pub(super) struct Rule {
    /// The rule's name; all rules are listed without it
    pub name: Option<String>,
    /// All pages as one page of Markdown
    #[arg(long, conflicts_with = "name")]
    pub all: bool,
    /// Write that page to a file
    #[arg(long, value_name = "FILE", requires = "all")]
    pub output: Option<PathBuf>,
    /// Fail if the file differs from what would be written
    #[arg(long, requires = "output")]
    pub check: bool,
}

#[derive(Debug, Args)]
pub(super) struct Symbols {
    /// Files and folders
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How the glossary is printed
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = glossary_formats())]
    pub output_format: String,
}

#[derive(Debug, Args)]
pub(super) struct Table {
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How the table is written
    #[arg(long, value_name = "FORMAT", default_value = "markdown", value_parser = table_formats())]
    pub format: String,
    /// Write the table to a file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fill the blocks `mathlint: table …` of the pages
    #[arg(long, conflicts_with = "output")]
    pub in_place: bool,
    /// Fail if the file, or the blocks of the pages, differ from what would be written
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub engine: Engine,
}

#[derive(Debug, Args)]
pub(super) struct Snapshot {
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Write the snapshot to a file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fail if the file differs from what would be written
    #[arg(long, requires = "output")]
    pub check: bool,
    #[command(flatten)]
    pub engine: Engine,
}
