//! Units behind an answer: `3\,\text{km}`, `60 km/h`, `5\ \mathrm{m}^2`, `90^\circ`.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One;

/// A product of powers of base units with its factor to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub powers: BTreeMap<&'static str, i32>,
    pub factor: BigRational,
    /// Whether the factor is to be multiplied by π once.
    pub of_pi: bool,
    /// The words, where they are no unit that is known.
    pub unknown: Option<String>,
}

/// Spellings, base units, numerator and denominator of the factor.
type Row = (&'static [&'static str], &'static [(&'static str, i32)], i64, i64);

static UNITS: &[Row] = &[
    (&["m", "meter", "meters", "metre", "metres"], &[("m", 1)], 1, 1),
    (&["g", "gram", "grams"], &[("kg", 1)], 1, 1000),
    (&["t", "tonne", "tonnes"], &[("kg", 1)], 1000, 1),
    (&["s", "sec", "second", "seconds"], &[("s", 1)], 1, 1),
    (&["min", "minute", "minutes"], &[("s", 1)], 60, 1),
    (&["h", "hr", "hrs", "hour", "hours"], &[("s", 1)], 3600, 1),
    (&["day", "days"], &[("s", 1)], 86_400, 1),
    (&["week", "weeks"], &[("s", 1)], 604_800, 1),
    (&["L", "l", "liter", "liters", "litre", "litres"], &[("m", 3)], 1, 1000),
    (&["in", "inch", "inches"], &[("m", 1)], 254, 10_000),
    (&["ft", "foot", "feet"], &[("m", 1)], 3048, 10_000),
    (&["yd", "yard", "yards"], &[("m", 1)], 9144, 10_000),
    (&["mi", "mile", "miles"], &[("m", 1)], 1_609_344, 1000),
    (&["mph"], &[("m", 1), ("s", -1)], 1_609_344, 3_600_000),
    (&["lb", "lbs", "pound", "pounds"], &[("kg", 1)], 45_359_237, 100_000_000),
    (&["Hz", "hertz"], &[("s", -1)], 1, 1),
    (&["N", "newton", "newtons"], &[("kg", 1), ("m", 1), ("s", -2)], 1, 1),
    (&["J", "joule", "joules"], &[("kg", 1), ("m", 2), ("s", -2)], 1, 1),
    (&["W", "watt", "watts"], &[("kg", 1), ("m", 2), ("s", -3)], 1, 1),
    (&["Pa", "pascal", "pascals"], &[("kg", 1), ("m", -1), ("s", -2)], 1, 1),
    (&["A", "ampere", "amperes", "amp", "amps"], &[("A", 1)], 1, 1),
    (&["C", "coulomb", "coulombs"], &[("A", 1), ("s", 1)], 1, 1),
    (&["V", "volt", "volts"], &[("kg", 1), ("m", 2), ("s", -3), ("A", -1)], 1, 1),
    (&["K", "kelvin"], &[("K", 1)], 1, 1),
    (&["mol", "mole", "moles"], &[("mol", 1)], 1, 1),
    (&["bit", "bits"], &[("bit", 1)], 1, 1),
    (&["B", "byte", "bytes"], &[("bit", 1)], 8, 1),
    (&["dollar", "dollars", "USD"], &[("dollar", 1)], 1, 1),
    (&["cent", "cents"], &[("dollar", 1)], 1, 100),
    (&["rad", "radian", "radians"], &[], 1, 1),
    (&["degree", "degrees", "deg"], &[], 1, 180),
];

/// Prefixes of symbols and of words, as powers of ten.
static PREFIXES: &[(&str, i32)] = &[
    ("nano", -9),
    ("micro", -6),
    ("milli", -3),
    ("centi", -2),
    ("deci", -1),
    ("kilo", 3),
    ("mega", 6),
    ("giga", 9),
    ("n", -9),
    ("μ", -6),
    ("µ", -6),
    ("m", -3),
    ("c", -2),
    ("d", -1),
    ("k", 3),
    ("M", 6),
    ("G", 9),
];

impl Unit {
    fn none() -> Self {
        Self { powers: BTreeMap::new(), factor: BigRational::one(), of_pi: false, unknown: None }
    }

    /// Whether it measures an angle.
    pub fn is_angle(&self) -> bool {
        self.powers.is_empty() && self.unknown.is_none()
    }

    fn times(mut self, word: &str, power: i32) -> Option<Self> {
        let (row, ten) = row(word)?;
        for (base, own) in row.1 {
            *self.powers.entry(base).or_default() += own * power;
        }
        self.powers.retain(|_, power| *power != 0);
        let own = BigRational::new(row.2.into(), row.3.into()) * num_traits::Pow::pow(whole(10), ten);
        self.factor *= num_traits::Pow::pow(own, power);
        self.of_pi |= row.3 == 180;
        Some(self)
    }
}

fn whole(value: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(value))
}

