//! On which side of their vectors matrices stand.
//!
//! Takes the statements of a page; gives each product of a declared matrix and a vector, for a comparison across the
//! book: `W x` in one place and `x W` in another are two conventions for one W.

use std::collections::BTreeMap;

use super::shapes::Walker;
use super::sizes::Relations;
use super::symbols::Symbols;
use crate::expr::{Expr, Kind, Name};
use crate::lower::Statement;
use crate::source::Span;

/// One product of a matrix and a vector.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oriented {
    pub matrix: Name,
    pub statement: usize,
    pub span: Span,
    /// `W x` and `x W^⊤`: the rows of W meet the vector. Else its columns do, as in `x W` and `W^⊤ x`.
    pub rows: bool,
    /// Whether the matrix or the vector is transposed here, as in quadratic forms and in what goes back through a layer:
    /// such a product stands on the other side rightly.
    pub turned: bool,
}

/// The products of declared matrices and declared vectors, in reading order.
pub fn orientations(statements: &[&Statement], symbols: &dyn Symbols) -> Vec<Oriented> {
    let (defined, relations) = (BTreeMap::new(), Relations::default());
    let mut found = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let mut walker = Walker {
            symbols,
            defined: &defined,
            relations: &relations,
            statement: index,
            clashes: Vec::new(),
            counters: Vec::new(),
        };
        for part in statement.sides() {
            part.visit(&mut |node| {
                if let Kind::Apply("Multiply", factors) = &node.kind {
                    factors.windows(2).for_each(|pair| found.extend(pair_of(pair, &mut walker, node.span)));
                }
            });
        }
    }
    found
}

fn pair_of(pair: &[Expr], walker: &mut Walker, span: Span) -> Option<Oriented> {
    let [left, right] = pair else { return None };
    let (first, matrix, vector) = match (matrix_of(left, walker), matrix_of(right, walker)) {
        (Some(matrix), None) => (true, matrix, right),
        (None, Some(matrix)) => (false, matrix, left),
        _ => return None,
    };
    let (name, transposed) = matrix;
    let meets = walker.form(vector).rank() == Some(1);
    let rows = first != transposed;
    let turned = transposed || vector.is_apply("Transpose");
    meets.then_some(Oriented { matrix: name, statement: walker.statement, span, rows, turned })
}

/// The name of a declared matrix, and whether it is transposed here.
fn matrix_of(expr: &Expr, walker: &mut Walker) -> Option<(Name, bool)> {
    let (inner, transposed) = match expr.as_apply("Transpose") {
        Some(parts) => (parts.first()?, true),
        None => (expr, false),
    };
    let name = inner.as_symbol()?;
    (walker.form(inner).rank() == Some(2)).then(|| (name.clone(), transposed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Domain, Size, Sort};
    use crate::infer::symbols::Known;
    use crate::infer::testing::statement;

    #[test]
    fn both_conventions_are_told_apart() {
        let sort = |sizes: &[&str]| Sort::array(Domain::Real, sizes.iter().copied().map(Size::name).collect());
        let known = |(place, (name, sizes)): (usize, (&str, &[&str]))| {
            (Name::from(name), Known { sort: sort(sizes), place, ..Known::default() })
        };
        let declared: [(&str, &[&str]); 2] = [("W", &["d", "d"]), ("x", &["d"])];
        let symbols: BTreeMap<Name, Known> = declared.into_iter().enumerate().map(known).collect();
        let cases = [
            ("y = (Multiply W x)", &[true][..]),
            ("y = (Multiply x (Transpose W))", &[true]),
            ("y = (Multiply (Transpose x) W)", &[false]),
            ("y = (Multiply (Transpose W) x)", &[false]),
            ("y = (Multiply W W)", &[]),
        ];
        for (text, expected) in cases {
            let found = orientations(&[&statement(text)], &symbols);
            assert_eq!(found.iter().map(|one| one.rows).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
