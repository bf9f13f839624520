//! Findings for people: the source with carets, what was found, the evidence, what to do next.

use ariadne::{Color, Config, IndexType, Label, Report, ReportKind};

use super::{Format, Run};
use crate::diagnostic::{Diagnostic, Evidence, Severity};
use crate::source::Place;

pub(super) const FORMAT: Format = Format { name: "full", about: "source, carets and evidence, for people", render };

type Spot = (String, std::ops::Range<usize>);

fn render(run: &Run) -> String {
    let sources: Vec<(String, &str)> = run.files.iter().map(|file| (file.path.clone(), file.text.as_str())).collect();
    let mut cache = ariadne::sources(sources);
    let mut out = Vec::new();
    for found in run.findings {
        let mut bytes = Vec::new();
        if report(run, found).write(&mut cache, &mut bytes).is_err() {
            bytes = format!("{}: {}\n", found.rule, found.message).into_bytes();
        }
        out.extend(bytes);
        out.push(b'\n');
    }
    let text = String::from_utf8_lossy(&out).into_owned();
    // The renderer pads lines; an author's diff should not see it.
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn report<'a>(run: &'a Run, found: &'a Diagnostic) -> Report<'a, Spot> {
    let (kind, colour) = match found.severity {
        Severity::Error => (ReportKind::Error, Color::Red),
        Severity::Warning => (ReportKind::Warning, Color::Yellow),
        Severity::Info => (ReportKind::Advice, Color::Blue),
    };
    let config = Config::default().with_color(run.colour).with_index_type(IndexType::Char);
    let at = spot(run, found.place);
    let mut report = Report::build(kind, at.clone())
        .with_config(config)
        .with_code(found.rule)
        .with_message(&found.message)
        .with_label(Label::new(at).with_color(colour).with_message(headline(found)));
    for (index, label) in found.labels.iter().enumerate() {
        let label = Label::new(spot(run, label.place)).with_message(&label.message).with_color(Color::Cyan);
        report = report.with_label(label.with_order(index as i32 + 1));
    }
    report.with_notes(found.evidence.iter().flat_map(notes));
    report.with_helps(found.hint.iter().cloned());
    report.finish()
}

/// The words at the caret: both sides at the witness, where there is one.
fn headline(found: &Diagnostic) -> String {
    match &found.evidence {
        Some(Evidence { left: Some(left), right: Some(right), .. }) => format!("left side {left}, right side {right}"),
        _ => found.message.clone(),
    }
}

fn notes(evidence: &Evidence) -> Vec<String> {
    let mut notes = Vec::new();
    if !evidence.witness.is_empty() {
        let values = evidence.witness.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>();
        notes.push(format!("at {}", values.join(", ")));
    }
    if let Some(grade) = &evidence.grade {
        notes.push(format!("{} ({grade})", evidence.verdict));
    }
    if let Some(line) = &evidence.recompute {
        notes.push(format!("recompute: {line}"));
    }
    notes
}

/// A place in characters: the renderer takes them for a place in another file, whatever it is told of bytes.
fn spot(run: &Run, place: Place) -> Spot {
    let Some(file) = run.file(place) else { return Spot::default() };
    let characters = |end: usize| file.text.get(..end).map_or(0, |before| before.chars().count());
    let range = place.span.range();
    (file.path.clone(), characters(range.start)..characters(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, SourceFile, Span};

    #[test]
    fn a_label_in_another_file_is_shown_behind_letters_of_several_bytes() {
        let text = "很多中文字符在公式之前出现 $a$\n";
        let file = |path: &str| SourceFile::new(path, text);
        let files = [file("a.md"), file("b.md")];
        let start = text.find('$').unwrap_or_default();
        let span = Span::new(start, start + 3);
        let place = Place { file: FileId(1), span };
        let found = [Diagnostic::new("rule", Severity::Error, FileId(0), span, "wrong").label(place, "there")];
        let coverage = crate::analysis::Coverage::default();
        let run = Run { files: &files, findings: &found, coverage: &coverage, asked: &[], colour: false };
        assert!(render(&run).contains("b.md:1:15"), "{}", render(&run));
    }
}
