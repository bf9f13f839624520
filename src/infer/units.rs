//! Units as exponent vectors.
//!
//! Takes statements and declared units; gives sums and equations of which two parts have units that cannot be one. A
//! written number may carry a unit of its own (2 bytes for each parameter), so that whatever it multiplies is unknown.

use std::collections::BTreeMap;
use std::fmt;

use super::form::Places;
use super::symbols::Symbols;
use crate::expr::{Expr, Kind};
use crate::lower::Statement;
use crate::source::Span;

/// A product of powers of base units, with the factor to them: a byte is 8 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub powers: BTreeMap<&'static str, i32>,
    /// Numerator and denominator.
    pub factor: (i64, i64),
    /// As the author wrote it, where it is a single unit.
    pub name: String,
}

/// A unit: spellings (a word may begin with a capital too), base unit, factor.
struct Row {
    spellings: &'static [&'static str],
    base: &'static str,
    factor: (i64, i64),
}

const fn row(spellings: &'static [&'static str], base: &'static str, factor: (i64, i64)) -> Row {
    Row { spellings, base, factor }
}

/// Spellings that mean one thing only: FLOPS (operations, or operations a second?) has no row.
static ROWS: &[Row] = &[
    row(&["bit", "bits"], "bit", (1, 1)),
    row(&["byte", "bytes", "字节"], "bit", (8, 1)),
    row(&["KB", "kB", "kilobyte", "kilobytes"], "bit", (8_000, 1)),
    row(&["MB", "megabyte", "megabytes"], "bit", (8_000_000, 1)),
    row(&["GB", "gigabyte", "gigabytes"], "bit", (8_000_000_000, 1)),
    row(&["TB", "terabyte", "terabytes"], "bit", (8_000_000_000_000, 1)),
    row(&["KiB"], "bit", (8 << 10, 1)),
    row(&["MiB"], "bit", (8 << 20, 1)),
    row(&["GiB"], "bit", (8 << 30, 1)),
    row(&["second", "seconds", "sec", "s", "秒"], "second", (1, 1)),
    row(&["ms", "millisecond", "milliseconds", "毫秒"], "second", (1, 1_000)),
    row(&["μs", "µs", "us", "microsecond", "microseconds"], "second", (1, 1_000_000)),
    row(&["ns", "nanosecond", "nanoseconds"], "second", (1, 1_000_000_000)),
    row(&["minute", "minutes", "min"], "second", (60, 1)),
    row(&["hour", "hours"], "second", (3_600, 1)),
    row(&["token", "tokens", "词元"], "token", (1, 1)),
    row(&["parameter", "parameters", "params", "参数"], "parameter", (1, 1)),
    row(&["layer", "layers"], "layer", (1, 1)),
    row(&["head", "heads"], "head", (1, 1)),
    row(&["FLOP", "floating-point operation", "floating-point operations"], "flop", (1, 1)),
    row(&["meter", "meters", "metre", "metres", "m"], "meter", (1, 1)),
    row(&["kilogram", "kilograms", "kg"], "kilogram", (1, 1)),
];

/// Two parts of a sum or an equation whose units cannot be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitClash {
    pub statement: usize,
    pub span: Span,
    pub left: Unit,
    pub right: Unit,
    pub places: Places,
    /// False where the units measure one thing (bits and bytes) and a conversion may be meant.
    pub certain: bool,
}

impl Unit {
    /// The unit of a word; `None` for what is no unit here.
    pub fn parse(text: &str) -> Option<Self> {
        let word = text.trim().trim_start_matches("\\text{").trim_end_matches('}').trim();
        let (above, below) = word.split_once('/').or_else(|| word.split_once(" per ")).unwrap_or((word, ""));
        let mut unit = Self::one(above)?;
        if !below.is_empty() {
            unit = unit.times(&Self::one(below)?.inverse())?;
        }
        unit.name = word.to_owned();
        Some(unit)
    }

    fn one(word: &str) -> Option<Self> {
        let word = word.trim();
        let lower = if word.chars().count() > 3 { word.to_lowercase() } else { word.to_owned() };
        let row = ROWS.iter().find(|row| row.spellings.iter().any(|own| *own == word || *own == lower))?;
        Some(Self { powers: BTreeMap::from([(row.base, 1)]), factor: row.factor, name: word.to_owned() })
    }

    fn inverse(&self) -> Self {
        let powers = self.powers.iter().map(|(base, power)| (*base, -power)).collect();
        Self { powers, factor: (self.factor.1, self.factor.0), name: String::new() }
    }

    fn times(&self, other: &Self) -> Option<Self> {
        let mut powers = self.powers.clone();
        for (base, power) in &other.powers {
            let sum = powers.entry(*base).or_insert(0);
            *sum = sum.checked_add(*power)?;
        }
        powers.retain(|_, power| *power != 0);
        let factor = (self.factor.0.checked_mul(other.factor.0)?, self.factor.1.checked_mul(other.factor.1)?);
        Some(Self { powers, factor, name: String::new() })
    }

    fn same_factor(&self, other: &Self) -> bool {
        let cross = |x: i64, y: i64| i128::from(x) * i128::from(y);
        cross(self.factor.0, other.factor.1) == cross(self.factor.1, other.factor.0)
    }
}

/// `byte`, `token / second`.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.name.is_empty() {
            return f.write_str(&self.name);
        }
        let side = |wanted: fn(&i32) -> bool| {
            let powers = self.powers.iter().filter(|(_, power)| wanted(power)).map(|(base, power)| match power.abs() {
                1 => (*base).to_owned(),
                power => format!("{base}^{power}"),
            });
            powers.collect::<Vec<_>>().join(" ")
        };
        let (above, below) = (side(|power| *power > 0), side(|power| *power < 0));
        match (above.is_empty(), below.is_empty()) {
            (true, true) => f.write_str("a pure number"),
            (false, true) => f.write_str(&above),
            (true, false) => write!(f, "1 / {below}"),
            (false, false) => write!(f, "{above} / {below}"),
        }
    }
}

