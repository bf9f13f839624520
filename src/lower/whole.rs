//! What the text of a formula tells as a whole.
//!
//! Takes the text; gives evidence for the parts of the formula, each found when it is first asked for: a formula has
//! many parts, and none looks through all of it again.

use std::cell::OnceCell;

use super::differentials;

/// Evidence of the whole formula.
pub(super) struct Whole<'a> {
    tex: &'a str,
    differentials: OnceCell<bool>,
    processes: OnceCell<bool>,
    spaced_differentials: OnceCell<bool>,
    members_of_subdifferentials: OnceCell<bool>,
    times: OnceCell<bool>,
    angles: OnceCell<bool>,
    quantifiers: OnceCell<bool>,
}

impl<'a> Whole<'a> {
    pub fn of(tex: &'a str) -> Self {
        let unknown = OnceCell::new;
        Self {
            tex,
            differentials: unknown(),
            processes: unknown(),
            spaced_differentials: unknown(),
            members_of_subdifferentials: unknown(),
            times: unknown(),
            angles: unknown(),
            quantifiers: unknown(),
        }
    }

    /// `dX_t = \mu dt + \sigma dW_t`: whether a letter d makes differentials.
    pub fn relates_differentials(&self) -> bool {
        *self.differentials.get_or_init(|| differentials::relates_differentials(self.tex))
    }

    /// Whether there are several differentials of processes.
    pub fn relates_processes(&self) -> bool {
        *self.processes.get_or_init(|| differentials::relates_processes(self.tex))
    }

    /// `f(x)\,dx`: whether a blank stands before some d.
    pub fn spaces_differentials(&self) -> bool {
        *self.spaced_differentials.get_or_init(|| self.tex.contains("\\,d") || self.tex.contains("\\, d"))
    }

    /// `0 \in \partial f(x)`.
    pub fn has_members_of_subdifferentials(&self) -> bool {
        *self.members_of_subdifferentials.get_or_init(|| self.tex.replace(' ', "").contains("\\in\\partial"))
    }

    /// `x(t)` and `y(t + 1)`: whether the time stands in several parentheses.
    pub fn has_several_times(&self) -> bool {
        *self.times.get_or_init(|| self.tex.matches("(t").count() > 1)
    }

    /// `\langle x \rangle + \langle y \rangle`: several pairs of angles, and no list.
    pub fn has_several_angles(&self) -> bool {
        *self.angles.get_or_init(|| self.tex.matches("\\langle").count() > 1 && !self.tex.contains(','))
    }

    /// Whether a quantifier stands in it.
    pub fn is_quantified(&self) -> bool {
        *self.quantifiers.get_or_init(|| self.tex.contains("\\forall") || self.tex.contains("\\exists"))
    }
}
