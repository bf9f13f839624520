//! Definitions of one thing across pages, compared by value.
//!
//! Takes what each page says of a name ([`Sighting`]s); gives the [`Conflict`]s: two places of which the values differ,
//! with the convention that tells them apart, where one does. Two names are one thing only where the author's words or
//! a name of several letters say so. Never decides truth itself: values are compared by the engine that it is given.

mod alike;
mod bytes;
mod concept;
mod convention;
mod gather;
mod kin;
mod known;
mod matching;
mod pairs;
mod place;
mod power_law;
mod same;
mod scaled;
mod sighting;
mod words;

pub use alike::{Odd, odd_signs};
pub use gather::gather;
pub use known::{Misquoted, misquoted};
pub use pairs::{Settle, conflicts};
pub use sighting::{At, Conflict, ConflictKind, Key, Sighting, Words};
