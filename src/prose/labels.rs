//! Which scripts are labels because a noun makes the name a size.

use std::collections::BTreeSet;

use super::declaration::Declaration;
use super::evidence::Evidence;
use crate::expr::Domain;
use crate::syntax::Node;

/// The names with a letter below that a noun makes sizes: base and script of `d_k` in "key dimension $d_k$".
pub(super) fn sizes_among(
    declarations: &[Declaration],
    formulas: &[&[Node]],
    evidence: &Evidence,
) -> BTreeSet<(crate::expr::Name, String)> {
    let sizes = declarations.iter().filter(|declaration| {
        let count = matches!(declaration.domain, Domain::Natural) && declaration.meaning.is_some();
        count && !declaration.indices.is_empty() && !evidence.is_index(declaration.name.as_str())
    });
    let labelled = sizes.filter_map(|declaration| subscript(formulas.get(declaration.formula)?, &declaration.name));
    labelled.filter(|(base, script)| !evidence.is_summed(base, script)).collect()
}

/// The first subscripted use of the name in a formula.
fn subscript(nodes: &[Node], name: &crate::expr::Name) -> Option<(crate::expr::Name, String)> {
    nodes.iter().find_map(|node| match &node.kind {
        crate::syntax::NodeKind::Scripts { base: Some(base), sub: Some(sub), .. } => {
            let base = super::canonical::base_name(base)?;
            (base == *name).then(|| super::canonical::script_text(sub).map(|script| (base, script)))?
        }
        _ => None,
    })
}
