//! Runs of letters that spell a command: `sqrt{x}`, `frac{a}{b}`, `sum_{i=1}`.

use super::super::commands::{self, Role};
use super::super::notation::{Node, NodeKind};
use super::super::slip::{Slip, SlipKind, Slips};
use crate::source::Span;

/// The shortest name that is looked for: shorter ones are products.
const SHORTEST: usize = 3;

/// What ends a run of letters.
enum End {
    Braces,
    /// The last letter carries scripts: below, above.
    Scripts(bool, bool),
    Other,
}

/// Letters without a blank between them.
#[derive(Default)]
struct Run {
    text: String,
    span: Option<Span>,
}

impl Run {
    fn touches(&self, span: Span) -> bool {
        self.span.is_none_or(|own| own.end == span.start)
    }

    fn push(&mut self, letter: &str, span: Span) {
        self.text.push_str(letter);
        self.span = Some(self.span.map_or(span, |own| own.join(span)));
    }
}

/// In a script, letters with a script of their own may be a word: `x_{max_i}`.
pub(super) fn look(nodes: &[Node], script: bool, slips: &mut Slips) {
    let mut run = Run::default();
    for node in nodes {
        match &node.kind {
            NodeKind::Letter(letter) if is_ascii(letter) => {
                if !run.touches(node.span) {
                    run = Run::default();
                }
                run.push(letter, node.span);
                continue;
            }
            NodeKind::Group(_) if run.touches(node.span) => judge(&run, &End::Braces, slips),
            NodeKind::Scripts { base: Some(base), sub, sup, .. } => {
                if let NodeKind::Letter(letter) = &base.kind
                    && is_ascii(letter)
                    && run.touches(base.span)
                    && !script
                {
                    run.push(letter, base.span);
                    judge(&run, &End::Scripts(sub.is_some(), sup.is_some()), slips);
                }
            }
            _ => judge(&run, &End::Other, slips),
        }
        run = Run::default();
    }
}

fn is_ascii(letter: &str) -> bool {
    letter.len() == 1 && letter.is_ascii()
}

fn judge(run: &Run, end: &End, slips: &mut Slips) {
    let Some(span) = run.span.filter(|_| run.text.len() >= SHORTEST) else {
        return;
    };
    let Some(name) = meant(&run.text, end) else {
        return;
    };
    let start = span.end.saturating_sub(u32::try_from(name.len()).unwrap_or(0));
    let place = Span { start, end: span.end };
    let slip =
        Slip::new(SlipKind::MissingBackslash, place, format!("`{name}` without a backslash is a product of letters"))
            .hint(format!("write `\\{name}`"))
            .fix(Span { start, end: start }, "\\");
    slips.push(slip);
}

/// The command that a run of letters was meant to be, by what follows it.
fn meant<'r>(run: &'r str, end: &End) -> Option<&'r str> {
    match *end {
        End::Braces => (0..=run.len() - SHORTEST).filter_map(|cut| run.get(cut..)).find(|name| {
            let whole = name.len() == run.len();
            (whole || name.len() > SHORTEST) && takes_braces(name)
        }),
        End::Scripts(below, above) => Some(run).filter(|name| takes_scripts(name, below, above)),
        End::Other => None,
    }
}

fn takes_braces(name: &str) -> bool {
    commands::find_name(name).is_some_and(|row| {
        matches!(
            row.role,
            Role::Fraction(_)
                | Role::Root
                | Role::Accent(_)
                | Role::Font(_)
                | Role::Text(_)
                | Role::OperatorName
                | Role::Brace
                | Role::Begin
                | Role::End
        )
    })
}

/// `int` is a type too: as an integral it has both bounds.
fn takes_scripts(name: &str, below: bool, above: bool) -> bool {
    commands::find_name(name).is_some_and(|row| match row.role {
        Role::BigOperator(_) => name != "int" || (below && above),
        Role::Operator { .. } => below,
        Role::Letter(_) => row.known_to.meets(commands::Renderers::LATEX),
        _ => false,
    })
}
