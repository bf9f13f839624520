//! Expressions as MathJSON.

use serde_json::{Value, json};

use super::super::{Bound, Expr, Kind, Number, Range, Side};

/// mathjson: expression → MathJSON; exact numbers are strings where a JSON number would lose digits.
pub fn mathjson(expr: &Expr) -> Value {
    match &expr.kind {
        Kind::Number(number) => numeral(number),
        Kind::Symbol(name) => json!(name.as_str()),
        Kind::Opaque(text) => json!(["Error", {"str": text}]),
        // A constant of the catalogue is a symbol there.
        Kind::Apply(head, arguments) if arguments.is_empty() && is_constant(head) => json!(constant(head)),
        Kind::Apply(head, arguments) => applied(json!(head), arguments),
        Kind::Call(callee, arguments) => match &callee.kind {
            Kind::Symbol(name) => applied(json!(name.as_str()), arguments),
            _ => {
                let parts = ["Apply".into(), mathjson(callee)].into_iter().chain(arguments.iter().map(mathjson));
                Value::Array(parts.collect())
            }
        },
        Kind::Bind(binding) => {
            let parts = [json!(binding.head), mathjson(&binding.body)].into_iter();
            Value::Array(parts.chain(binding.bound.iter().map(limits)).collect())
        }
    }
}

fn applied(head: Value, arguments: &[Expr]) -> Value {
    Value::Array(std::iter::once(head).chain(arguments.iter().map(mathjson)).collect())
}

fn numeral(number: &Number) -> Value {
    match number.to_i64() {
        Some(value) if number.decimals.is_none() && value.unsigned_abs() < 1 << 53 => json!(value),
        _ if number.decimals.is_none() && !number.value.is_integer() => {
            json!(["Rational", {"num": number.value.numer().to_string()}, {"num": number.value.denom().to_string()}])
        }
        _ => json!({"num": number.to_string()}),
    }
}

/// Heads that MathJSON writes as symbols, with its names.
static CONSTANTS: &[(&str, &str)] = &[
    ("Pi", "Pi"),
    ("E", "ExponentialE"),
    ("I", "ImaginaryUnit"),
    ("Infinity", "PositiveInfinity"),
    ("EulerGamma", "EulerGamma"),
    ("GoldenRatio", "GoldenRatio"),
    ("Catalan", "CatalanConstant"),
    ("ComplexInfinity", "ComplexInfinity"),
    ("EmptySet", "EmptySet"),
    ("RealNumbers", "RealNumbers"),
    ("ComplexNumbers", "ComplexNumbers"),
    ("RationalNumbers", "RationalNumbers"),
    ("Integers", "Integers"),
    ("NaturalNumbers", "NonNegativeIntegers"),
    ("True", "True"),
    ("False", "False"),
];

fn is_constant(head: &str) -> bool {
    CONSTANTS.iter().any(|(own, _)| *own == head)
}

fn constant(head: &str) -> &str {
    CONSTANTS.iter().find(|(own, _)| *own == head).map_or(head, |(_, name)| name)
}

fn limits(bound: &Bound) -> Value {
    let name = json!(bound.name.as_str());
    match &bound.range {
        Range::Implicit => json!(["Limits", name]),
        Range::Between(low, high) => json!(["Limits", name, mathjson(low), mathjson(high)]),
        Range::In(set) => json!(["Element", name, mathjson(set)]),
        Range::Distributed(law) => json!(["Distributed", name, mathjson(law)]),
        Range::Where(condition) => json!(["Condition", name, mathjson(condition)]),
        Range::To(point, None) => json!(["To", name, mathjson(point)]),
        Range::To(point, Some(Side::Above)) => json!(["To", name, mathjson(point), {"str": "above"}]),
        Range::To(point, Some(Side::Below)) => json!(["To", name, mathjson(point), {"str": "below"}]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_numbers_and_binders_are_arrays() {
        let body = Expr::apply("At", [Expr::symbol("x"), Expr::symbol("i")]);
        let range = Range::Between(Expr::integer(1), Expr::symbol("n"));
        let sum = Expr::bind("Sum", vec![Bound { name: "i".into(), range }], body);
        assert_eq!(mathjson(&sum), json!(["Sum", ["At", "x", "i"], ["Limits", "i", 1, "n"]]));
        let decimal = Expr::from(Kind::Number(Number::parse("0.50").unwrap()));
        assert_eq!(mathjson(&decimal), json!({"num": "0.50"}));
        assert_eq!(mathjson(&Expr::call(Expr::symbol("f"), [Expr::apply("Pi", [])])), json!(["f", "Pi"]));
    }
}
