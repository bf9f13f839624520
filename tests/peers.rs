//! What the test inputs of other projects become: a row of `tests/peers/*.tsv` is a formula and what must come of it.
//!
//! A row that falls short says why in its last column; the test also fails where such a row has begun to hold.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use mathlint::lower::{Coverage, lower};
use mathlint::report::reading::plain_text;
use mathlint::scope::NoNames;
use mathlint::syntax::{Macros, Renderers, parse};

/// The line that ends the words about a file's source.
const COLUMNS: &str = "tex\twant\tmeaning\tknown";

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

#[test]
fn the_inputs_of_other_projects_are_read() {
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir("tests/peers").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let (_, rows) = text.split_once(&format!("{COLUMNS}\n")).unwrap();
        for line in rows.lines() {
            let row = Row::new(line);
            match row.shortfall() {
                Some(came) if row.known.is_empty() => wrong.push(format!("{}\t{line}\t{came}", path.display())),
                None if !row.known.is_empty() => wrong.push(format!("{}\t{line}\tholds now", path.display())),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
