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
    let config = Config::default().with_color(run.colour).with_index_type(IndexType::Byte);
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

fn spot(run: &Run, place: Place) -> Spot {
    let path = run.file(place).map(|file| file.path.clone()).unwrap_or_default();
    (path, place.span.range())
}
