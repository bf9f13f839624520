//! What the test inputs of other projects become: a row of `tests/peers/*.tsv` is a formula and what must come of it.
//!
//! A row that falls short says why in its last column; the test also fails where such a row has begun to hold. Where
//! the reason begins with `need not:`, nobody writes such a thing in a book, or it means something else there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use mathlint::lower::{Coverage, lower};
use mathlint::report::reading::plain_text;
use mathlint::scope::NoNames;
use mathlint::syntax::{Macros, Renderers, parse};

/// The line that ends the words about a file's source.
const COLUMNS: &str = "tex\twant\tmeaning\tknown";

/// Begins the reason why a row is no formula that must be read.
const EXEMPT: &str = "need not: ";

/// So many of a hundred rows of each project that must be read are read.
const LEAST_PERCENT: usize = 98;

/// Stands for a line break within a formula.
const BREAK: char = '␤';

struct Row<'t> {
    tex: String,
    want: &'t str,
    meaning: &'t str,
    known: &'t str,
}

impl<'t> Row<'t> {
    fn new(line: &'t str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        let [tex, want, meaning, known] = cells[..] else { panic!("not four cells: {line}") };
        Self { tex: tex.replace(BREAK, "\n"), want, meaning, known }
    }

    /// What came instead of what must come.
    fn shortfall(&self) -> Option<String> {
        let parsed = parse(&self.tex, &Macros::default());
        let reading = lower(&parsed.nodes, &self.tex, 0, &NoNames);
        let full = parsed.rejected_by != Renderers::ALL && reading.coverage == Coverage::Full;
        let plain = plain_text(&reading);
        let holds = match self.want {
            "katex" => parsed.renders_in(Renderers::KATEX),
            "mathjax" => parsed.renders_in(Renderers::MATHJAX),
            "some" => parsed.rejected_by != Renderers::ALL,
            "refused" => !parsed.renders(),
            "full" => full,
            "open" => !full || !parsed.slips.is_empty(),
            "means" => full && plain == self.meaning,
            other => panic!("unknown wish {other}"),
        };
        (!holds).then(|| {
            let slips = parsed.slips.iter().map(|slip| slip.message.as_str());
            let open = reading.open.iter().map(|(_, why)| why.as_str());
            let why: Vec<&str> = slips.chain(open).collect();
            format!("{plain}\t{:?}\t{}", reading.coverage, why.join("; "))
        })
    }
}

/// The rows of each file.
fn suites() -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir("tests/peers").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rows = |text: String| text.split_once(&format!("{COLUMNS}\n")).unwrap().1.to_owned();
    files.iter().map(|path| (path.display().to_string(), rows(std::fs::read_to_string(path).unwrap()))).collect()
}

#[test]
fn most_of_what_must_be_read_of_each_project_is_read() {
    for (path, rows) in suites() {
        let must: Vec<Row> = rows.lines().map(Row::new).filter(|row| !row.known.starts_with(EXEMPT)).collect();
        let read = must.iter().filter(|row| row.known.is_empty()).count();
        println!("{path}: {read} of {} ({} need not be read)", must.len(), rows.lines().count() - must.len());
        assert!(read * 100 >= must.len() * LEAST_PERCENT, "{path}: {read} of {}", must.len());
    }
}

#[test]
fn the_inputs_of_other_projects_are_read() {
    let mut wrong = Vec::new();
    for (path, rows) in suites() {
        for line in rows.lines() {
            let row = Row::new(line);
            match row.shortfall() {
                Some(came) if row.known.is_empty() => wrong.push(format!("{path}\t{line}\t{came}")),
                None if !row.known.is_empty() => wrong.push(format!("{path}\t{line}\tholds now")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