/// Clashes of units in a statement.
pub fn unit_clashes(statement: &Statement, index: usize, symbols: &dyn Symbols) -> Vec<UnitClash> {
    let mut units = Units { symbols, statement: index, clashes: Vec::new() };
    let mut left = statement.first.as_ref().map(|first| (units.of(first), first.span));
    for link in &statement.links {
        let right = units.of(&link.right);
        if let ("Equal", Some((Some(left), _))) = (link.relation, &left)
            && let Some(right) = &right
        {
            units.compare(left, right, link.right.span);
        }
        left = Some((right, link.right.span));
    }
    units.clashes
}

struct Units<'a> {
    symbols: &'a dyn Symbols,
    statement: usize,
    clashes: Vec<UnitClash>,
}

/// A unit, the places that declare it, and whether it stands at a written quantity.
type Measured = (Unit, Places);

impl Units<'_> {
    fn of(&mut self, expr: &Expr) -> Option<Measured> {
        match &expr.kind {
            Kind::Symbol(name) => {
                let known = self.symbols.known(name, self.statement)?;
                Some((Unit::parse(known.sort.unit.as_deref()?)?, Places::from([known.place])))
            }
            Kind::Apply("Quantity", arguments) => Some((Unit::parse(&word(arguments.get(1)?)?)?, Places::new())),
            Kind::Apply("Negate" | "Max" | "Min" | "Mean", arguments) => {
                arguments.iter().map(|argument| self.of(argument)).collect::<Vec<_>>().into_iter().next().flatten()
            }
            Kind::Apply("Add", terms) => self.sum(terms, expr.span),
            Kind::Apply("Multiply", factors) => {
                let factors: Vec<Option<Measured>> = factors.iter().map(|factor| self.of(factor)).collect();
                product(factors)
            }
            Kind::Apply("Divide", arguments) => {
                let parts: Vec<Option<Measured>> = arguments.iter().map(|argument| self.of(argument)).collect();
                let [Some(above), Some(below)] = parts.as_slice() else { return None };
                product(vec![Some(above.clone()), Some((below.0.inverse(), below.1.clone()))])
            }
            _ => {
                expr.children().into_iter().for_each(|child| {
                    self.of(child);
                });
                None
            }
        }
    }

    fn sum(&mut self, terms: &[Expr], span: Span) -> Option<Measured> {
        let units: Vec<Option<Measured>> = terms.iter().map(|term| self.of(term)).collect();
        let mut known = units.into_iter().flatten();
        let first = known.next()?;
        for other in known {
            self.compare(&first, &other, span);
        }
        Some(first)
    }

    fn compare(&mut self, left: &Measured, right: &Measured, span: Span) {
        let written = left.1.is_empty() || right.1.is_empty();
        let alike = left.0.powers == right.0.powers;
        if alike && (written || left.0.same_factor(&right.0)) {
            return;
        }
        let places = left.1.union(&right.1).copied().collect();
        let (left, right) = (left.0.clone(), right.0.clone());
        self.clashes.push(UnitClash { statement: self.statement, span, left, right, places, certain: !alike });
    }
}

fn product(factors: Vec<Option<Measured>>) -> Option<Measured> {
    let mut factors = factors.into_iter();
    let first = factors.next()??;
    factors.try_fold(first, |(unit, mut places), factor| {
        let (other, more) = factor?;
        places.extend(more);
        Some((unit.times(&other)?, places))
    })
}

/// The word of a unit, however it is wrapped.
fn word(expr: &Expr) -> Option<String> {
    match &expr.kind {
        Kind::Symbol(name) => Some(name.to_string()),
        Kind::Opaque(text) => Some(text.clone()),
        Kind::Apply("Unit" | "Text", arguments) => word(arguments.first()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Domain, Name, Sort};
    use crate::infer::symbols::Known;
    use crate::infer::testing::statement;

    #[test]
    fn units_clash_only_when_they_must() {
        let units =
            [("M", "bytes"), ("B", "bits"), ("T", "seconds"), ("N", "tokens"), ("R", "token/s"), ("P", "parameters")];
        let known = |(place, (name, unit)): (usize, (&str, &str))| {
            let sort = Sort { unit: Some(unit.to_owned()), ..Sort::scalar(Domain::Real) };
            (Name::from(name), Known { sort, place, ..Known::default() })
        };
        let symbols: BTreeMap<Name, Known> = units.into_iter().enumerate().map(known).collect();
        let cases: [(&str, &[&str]); 10] = [
            ("y = (Add M T)", &["bytes / seconds true"]),
            ("M = N", &["bytes / tokens true"]),
            ("M = B", &["bytes / bits false"]),
            ("R = (Divide N T)", &[]),
            ("R = (Multiply N T)", &["token/s / second token true"]),
            ("M = (Multiply 2 P)", &[]),
            ("M = (Multiply b P)", &[]),
            ("M = (Add (Quantity 2 byte) (Quantity 16 bit))", &[]),
            ("M = (Quantity 3 s)", &["bytes / s true"]),
            ("M = (Quantity 3 apples)", &[]),
        ];
        for (text, expected) in cases {
            let clashes = unit_clashes(&statement(text), 0, &symbols);
            let shown: Vec<String> =
                clashes.iter().map(|c| format!("{} / {} {}", c.left, c.right, c.certain)).collect();
            assert_eq!(shown, expected, "{text}");
        }
    }
}
