//! One line a finding: `path:line:column: error[rule]: message`.

use super::place::locate;
use super::{Format, Run};

pub(super) const FORMAT: Format = Format { name: "concise", about: "one line a finding", render };

fn render(run: &Run) -> String {
    let lines = run.findings.iter().map(|found| {
        let at = locate(run, found.place);
        let severity = format!("{:?}", found.severity).to_lowercase();
        format!("{}:{}:{}: {severity}[{}]: {}\n", at.file, at.start.line, at.start.column, found.rule, found.message)
    });
    lines.collect()
}
