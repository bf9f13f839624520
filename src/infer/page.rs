//! Shapes along a page: definitions carry them forward.

use std::collections::BTreeMap;

use super::clash::{Clash, ClashKind};
use super::form::{Axis, Form};
use super::shapes::{Walker, is_one};
use super::sizes::{Relations, size_of};
use super::symbols::Symbols;
use crate::expr::{Expr, Head, Name};
use crate::lower::Statement;
use crate::source::Span;

/// Relations whose sides have one shape.
const SAME: [Head; 5] = ["Equal", "Define", "Assign", "Approximately", "Equivalent"];

/// What is known of the shapes of a page.
#[derive(Clone, Debug, Default)]
pub struct Inference {
    /// One form for each member of each statement, in order.
    pub forms: Vec<Vec<Form>>,
    /// In reading order; one for each root cause.
    pub clashes: Vec<Clash>,
}

/// Shapes of the statements of a page, in reading order.
pub fn infer(statements: &[&Statement], symbols: &dyn Symbols) -> Inference {
    let relations = Relations::read(statements.iter().copied());
    let mut defined = BTreeMap::new();
    let mut inference = Inference::default();
    for (index, statement) in statements.iter().enumerate() {
        let mut walker = Walker {
            symbols,
            defined: &defined,
            relations: &relations,
            statement: index,
            clashes: Vec::new(),
            counters: Vec::new(),
        };
        let forms = walker.statement(statement);
        let clashes = walker.clashes;
        if clashes.is_empty() {
            define(statement, &forms, symbols, index, &mut defined);
        }
        inference.clashes.extend(clashes);
        inference.forms.push(forms);
    }
    inference.clashes = root_causes(inference.clashes);
    inference
}

/// `Y = X W + b` gives Y its shape, unless somebody declared Y.
fn define(
    statement: &Statement,
    forms: &[Form],
    symbols: &dyn Symbols,
    index: usize,
    defined: &mut BTreeMap<Name, Form>,
) {
    let Some(name) = statement.first.as_ref().and_then(Expr::as_symbol) else { return };
    let Some(link) = statement.links.first() else { return };
    if symbols.known(name, index).is_some() || !SAME.contains(&link.relation) {
        return;
    }
    match forms.get(1).filter(|form| form.rank().is_some() && !form.places.is_empty()) {
        Some(form) => defined.insert(name.clone(), form.clone()),
        None => defined.remove(name),
    };
}

/// The first clash for each pair of sizes or of forms.
fn root_causes(clashes: Vec<Clash>) -> Vec<Clash> {
    let mut kept: Vec<Clash> = Vec::new();
    for clash in clashes {
        let same = |other: &Clash| match (&other.sizes, &clash.sizes) {
            (Some(a), Some(b)) => a == b && other.places == clash.places,
            (None, None) => other.places == clash.places && other.statement == clash.statement,
            _ => false,
        };
        if !kept.iter().any(same) {
            kept.push(clash);
        }
    }
    kept
}

impl Walker<'_> {
    fn statement(&mut self, statement: &Statement) -> Vec<Form> {
        for condition in &statement.conditions {
            self.form(condition);
        }
        let mut forms: Vec<Form> = statement.first.iter().map(|first| self.form(first)).collect();
        let mut left = statement.first.as_ref();
        for link in &statement.links {
            let right = match link.relation {
                "Element" => self.space(&link.right),
                _ => self.form(&link.right),
            };
            if let (Some(form), Some(expr)) = (forms.last().cloned(), left) {
                let declares = link.relation == "Element" && is_name(expr);
                if SAME.contains(&link.relation) || (link.relation == "Element" && !declares) {
                    self.sides((&form, expr), (&right, &link.right), link.right.span);
                }
            }
            forms.push(right);
            left = Some(&link.right);
        }
        forms
    }

    /// The shape of the members of a space: ℝ^{n×d} has (n,d).
    fn space(&mut self, set: &Expr) -> Form {
        match set.as_apply("CartesianPower") {
            Some([base, sizes @ ..]) if base.is_apply("RealNumbers") || base.is_apply("ComplexNumbers") => {
                let axis = |size: &Expr| Axis { size: size_of(size), places: Default::default() };
                Form::array(sizes.iter().map(axis).collect(), Default::default())
            }
            _ if set.is_apply("RealNumbers") => Form::scalar(),
            _ => Form::unknown(),
        }
    }

    /// Both sides of an equation have one shape; a written number fits any.
    fn sides(&mut self, left: (&Form, &Expr), right: (&Form, &Expr), span: Span) {
        if is_number(left.1) || is_number(right.1) {
            return;
        }
        let ((left, _), (right, _)) = (left, right);
        let (Some(a), Some(b)) = (&left.axes, &right.axes) else { return };
        if a.len() == b.len() {
            for (x, y) in a.iter().zip(b) {
                if let Some(certain) = self.differ(x, y) {
                    let clash = self.clash(ClashKind::Sides, span, left, right, (x, y), certain);
                    self.clashes.push(clash);
                    return;
                }
            }
            return;
        }
        let long = |axes: &[Axis]| axes.iter().filter(|axis| !is_one(axis)).count();
        let declared = |form: &Form| form.is_scalar() || form.shown || !form.places.is_empty();
        if long(a) != long(b) && declared(left) && declared(right) {
            let places = left.places.union(&right.places).copied().collect();
            let certain = [a, b].iter().all(|axes| axes.iter().all(|axis| axis.size.is_some()));
            let clash = self.clash(ClashKind::Rank, span, left, right, (&Axis::default(), &Axis::default()), certain);
            self.clashes.push(Clash { places, sizes: None, ..clash });
        }
    }
}

/// A written number, which fits any shape.
fn is_number(expr: &Expr) -> bool {
    expr.free_names().is_empty()
}

/// A name or a member of a family: what a membership declares.
fn is_name(expr: &Expr) -> bool {
    expr.as_symbol().is_some() || expr.is_apply("At") || expr.is_apply("AtUpper") || expr.is_apply("Sequence")
}

#[cfg(test)]
#[path = "shape_tests.rs"]
mod tests;
