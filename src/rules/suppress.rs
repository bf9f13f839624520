//! Silencing and expectations: `ignore`, `expect`, regions.
//!
//! Both meet findings that start on the line of their comment or, where the comment stands alone, in the next block.

use super::{Analysis, find, nearest, unmet_expectation, unused_ignore};
use crate::analysis::Page;
use crate::decide::Outcome;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::prose::{Directive, StmtKind};
use crate::source::{Place, SourceFile, Span};

/// What a directive reaches.
struct Reach<'a> {
    directive: &'a Directive,
    rules: &'a [String],
    expects: bool,
    region: Region,
}

enum Region {
    Line(u32),
    Bytes(Span),
}

/// The findings that are left; ignores without use and expectations that are not met join them.
///
/// Marks in the analysis the failures that were expected.
pub(super) fn apply(analysis: &mut Analysis, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut added = Vec::new();
    for index in 0..analysis.pages.len() {
        let Some(page) = analysis.pages.get(index).filter(|page| page.asked) else { continue };
        let Some(file) = analysis.files.get(page.file.0 as usize) else { continue };
        let mut expected = Vec::new();
        for reach in reaches(page, file) {
            let before = findings.len();
            let mut met = Vec::new();
            findings.retain(|finding| {
                let own = finding.place.file == page.file
                    && reach.rules.iter().any(|rule| rule == finding.rule)
                    && reach.region.holds(file, finding.place.span);
                if own {
                    met.push(finding.rule);
                }
                !own
            });
            if reach.expects && !met.is_empty() {
                expected.extend(failing(page, file, &reach.region));
            }
            let idle = reach.rules.iter().filter(|rule| find(rule).is_some() && !met.contains(&rule.as_str()));
            if reach.expects {
                added.extend(idle.map(|rule| unmet_expectation::finding(page, reach.directive, rule)));
            } else {
                let fix = removal(page, file, reach.directive).filter(|_| before == findings.len());
                added.extend(idle.map(|rule| {
                    let finding = unused_ignore::finding(page, reach.directive, rule);
                    Diagnostic { fix: fix.clone(), ..finding }
                }));
            }
        }
        let Some(page) = analysis.pages.get_mut(index) else { continue };
        for (at, judged) in page.relations.iter_mut().enumerate() {
            judged.expected |= expected.contains(&at);
        }
    }
    findings.extend(added);
    findings
}

/// Taking away the comment of a directive that says nothing else, with its lines where it stands alone.
fn removal(page: &Page, file: &SourceFile, directive: &Directive) -> Option<Fix> {
    let others = page.prose.directives.iter().filter(|other| other.comment == directive.comment);
    let comment = page.document.comments.get(directive.comment).filter(|_| others.count() == 1)?;
    let mut span = comment.span;
    if comment.alone {
        let lines = (file.position(span.start).line, file.position(span.end).line);
        span = Span { start: file.line_start(lines.0), end: file.line_start(lines.1 + 1) };
    }
    let place = Place { file: page.file, span };
    Some(Fix { place, replacement: String::new(), applicability: Applicability::Safe })
}

/// The relations that fail in a region, by index.
fn failing(page: &Page, file: &SourceFile, region: &Region) -> Vec<usize> {
    let fails = page.relations.iter().enumerate().filter(|(_, judged)| {
        let failed = judged.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Fails);
        failed && region.holds(file, page.formula_place(judged.relation.formula).span)
    });
    fails.map(|(index, _)| index).collect()
}

impl Region {
    /// Whether a finding that starts at `span` lies in the region.
    fn holds(&self, file: &SourceFile, span: Span) -> bool {
        match self {
            Self::Line(line) => file.position(span.start).line == *line,
            Self::Bytes(region) => region.start <= span.start && span.start < region.end,
        }
    }
}

fn reaches<'a>(page: &'a Page, file: &SourceFile) -> Vec<Reach<'a>> {
    let mut found = Vec::new();
    let mut open: Vec<(&Directive, &[String])> = Vec::new();
    let end_of_file = file.text.len();
    for directive in &page.prose.directives {
        let (rules, expects, region) = match &directive.stmt {
            StmtKind::Ignore(ignore) => (ignore.rules.as_slice(), false, target(page, file, directive)),
            StmtKind::Expect { rules } => (rules.as_slice(), true, target(page, file, directive)),
            StmtKind::File(ignore) => (ignore.rules.as_slice(), false, Region::Bytes(Span::new(0, end_of_file))),
            StmtKind::Begin(ignore) => {
                open.push((directive, &ignore.rules));
                continue;
            }
            StmtKind::End => {
                let Some((begin, rules)) = open.pop() else { continue };
                let region = Region::Bytes(Span { start: begin.span.start, end: directive.span.start });
                found.push(Reach { directive: begin, rules, expects: false, region });
                continue;
            }
            _ => continue,
        };
        found.push(Reach { directive, rules, expects, region });
    }
    found.extend(open.into_iter().map(|(directive, rules)| {
        let region = Region::Bytes(Span::new(directive.span.start as usize, end_of_file));
        Reach { directive, rules, expects: false, region }
    }));
    found
}

/// The line of the comment or, where it stands alone, the next block.
fn target(page: &Page, file: &SourceFile, directive: &Directive) -> Region {
    let line = Region::Line(file.position(directive.span.start).line);
    let Some(comment) = page.document.comments.get(directive.comment) else { return line };
    let next = page.document.blocks.iter().map(|block| block.span).filter(|span| span.start >= comment.span.end);
    match next.min_by_key(|span| (span.start, std::cmp::Reverse(span.end))).filter(|_| comment.alone) {
        Some(block) => Region::Bytes(block),
        None => line,
    }
}

/// Rule names in directives that no rule has, each with the directive and the nearest name.
pub(super) fn unknown_rules(page: &Page) -> Vec<(&Directive, &str, Option<&'static str>)> {
    let named = page.prose.directives.iter().flat_map(|directive| {
        let rules: &[String] = match &directive.stmt {
            StmtKind::Ignore(ignore) | StmtKind::File(ignore) | StmtKind::Begin(ignore) => &ignore.rules,
            StmtKind::Expect { rules } => rules,
            _ => &[],
        };
        rules.iter().map(move |rule| (directive, rule.as_str()))
    });
    named.filter(|(_, rule)| find(rule).is_none()).map(|(directive, rule)| (directive, rule, nearest(rule))).collect()
}

/// A finding about a directive.
pub(super) fn about(
    page: &Page,
    rule: &'static str,
    severity: Severity,
    directive: &Directive,
    message: String,
) -> Diagnostic {
    Diagnostic::new(rule, severity, page.file, directive.span, message)
}
