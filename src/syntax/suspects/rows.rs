//! Rows of an environment that ran together or lack a cell.

use super::super::notation::{Class, Node, NodeKind, Row};
use super::super::slip::{Slip, SlipKind, Slips};
use crate::source::Span;

const MATRICES: [&str; 6] = ["matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"];

const ALIGNED: [&str; 6] = ["align", "align*", "aligned", "split", "eqnarray", "eqnarray*"];

pub(super) fn look(name: &str, rows: &[Row], span: Span, slips: &mut Slips) {
    let found = match name {
        _ if MATRICES.contains(&name) => run_together(rows, &|row| row.len() > 1).or_else(|| ragged(rows, span)),
        _ if ALIGNED.contains(&name) => run_together(rows, &|row| row.iter().filter(|cell| relates(cell)).count() > 1),
        "cases" => run_together(rows, &|row| row.len() > 2),
        _ => None,
    };
    found.into_iter().for_each(|slip| slips.push(slip));
}

fn relates(cell: &[Node]) -> bool {
    cell.first().is_some_and(|node| matches!(node.kind, NodeKind::Symbol { class: Class::Relation, .. }))
}

/// `1 & 2 \ 3 & 4`: half of a line break is left.
fn run_together(rows: &[Row], full: &dyn Fn(&[Vec<Node>]) -> bool) -> Option<Slip> {
    let half = |node: &&Node| matches!(&node.kind, NodeKind::Space(text) if text.trim_end() == r"\");
    let row = rows.iter().find(|row| full(&row.cells) && row.cells.iter().flatten().any(|node| half(&node)))?;
    let inner = row.cells.len().saturating_sub(1);
    // At the start of a cell it is a blank.
    let behind = row.cells.iter().take(inner).skip(1).flat_map(|cell| cell.iter().skip(1));
    let place = behind.into_iter().find(half)?;
    let slip = Slip::new(SlipKind::StrayCharacter, place.span, r"`\` alone breaks no line").hint(r"write `\\`");
    Some(slip.fix(Span { start: place.span.start, end: place.span.start }, r"\"))
}

/// One row has fewer cells than all the others, which agree. Lower triangles are written so: the first may be short.
fn ragged(rows: &[Row], span: Span) -> Option<Slip> {
    let filled = |row: &&Row| row.cells.iter().any(|cell| !cell.is_empty());
    let counts: Vec<usize> = rows.iter().filter(filled).map(|row| row.cells.len()).collect();
    let most = counts.iter().copied().max()?;
    let short: Vec<usize> = (0..counts.len()).filter(|at| counts.get(*at) != Some(&most)).collect();
    let [at] = short.as_slice() else { return None };
    let found = counts.get(*at).copied()?;
    let dotted = rows.iter().flat_map(|row| &row.cells).flatten().any(is_vertical_dots);
    (*at > 0 && counts.len() > 1 && !(dotted && found == 1)).then(|| {
        let message = format!("row {} has {found} cells, the others have {most}", at + 1);
        Slip::new(SlipKind::MissingArgument, span, message).hint("write the missing cell, or the missing `&`")
    })
}

fn is_vertical_dots(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Symbol { text, .. } if text == r"\vdots" || text == r"\cdots" || text == r"\ddots")
}
