//! A problem as text, for keys: two problems have the same text exactly if they are equal.

use std::fmt::Write;

use super::{Definition, Problem};
use crate::expr::{Expr, Kind, Name, Range};

impl Problem {
    /// All that a verdict depends on, and nothing else: no spans, no documents.
    pub fn spelled(&self) -> String {
        let mut text = String::new();
        expression(&mut text, &self.left);
        let _ = write!(text, "{:?} ", self.relation);
        expression(&mut text, &self.right);
        list(&mut text, "facts", &self.facts);
        for Definition { name, indices, parameters, body } in &self.definitions {
            let _ = write!(text, "define {:?} {:?} {:?} ", name.as_str(), spellings(indices), spellings(parameters));
            expression(&mut text, body);
        }
        for (name, sort) in &self.sorts {
            let _ = write!(text, "sort {:?} {sort:?} ", name.as_str());
        }
        let _ = write!(text, "closed {}", self.closed);
        text
    }
}

fn spellings(names: &[Name]) -> Vec<&str> {
    names.iter().map(Name::as_str).collect()
}

fn list(text: &mut String, head: &str, parts: &[Expr]) {
    let _ = write!(text, "({head:?} ");
    parts.iter().for_each(|part| expression(text, part));
    text.push(')');
}

fn expression(text: &mut String, expr: &Expr) {
    match &expr.kind {
        Kind::Number(number) => {
            let _ = write!(text, "{} {:?} ", number.value, number.decimals);
        }
        Kind::Symbol(name) => {
            let _ = write!(text, "${:?} ", name.as_str());
        }
        Kind::Opaque(opaque) => {
            let _ = write!(text, "?{opaque:?} ");
        }
        Kind::Apply(head, arguments) => list(text, head, arguments),
        Kind::Call(callee, arguments) => {
            text.push_str("(call ");
            expression(text, callee);
            list(text, "to", arguments);
            text.push(')');
        }
        Kind::Bind(binding) => {
            let _ = write!(text, "[{:?} ", binding.head);
            for bound in &binding.bound {
                let _ = write!(text, "{:?} ", bound.name.as_str());
                text.push_str(match &bound.range {
                    Range::Implicit => "implicit ",
                    Range::Between(..) => "between ",
                    Range::In(_) => "in ",
                    Range::Distributed(_) => "distributed ",
                    Range::Where(_) => "where ",
                    Range::To(_, None) => "to ",
                    Range::To(_, Some(crate::expr::Side::Below)) => "to-below ",
                    Range::To(_, Some(crate::expr::Side::Above)) => "to-above ",
                });
                bound.range.parts().into_iter().for_each(|part| expression(text, part));
            }
            expression(text, &binding.body);
            text.push(']');
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::expr::Sort;
    use crate::source::Span;

    fn problem(left: Expr) -> Problem {
        Problem {
            left,
            relation: "Equal",
            right: Expr::integer(0),
            facts: Vec::new(),
            definitions: Vec::new(),
            sorts: BTreeMap::from([(Name::from("x"), Sort::default())]),
            closed: false,
        }
    }

    #[test]
    fn spans_are_no_part_of_a_problem_and_everything_else_is() {
        let x = || Expr::symbol("x");
        let one = problem(Expr::apply("Sin", [x()]));
        assert_eq!(one.spelled(), problem(Expr::apply("Sin", [x().at(Span::new(3, 4))])).spelled());
        for other in [
            problem(Expr::apply("Cos", [x()])),
            problem(Expr::call(Expr::symbol("Sin"), [x()])),
            problem(Expr::opaque("Sin(x)")),
            problem(Expr::apply("Sin", [Expr::symbol("y")])),
            Problem { closed: true, ..one.clone() },
            Problem { sorts: BTreeMap::new(), ..one.clone() },
            Problem { relation: "Less", ..one.clone() },
            Problem { facts: vec![x()], ..one.clone() },
        ] {
            assert_ne!(one.spelled(), other.spelled());
        }
    }
}
