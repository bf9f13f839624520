//! Transposes inside of a bold letter that has an index: `\mathbf{W^\top}_a`, where the page has `\mathbf{W}_a`.

use super::super::slip::{Slip, SlipKind};
use super::gather::Page;

pub(super) fn look(page: &Page) -> Vec<(usize, Slip)> {
    let known = page.turned.iter().filter(|turned| page.scripted.contains_key(&turned.base));
    known
        .map(|turned| {
            let message = "the transpose stands inside of the letter, its index outside".to_owned();
            let hint = format!("write `{}` as elsewhere on the page, and the transpose behind it", turned.base);
            (turned.formula, Slip::new(SlipKind::OddSymbol, turned.span, message).hint(hint))
        })
        .collect()
}
