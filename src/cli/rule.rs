//! `rule`: the pages of rules, offline.

use super::arguments::Rule;
use super::{Exit, Failure, config, print, stored};
use crate::rules::RULES;

pub(super) fn run(command: &Rule) -> Result<Exit, Failure> {
    if command.all {
        let file = command.output.as_deref();
        let name = file.map(|file| format!(" --output {}", file.display())).unwrap_or_default();
        return stored::deliver(book_page(), file, command.check, &format!("mathlint rule --all{name}"));
    }
    let Some(name) = &command.name else {
        let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        let lines = RULES.iter().map(|rule| format!("{:width$}  {}\n", rule.name, rule.summary));
        print(&lines.collect::<String>())?;
        return Ok(Exit::Clean);
    };
    print(config::named(name, RULES, |rule| rule.name, "rule")?.page)?;
    Ok(Exit::Clean)
}

/// All pages as one, for the documentation: each a section, its own sections one level lower.
fn book_page() -> String {
    let mut text =
        String::from("# Rules\n\nThe wrong example of a rule is found and the right one is silent: both are tests.\n");
    for rule in RULES {
        text.push('\n');
        let mut fenced = false;
        for line in rule.page.lines() {
            fenced ^= line.starts_with("````");
            let lower = line.starts_with('#') && !fenced;
            text.push_str(if lower { "#" } else { "" });
            text.push_str(line);
            text.push('\n');
        }
        if rule.preview {
            text.push_str("\nThis rule is in preview: it fails no run unless `preview` is set.\n");
        }
    }
    text
}
