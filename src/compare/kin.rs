//! Quantities of one kind under different names: what differs between them is told as a note.

use std::collections::BTreeMap;

use super::matching::Renaming;
use super::pairs::{Seen, Settle, at_a_point, conflict, title};
use super::scaled::{self, Scale};
use super::sighting::{Conflict, Key};
use super::{concept, convention};

/// Places that name one quantity of the field by different names: only the scale is compared, and it is told as a note.
pub fn of_concepts(all: &[Seen<'_>], settle: Settle<'_>) -> Vec<Conflict> {
    let mut groups: BTreeMap<&'static str, Vec<Seen<'_>>> = BTreeMap::new();
    for seen in all.iter().filter(|seen| seen.own.stated && seen.own.sign == "Equal") {
        let named = match &seen.own.key {
            Key::Name(name) => concept::named(name.as_str()).or_else(|| concept::named(&seen.own.words.before)),
            _ => concept::named(&seen.own.words.before),
        };
        if let Some(concept) = named {
            groups.entry(concept.name).or_default().push(*seen);
        }
    }
    let mut found = Vec::new();
    for (name, group) in groups {
        for (index, here) in group.iter().enumerate().skip(1) {
            let earlier =
                group.iter().take(index).filter(|there| there.page != here.page && there.own.key != here.own.key);
            let differs =
                earlier.filter(|there| !there.own.words.announce_another() && !here.own.words.announce_another());
            let differs = differs.filter_map(|there| match scale_of(there, here)? {
                scale @ Scale::Mean { .. } => Some((*there, scale)),
                _ => None,
            });
            if let Some((there, scale)) = differs.take(1).next()
                && let Some(difference) = convention::of_scale(&scale)
            {
                found.push(conflict(&there, here, name.to_owned(), difference, at_a_point(&scale, settle), true));
            }
        }
    }
    found
}

/// Normalisations of one book that guard their divisors differently: each name once, as a note.
pub fn of_normalisations(all: &[Seen<'_>]) -> Vec<Conflict> {
    let own = all.iter().filter(|seen| seen.own.stated && seen.own.sign == "Equal" && is_normalisation(&seen.own.key));
    let own: Vec<&Seen<'_>> = own.collect();
    let mut found: Vec<Conflict> = Vec::new();
    for (index, here) in own.iter().enumerate() {
        let earlier = own.iter().take(index);
        if earlier.clone().any(|there| there.own.key == here.own.key) {
            continue;
        }
        let mut differing = earlier
            .filter(|there| there.page != here.page)
            .filter_map(|there| Some((*there, convention::smoothing(&there.own.body, &here.own.body)?)));
        if let Some((there, difference)) = differing.next() {
            let of = format!("the guard of {} against that of {}", title(here.own), title(there.own));
            found.push(conflict(there, here, of, difference, None, true));
        }
    }
    found
}

/// Whether a key is a layer that divides by a deviation.
fn is_normalisation(key: &Key) -> bool {
    match key {
        Key::Function(head) => matches!(*head, "LayerNorm" | "RMSNorm"),
        Key::Name(name) => {
            let text = name.as_str().to_lowercase();
            text.contains("\\text{") && ["norm}", "rms}", "{bn}", "{gn}", "{ln}"].iter().any(|word| text.contains(word))
        }
        Key::Unnamed => false,
    }
}

fn scale_of(there: &Seen<'_>, here: &Seen<'_>) -> Option<Scale> {
    let (first, second) = (scaled::split(&there.own.body)?, scaled::split(&here.own.body)?);
    scaled::compare(&first, &second, &mut Renaming::default())
}
