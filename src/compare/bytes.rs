//! Amounts of memory that lost their bytes: a product of sizes counts numbers, a factor more counts bytes.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::concept;
use super::pairs::Seen;
use super::sighting::{Conflict, ConflictKind, Key};
use super::words::same_noun;
use crate::claims::pattern;
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name};

/// A product of sizes at a place.
struct Product<'a> {
    seen: Seen<'a>,
    number: BigRational,
    factors: Vec<Expr>,
    /// The factor that makes bytes of it.
    bytes: Option<Expr>,
}

/// Fewer factors are no formula for an amount of memory.
const FEWEST: usize = 3;

/// Names of the size of one number.
static BYTES: &[&str] = &["byte", "dtype", "sizeof", "elemsize", "elementsize", "precision", "字节"];

/// Words that say that numbers are counted, not bytes.
static COUNTED: &[&str] = &[
    "number of elements",
    "number of values",
    "number of entries",
    "number of parameters",
    "element count",
    "in elements",
    "elements",
    "floats",
    "shape",
    "values",
    "entries",
    "numbers",
    "形状",
    "维度",
    "scalars",
    "元素",
    "个数",
    "标量",
    "浮点数",
    "数值数",
    "参数量",
];

/// Pairs of places that give one amount of memory with and without its bytes; each place without them once.
pub fn conflicts(all: &[Seen<'_>]) -> Vec<Conflict> {
    let mut groups: BTreeMap<&'static str, Vec<Product<'_>>> = BTreeMap::new();
    for seen in all.iter().filter(|seen| seen.own.stated && seen.own.sign != "Proportional") {
        let named = concept_of(seen).filter(|concept| concept.memory);
        if let Some((concept, product)) = named.zip(product(seen)) {
            groups.entry(concept.name).or_default().push(product);
        }
    }
    let mut found = Vec::new();
    for (name, products) in groups {
        for bare in products.iter().filter(|product| product.bytes.is_none()) {
            let mut full = products.iter().filter(|product| product.bytes.is_some());
            if let Some(full) = full.find(|full| lost_bytes(bare, full)) {
                found.push(conflict(name, bare, full));
            }
        }
    }
    found
}

fn concept_of(seen: &Seen<'_>) -> Option<&'static concept::Concept> {
    let name = match &seen.own.key {
        Key::Name(name) => concept::named(&spelled(name)),
        _ => None,
    };
    name.or_else(|| concept::named(&seen.own.words.before))
}

/// A name as words: `\text{KV\_bytes}` is `kv_bytes`, `\text{Mem}_{\text{KV}}` is `mem_kv`.
fn spelled(name: &Name) -> String {
    name.as_str().replace("\\text", "").replace(['{', '}', '\\'], "").to_lowercase()
}

fn product<'a>(seen: &Seen<'a>) -> Option<Product<'a>> {
    let mut product =
        Product { seen: *seen, number: BigRational::from_integer(BigInt::from(1)), factors: Vec::new(), bytes: None };
    let whole = matches!(&seen.own.body.kind, Kind::Apply("Multiply", _)) && take(&seen.own.body, &mut product);
    (whole && product.factors.len() >= FEWEST).then_some(product)
}

fn take(expr: &Expr, product: &mut Product<'_>) -> bool {
    match &expr.kind {
        Kind::Apply("Multiply", parts) => parts.iter().all(|part| take(part, product)),
        Kind::Number(number) => {
            product.number = &product.number * &number.value;
            true
        }
        Kind::Symbol(name) if is_bytes(name) || is_called_bytes(name, product) => {
            product.bytes.replace(expr.clone()).is_none()
        }
        _ if pattern::is_name(expr) && !matches!(expr.kind, Kind::Call(..)) => {
            product.factors.push(expr.clone());
            true
        }
        // Words and units are looked at as they are written.
        Kind::Apply("Unit" | "Text" | "Quantity", _) => {
            let text = plain(expr).to_lowercase();
            let bytes = BYTES.iter().any(|word| text.contains(word));
            if bytes {
                product.bytes = Some(expr.clone());
            } else {
                product.factors.push(expr.clone());
            }
            true
        }
        _ => false,
    }
}

fn is_called_bytes(name: &Name, product: &Product<'_>) -> bool {
    let meaning = product.seen.own.meanings.get(name).map(|meaning| meaning.to_lowercase());
    meaning.is_some_and(|meaning| BYTES.iter().any(|word| meaning.contains(word)))
}

fn is_bytes(name: &Name) -> bool {
    let text = spelled(name).replace('_', "");
    BYTES.iter().any(|word| text.contains(word))
}

/// Whether a product is the other one without its bytes: the same number in front, most factors the same, and no word
/// that numbers are what is counted.
fn lost_bytes(bare: &Product<'_>, full: &Product<'_>) -> bool {
    let partner = |own: &Expr| full.factors.iter().any(|other| same_size(own, other, bare, full));
    let shared = bare.factors.iter().filter(|own| partner(own)).count();
    let words = &bare.seen.own.words;
    bare.number == full.number
        && shared >= FEWEST
        && shared + 1 >= bare.factors.len()
        && !COUNTED.iter().any(|word| words.around.contains(word))
}

/// Whether two factors are one size: one name, names that differ in a label below the same letter, or one noun.
fn same_size(one: &Expr, other: &Expr, bare: &Product<'_>, full: &Product<'_>) -> bool {
    let (Some(a), Some(b)) = (pattern::base_name(one), pattern::base_name(other)) else { return one == other };
    let letter = |name: &Name| name.as_str().split(['_', '^']).next().unwrap_or("").to_owned();
    let meaning = |product: &Product<'_>, name: &Name| product.seen.own.meanings.get(name).cloned();
    let same = meaning(bare, a).zip(meaning(full, b)).is_some_and(|(one, other)| same_noun(&one, &other));
    a == b || letter(a) == letter(b) || same
}

fn conflict(name: &str, bare: &Product<'_>, full: &Product<'_>) -> Conflict {
    let factor = full.bytes.as_ref().map(plain).unwrap_or_default();
    let (first, second) = (full.seen.at(), bare.seen.at());
    Conflict {
        kind: ConflictKind::Unit,
        of: name.to_owned(),
        first,
        second,
        there: format!("bytes, by the factor {factor}"),
        here: "a count of numbers".into(),
        verdict: None,
        explained: bare.seen.own.words.explain(),
    }
}