/// The row of a word, and the power of ten of its prefix.
fn row(word: &str) -> Option<(&'static Row, i32)> {
    let find = |word: &str| UNITS.iter().find(|row| row.0.contains(&word));
    if let Some(row) = find(word) {
        return Some((row, 0));
    }
    PREFIXES.iter().find_map(|(prefix, ten)| {
        let rest = word.strip_prefix(prefix)?;
        let alike = (prefix.len() > 2) == (rest.len() > 3);
        find(rest).filter(|_| alike).map(|row| (row, *ten))
    })
}

/// Where the unit of an answer may begin.
static BEGINS: &[&str] =
    &["\\text{", "\\mathrm{", "\\textrm{", "\\mbox{", "\\operatorname{", "\\rm ", "^\\circ", "^{\\circ}", "°"];

/// An answer → what stands before its unit, and the unit.
pub(super) fn split(text: &str) -> Option<(String, Unit)> {
    if let Some(amount) = text.strip_prefix("\\$") {
        return Some((amount.trim().to_owned(), Unit::none().times("dollar", 1)?));
    }
    let place = BEGINS.iter().filter_map(|begin| text.find(begin)).min();
    let place = place.or_else(|| bare_word(text))?;
    let (amount, unit) = text.split_at_checked(place)?;
    let amount = amount.trim().trim_end_matches("\\,").trim_end_matches(['\\', '~', ' ']).trim_end();
    let counts = amount.ends_with(|last: char| last.is_ascii_digit() || matches!(last, '}' | ')' | 'i'));
    if !counts || amount.ends_with("\\}") {
        return None;
    }
    Some((amount.to_owned(), parse(unit)?))
}

/// `5 cm`: a word of two letters or more behind a number.
fn bare_word(text: &str) -> Option<usize> {
    let place = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (amount, words) = text.split_at_checked(place)?;
    let number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | ' ' | ',');
    let known = words.split(['/', ' ']).next().is_some_and(|word| word.len() > 1 && row(word).is_some());
    (!amount.trim().is_empty() && amount.chars().all(number) && known).then_some(place)
}

fn parse(text: &str) -> Option<Unit> {
    let mut plain = text.to_owned();
    for (from, to) in
        [("^{\\circ}", " degree "), ("^\\circ", " degree "), ("°", " degree "), ("\\cdot", " "), ("\\,", " ")]
    {
        plain = plain.replace(from, to);
    }
    for wrapper in BEGINS.iter().filter(|begin| begin.starts_with('\\')) {
        plain = plain.replace(wrapper, " ");
    }
    plain = plain.replace(['{', '}', '~', '*'], " ").replace("\\ ", " ").replace(" per ", " / ").replace('/', " / ");
    plain = plain.replace(" ^", "^").replace("^ ", "^").replace('.', " ").replace("²", "^2").replace("³", "^3");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let allowed = |letter: char| letter.is_alphabetic() || letter.is_ascii_digit() || matches!(letter, '^' | '-' | '/');
    let starts = |word: &&str| word.starts_with(|first: char| first.is_alphabetic() || first == '/');
    if words.is_empty() || !words.iter().all(|word| word.chars().all(allowed) && starts(word)) {
        return None;
    }
    // `25^\circ\text{C}` is no angle times a charge.
    let known = product(&words).filter(|unit| !unit.of_pi || unit.powers.is_empty());
    Some(known.unwrap_or_else(|| Unit { unknown: Some(words.join(" ")), ..Unit::none() }))
}

fn product(words: &[&str]) -> Option<Unit> {
    let mut unit = Unit::none();
    let (mut sign, mut next) = (1, 1);
    for word in words {
        match *word {
            "/" => sign = -1,
            "square" | "sq" => next = 2,
            "cubic" => next = 3,
            _ => {
                let (word, power) = word.split_once('^').unwrap_or((word, "1"));
                unit = unit.times(word, sign * next * power.parse::<i32>().ok().filter(|power| power.abs() < 10)?)?;
                (sign, next) = (1, 1);
            }
        }
    }
    Some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_split_from_its_number() {
        let of = |text: &str| split(text).map(|(amount, unit)| (amount, unit.factor.to_string(), unit.unknown));
        let known = |amount: &str, factor: &str| Some((amount.to_owned(), factor.to_owned(), None));
        assert_eq!(of("3\\,\\text{km}"), known("3", "1000"));
        assert_eq!(of("5 \\text{ cm}^2"), known("5", "1/10000"));
        assert_eq!(of("60 km/h"), known("60", "5/18"));
        assert_eq!(of("90^\\circ"), known("90", "1/180"));
        assert_eq!(of("\\$5"), known("5", "1"));
        assert_eq!(of("3 \\text{ or } 4"), None);
        assert_eq!(of("\\text{yes}"), None);
        assert_eq!(of("2 \\sin x"), None);
        assert_eq!(of("7 \\text{ apples}").and_then(|(.., unknown)| unknown), Some("apples".into()));
    }
}
