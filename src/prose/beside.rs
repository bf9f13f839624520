//! What stands right beside a name: behind a colon in a list item, in brackets.

use super::after::{formula_text, plausible, unit_of};
use super::flow::{BREAK, FORMULA, Mark};
use super::phrase;
use super::reader::{Page, Told, folded_before};
use crate::extract::BlockKind;

/// "- $d$: hidden size": the names stand first in a list item, then a colon or a dash.
pub(super) fn listed(page: &Page, group: &[Mark], from: usize) -> Option<Told> {
    let first = group.first()?;
    let block = page.document.blocks.get(first.block)?;
    if !matches!(block.kind, BlockKind::ListItem(_)) {
        return None;
    }
    let before = folded_before(page.flow, first.at);
    let opens = before.is_empty() || before.ends_with(BREAK) || before.trim_end_matches([' ', '*']).ends_with(BREAK);
    let rest = page.flow.text.get(from..)?.trim_start();
    let mark = [":", "：", "——", "—", "–", "- "].iter().find(|mark| rest.starts_with(**mark)).filter(|_| opens)?;
    let start = page.flow.text.len() - rest.len() + mark.len();
    let rest = page.flow.text.get(start..)?;
    let end = rest.find(|c: char| ",.;，。；（(".contains(c) || c == BREAK).unwrap_or(rest.len());
    let raw = rest.get(..end)?.trim();
    let text: String = raw.chars().filter(|c| *c != FORMULA).collect();
    let formula = |at: usize| formula_text(page, at);
    let found = phrase::after(&page.flow.text, start, &formula)?;
    let noun = found.known || raw.starts_with("the ") || raw.starts_with("a ") || raw.starts_with("an ");
    if raw.contains(FORMULA) && !found.text.contains('$') && !found.known {
        return None;
    }
    if noun || (!text.trim().is_empty() && !text.is_ascii() && plausible(&text) && text.chars().count() <= 10) {
        return Some(Told { unit: unit_of(&found.text), loose: found.loose, ..Told::meaning(found.text) });
    }
    None
}

/// "$\eta$（学习率）": a bracket that holds a known noun and nothing else.
pub(super) fn bracketed(page: &Page, group: &[Mark], from: usize) -> Option<Vec<Told>> {
    let rest = page.flow.text.get(from..)?;
    let open = rest.find(['(', '（'])?;
    let width = rest.get(open..)?.chars().next()?.len_utf8();
    let inside = rest.get(open + width..)?;
    let close = inside.find(|c: char| ")）,，；;:：".contains(c) || c == BREAK || c == FORMULA)?;
    let text = inside.get(..close)?;
    if !inside.get(close..)?.starts_with([')', '）', ',', '，']) {
        return None;
    }
    let found = phrase::after(&page.flow.text, from + open + width, &|_| None)?;
    let short = text.chars().count() <= 30 && found.text.len() + 6 >= text.trim().len();
    let remark = text.trim_start().starts_with(['常', '如', '例', '见', '约', '可', '由', '取', '通']);
    (found.known && short && !remark && plausible(&found.text)).then(|| {
        vec![Told { unit: unit_of(&found.text), loose: found.loose, ..Told::meaning(found.text) }; group.len()]
    })
}
