//! Sizes in formulas, and what a page says of them.

use std::collections::{BTreeMap, BTreeSet};

use super::product::{family, is_bold, is_small_bold};
use crate::expr::{Expr, Kind, Name, Size};
use crate::lower::Statement;
use crate::prose;

/// More terms than any size has; products beyond it are not formed.
const MOST_TERMS: usize = 64;

/// How two sizes relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The same, or made so by an equation of the page.
    Equal,
    /// The difference vanishes for no positive integers.
    Different,
    /// Two bare names, and nothing on the page relates either of them to anything.
    Unrelated,
    /// Anything else: perhaps equal.
    Open,
}

/// The size that an expression stands for: a polynomial over positive names; `None` for anything else.
pub fn size_of(expr: &Expr) -> Option<Size> {
    let size = match &expr.kind {
        Kind::Number(number) => Size::constant(number.to_i64()?),
        Kind::Symbol(name) => Size::name(name),
        Kind::Apply("At", arguments) => Size::name(member(arguments)?),
        Kind::Apply("Negate", arguments) => size_of(arguments.first()?)?.negate(),
        Kind::Apply("Add", arguments) => fold(arguments, Size::constant(0), Size::add)?,
        Kind::Apply("Multiply", arguments) => fold(arguments, Size::constant(1), Size::multiply)?,
        Kind::Apply("Power", arguments) => power(arguments)?,
        _ => return None,
    };
    is_small(&size).then_some(size)
}

fn is_small(size: &Size) -> bool {
    size.terms().len() <= MOST_TERMS && size.terms().keys().all(|monomial| monomial.values().all(|power| *power <= 64))
}

fn fold(arguments: &[Expr], start: Size, join: fn(&Size, &Size) -> Size) -> Option<Size> {
    arguments.iter().try_fold(start, |sum, argument| {
        let sum = join(&sum, &size_of(argument)?);
        is_small(&sum).then_some(sum)
    })
}

fn power(arguments: &[Expr]) -> Option<Size> {
    let [base, exponent] = arguments else { return None };
    let exponent = exponent.as_number()?.to_i64().filter(|exponent| (0..=62).contains(exponent))?;
    let base = size_of(base)?;
    if let Some(number) = base.as_constant() {
        return number.checked_pow(exponent as u32).map(Size::constant);
    }
    if exponent > 8 {
        return None;
    }
    let mut product = Size::constant(1);
    for _ in 0..exponent {
        product = product.multiply(&base);
        is_small(&product).then_some(())?;
    }
    Some(product)
}

/// The name of a member of a family: `At(d, h)` is `d_h`.
pub(super) fn member(arguments: &[Expr]) -> Option<Name> {
    let (base, indices) = arguments.split_first()?;
    let label = indices.iter().map(index_text).collect::<Option<String>>()?;
    Some(prose::with_subscript(base.as_symbol()?, &label))
}

fn index_text(index: &Expr) -> Option<String> {
    match &index.kind {
        Kind::Symbol(name) => Some(name.to_string()),
        Kind::Number(number) => Some(number.value.to_string()),
        _ => None,
    }
}

/// What a page says of its sizes: `d = H d_h`, `d_k = d_v = d / H`, `n = 128`.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    values: BTreeMap<Name, Size>,
    /// Names that equations bind together, however indirectly.
    related: Vec<BTreeSet<Name>>,
    /// Names with colons among their indices, and how many indices those have.
    sliced: BTreeMap<Name, usize>,
    /// Bold small letters that stand transposed to the left of another array.
    turned: BTreeSet<Name>,
}

impl Relations {
    /// Reads the equations between sizes out of the statements of a page, wherever they stand.
    pub fn read<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Self {
        let mut relations = Self::default();
        for statement in statements {
            let mut left = statement.first.as_ref();
            relations.slices(statement);
            relations.turns(statement);
            for link in &statement.links {
                if let Some(left) = left {
                    relations.relate(left, &link.right);
                }
                left = Some(&link.right);
            }
        }
        relations
    }

    fn slices(&mut self, statement: &Statement) {
        for part in statement.sides() {
            part.visit(&mut |node| {
                if let Some([base, indices @ ..]) = node.as_apply("At")
                    && let Some(name) = base.as_symbol()
                    && indices.iter().any(|index| index.is_apply("Slice"))
                {
                    self.sliced.insert(name.clone(), indices.len());
                }
            });
        }
    }

    fn turns(&mut self, statement: &Statement) {
        for part in statement.sides() {
            part.visit(&mut |node| {
                let Some(factors) = node.as_apply("Multiply") else { return };
                for pair in factors.windows(2) {
                    if let [left, right] = pair
                        && let Some([inner]) = left.as_apply("Transpose")
                        && let Some(name) = family(inner).filter(|name| is_small_bold(name))
                        && family(right).is_some_and(is_bold)
                    {
                        self.turned.insert(name.clone());
                    }
                }
            });
        }
    }

    /// Whether the name stands transposed to the left of another array, somewhere on the page.
    pub(super) fn turned(&self, name: &Name) -> bool {
        self.turned.contains(name)
    }

    /// Whether the page transposes columns to the left of other arrays at all.
    pub(super) fn turns_any(&self) -> bool {
        !self.turned.is_empty()
    }

    /// How many axes colons show that the name has.
    pub(super) fn sliced(&self, name: &Name) -> Option<usize> {
        self.sliced.get(name).copied()
    }

