//! `\delta S`: is δ a sign of variation, or a number?
//!
//! Takes the pieces of formulas; gives whether a page writes δ only in front of names, of several of them.

use std::collections::BTreeSet;

use super::canonical::base_name;
use crate::expr::Name;
use crate::syntax::{Node, NodeKind};

/// How a page writes δ.
#[derive(Clone, Debug, Default)]
pub(super) struct Variations {
    of: BTreeSet<Name>,
    /// δ stands by itself somewhere: a number.
    alone: bool,
}

impl Variations {
    /// Notes every δ without scripts on a level.
    pub fn visit(&mut self, nodes: &[&Node]) {
        for (at, node) in nodes.iter().enumerate() {
            if !matches!(&node.kind, NodeKind::Letter(letter) if letter == "\\delta") {
                continue;
            }
            match nodes.get(at + 1).map(|next| &next.kind) {
                // `\delta(t)` is a function, which no variation is.
                Some(NodeKind::Fenced(_)) => {}
                Some(NodeKind::Letter(_) | NodeKind::Styled { .. } | NodeKind::Accent { .. }) => {
                    self.of.extend(nodes.get(at + 1).and_then(|next| base_name(next)));
                }
                Some(NodeKind::Scripts { base: Some(base), .. }) => self.of.extend(base_name(base)),
                _ => self.alone = true,
            }
        }
    }

    /// Whether δ varies what stands behind it.
    pub fn vary(&self) -> bool {
        !self.alone && self.of.len() > 1
    }
}
