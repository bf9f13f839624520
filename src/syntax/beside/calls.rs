//! Calls that take another function's parameter: `g(h_t, w_h)` where `w_h` is f's and `w_o` is g's.

use std::collections::BTreeSet;

use super::super::slip::{Slip, SlipKind};
use super::gather::{Call, Page};

/// Calls beyond these are not compared with each other.
const MOST_CALLS: usize = 400;

/// How often another function has to take the parameter, always at the same place.
const STEADY: usize = 3;

pub(super) fn look(page: &Page) -> Vec<(usize, Slip)> {
    let calls: Vec<&Call> = page.calls.iter().take(MOST_CALLS).collect();
    calls.iter().filter_map(|call| odd(call, &calls)).collect()
}

fn odd(call: &Call, calls: &[&Call]) -> Option<(usize, Slip)> {
    let own: Vec<&&Call> = calls.iter().filter(|other| is_same(call, other)).collect();
    call.arguments.iter().enumerate().find_map(|(slot, (found, span))| {
        let label = labelled(found)?;
        let taken: Vec<&str> =
            own.iter().filter_map(|other| other.arguments.get(slot)).map(|(text, _)| text.as_str()).collect();
        let others: BTreeSet<&str> = taken.iter().copied().filter(|text| text != found).collect();
        let expected = others.iter().next().filter(|_| others.len() == 1)?;
        let once = taken.iter().filter(|text| *text == found).count() == 1;
        let twin = labelled(expected).is_some_and(|other| other.0 == label.0);
        let beside = own.iter().any(|other| alike_but(call, other, slot));
        (once && twin && beside && belongs_elsewhere(call, found, expected, calls)).then(|| {
            let message = format!("`{}` takes `{found}` here and `{expected}` elsewhere on the page", call.name);
            let slip = Slip::new(SlipKind::OddSymbol, *span, message)
                .hint(format!("write `{expected}`: `{found}` belongs to another function"));
            (call.formula, slip)
        })
    })
}

fn is_same(call: &Call, other: &Call) -> bool {
    call.name == other.name && call.arguments.len() == other.arguments.len()
}

/// Whether all other arguments are the same, and there are some.
fn alike_but(call: &Call, other: &Call, slot: usize) -> bool {
    let pairs = call.arguments.iter().zip(&other.arguments).enumerate();
    let differing: Vec<usize> = pairs.filter(|(_, (own, other))| own.0 != other.0).map(|(at, _)| at).collect();
    differing == [slot]
}

/// `w_h`, `\theta_{old}`: a letter and a label that is no index.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let (base, label) = text.split_once('_')?;
    let index = label.chars().all(|letter| "ijkmnt0123456789+-,".contains(letter));
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '\\' | '*'));
    (!index && plain(base) && plain(label)).then_some((base, label))
}

/// Whether another function always takes the argument at one place, and never the expected one.
fn belongs_elsewhere(call: &Call, found: &str, expected: &str, calls: &[&Call]) -> bool {
    let others = calls.iter().filter(|other| other.name != call.name);
    let names: BTreeSet<&str> = others.map(|other| other.name.as_str()).collect();
    names.into_iter().any(|name| {
        let own: Vec<&&Call> = calls.iter().filter(|other| other.name == name).collect();
        let takes = |other: &Call, text: &str| other.arguments.iter().any(|(own, _)| own == text);
        own.iter().filter(|other| takes(other, found)).count() >= STEADY
            && !own.iter().any(|other| takes(other, expected))
    })
}