    fn relate(&mut self, left: &Expr, right: &Expr) {
        if let (Some(left), Some(right)) = (product(left), product(right)) {
            self.equate(&left, &right);
        } else if is_arithmetic(left) && is_arithmetic(right) {
            self.bind(left.free_names().into_iter().chain(right.free_names()).collect());
        }
    }

    /// Records `left.0 / left.1 = right.0 / right.1` without divisions.
    fn equate(&mut self, left: &(Size, Size), right: &(Size, Size)) {
        let (left, right) = (left.0.multiply(&right.1), right.0.multiply(&left.1));
        let names = [&left, &right].into_iter().flat_map(|size| size.terms().keys());
        self.bind(names.flat_map(|monomial| monomial.keys().cloned()).collect());
        let (left, right) = (self.resolve(&left), self.resolve(&right));
        let pair = [(&left, &right), (&right, &left)];
        let oriented = pair.into_iter().find_map(|(name, value)| Some((name.as_name()?, value)));
        if let Some((name, value)) = oriented
            && !value.terms().keys().any(|monomial| monomial.contains_key(name))
        {
            let one = BTreeMap::from([(name.clone(), value.clone())]);
            for old in self.values.values_mut() {
                *old = substituted(old, &one);
            }
            self.values.insert(name.clone(), value.clone());
        }
    }

    fn bind(&mut self, names: BTreeSet<Name>) {
        let apart = |group: &BTreeSet<Name>| group.is_disjoint(&names);
        let (mut groups, touched): (Vec<_>, Vec<_>) = std::mem::take(&mut self.related).into_iter().partition(apart);
        groups.push(touched.into_iter().flatten().chain(names).collect());
        self.related = groups;
    }

    fn are_bound(&self, left: &Name, right: &Name) -> bool {
        self.related.iter().any(|group| group.contains(left) && group.contains(right))
    }

    fn resolve(&self, size: &Size) -> Size {
        substituted(size, &self.values)
    }

    /// Compares two sizes: an equation of the page may make them equal, never different.
    pub fn compare(&self, left: &Size, right: &Size) -> Compared {
        let difference = left.add(&right.negate());
        if difference.as_constant() == Some(0) {
            return Compared::Equal;
        }
        let mut signs = difference.terms().values().map(|coefficient| *coefficient > 0);
        let first = signs.next();
        if signs.all(|sign| Some(sign) == first) {
            return Compared::Different;
        }
        if self.resolve(&difference).as_constant() == Some(0) {
            return Compared::Equal;
        }
        match (left.as_name(), right.as_name()) {
            (Some(left), Some(right)) if !self.are_bound(left, right) => Compared::Unrelated,
            _ => Compared::Open,
        }
    }
}

fn is_arithmetic(expr: &Expr) -> bool {
    !expr.any(&mut |node| {
        !matches!(
            node.kind,
            Kind::Number(_)
                | Kind::Symbol(_)
                | Kind::Apply("Add" | "Multiply" | "Negate" | "Divide" | "Power" | "At" | "Floor" | "Ceil", _)
        )
    })
}

/// A size, or a quotient of two.
fn product(expr: &Expr) -> Option<(Size, Size)> {
    match expr.as_apply("Divide") {
        Some([above, below]) => Some((size_of(above)?, size_of(below)?)),
        _ => Some((size_of(expr)?, Size::constant(1))),
    }
}

fn substituted(size: &Size, values: &BTreeMap<Name, Size>) -> Size {
    let mut sum = Size::constant(0);
    for (monomial, coefficient) in size.terms() {
        let mut term = Size::constant(*coefficient);
        for (name, power) in monomial {
            let value = values.get(name).cloned().unwrap_or_else(|| Size::name(name));
            for _ in 0..(*power).min(16) {
                term = term.multiply(&value);
            }
        }
        sum = sum.add(&term);
        if sum.terms().len() > MOST_TERMS {
            return size.clone();
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::testing::{expr, statement};

    fn compare(page: &[&str], left: &str, right: &str) -> Compared {
        let statements: Vec<_> = page.iter().map(|text| statement(text)).collect();
        Relations::read(&statements).compare(&size_of(&expr(left)).unwrap(), &size_of(&expr(right)).unwrap())
    }

    #[test]
    fn sizes_compare_as_polynomials() {
        let cases: [(&[&str], &str, &str, Compared); 12] = [
            (&[], "(Multiply H d_h)", "(Multiply d_h H)", Compared::Equal),
            (&[], "n", "(Add n 1)", Compared::Different),
            (&[], "d", "(Multiply 2 d)", Compared::Different),
            (&[], "3", "4", Compared::Different),
            (&[], "(Power 2 16)", "65536", Compared::Equal),
            (&[], "d", "h", Compared::Unrelated),
            (&[], "d", "1", Compared::Open),
            (&["d = (Multiply H d_h)"], "d", "(Multiply H (At d h))", Compared::Equal),
            (&["d_k = (Divide d H)"], "(Multiply H d_k)", "d", Compared::Equal),
            (&["d = (Multiply 4 h)"], "d", "h", Compared::Open),
            (&["d = (Multiply 4 h)"], "d", "n", Compared::Unrelated),
            (&["d = (Add h k)", "(Add k 1) = n"], "d", "n", Compared::Open),
        ];
        for (page, left, right, expected) in cases {
            assert_eq!(compare(page, left, right), expected, "{left} and {right} on {page:?}");
        }
    }
}
