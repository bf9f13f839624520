//! Expressions as SymPy code.

use super::super::{Binding, Expr, Kind, Range, Side};

/// Heads and the SymPy functions of the same arguments.
static FUNCTIONS: &[(&str, &str)] = &[
    ("Exp", "exp"),
    ("Ln", "log"),
    ("Log", "log"),
    ("Sin", "sin"),
    ("Cos", "cos"),
    ("Tan", "tan"),
    ("Cot", "cot"),
    ("Sec", "sec"),
    ("Csc", "csc"),
    ("Arcsin", "asin"),
    ("Arccos", "acos"),
    ("Arctan", "atan"),
    ("Arctan2", "atan2"),
    ("Sinh", "sinh"),
    ("Cosh", "cosh"),
    ("Tanh", "tanh"),
    ("Coth", "coth"),
    ("Arsinh", "asinh"),
    ("Arcosh", "acosh"),
    ("Artanh", "atanh"),
    ("Sqrt", "sqrt"),
    ("Root", "root"),
    ("Abs", "Abs"),
    ("Sign", "sign"),
    ("Floor", "floor"),
    ("Ceil", "ceiling"),
    ("Max", "Max"),
    ("Min", "Min"),
    ("RealPart", "re"),
    ("ImaginaryPart", "im"),
    ("Argument", "arg"),
    ("Conjugate", "conjugate"),
    ("Gcd", "gcd"),
    ("Lcm", "lcm"),
    ("Mod", "Mod"),
    ("Factorial", "factorial"),
    ("DoubleFactorial", "factorial2"),
    ("Binomial", "binomial"),
    ("RisingFactorial", "rf"),
    ("FallingFactorial", "ff"),
    ("Gamma", "gamma"),
    ("LogGamma", "loggamma"),
    ("Digamma", "digamma"),
    ("Polygamma", "polygamma"),
    ("Beta", "beta"),
    ("UpperGamma", "uppergamma"),
    ("LowerGamma", "lowergamma"),
    ("Erf", "erf"),
    ("Erfc", "erfc"),
    ("Erfi", "erfi"),
    ("Zeta", "zeta"),
    ("HurwitzZeta", "zeta"),
    ("Polylog", "polylog"),
    ("LambertW", "LambertW"),
    ("BesselJ", "besselj"),
    ("BesselY", "bessely"),
    ("BesselI", "besseli"),
    ("BesselK", "besselk"),
    ("LegendreP", "legendre"),
    ("ChebyshevT", "chebyshevt"),
    ("ChebyshevU", "chebyshevu"),
    ("HermiteH", "hermite"),
    ("Fibonacci", "fibonacci"),
    ("HarmonicNumber", "harmonic"),
    ("BernoulliNumber", "bernoulli"),
    ("Totient", "totient"),
    ("Transpose", "transpose"),
    ("Trace", "trace"),
    ("Determinant", "det"),
    ("Equal", "Eq"),
    ("NotEqual", "Ne"),
    ("Less", "Lt"),
    ("LessEqual", "Le"),
    ("Greater", "Gt"),
    ("GreaterEqual", "Ge"),
    ("And", "And"),
    ("Or", "Or"),
    ("Not", "Not"),
    ("Tuple", "Tuple"),
    ("Heaviside", "Heaviside"),
    ("KroneckerDelta", "KroneckerDelta"),
    ("PartialDerivative", "Derivative"),
    ("TotalDerivative", "Derivative"),
];

static CONSTANTS: &[(&str, &str)] = &[
    ("Pi", "pi"),
    ("E", "E"),
    ("I", "I"),
    ("Infinity", "oo"),
    ("EulerGamma", "EulerGamma"),
    ("GoldenRatio", "GoldenRatio"),
    ("Catalan", "Catalan"),
    ("True", "true"),
    ("False", "false"),
];

fn find(table: &[(&'static str, &'static str)], head: &str) -> Option<&'static str> {
    table.iter().find(|(own, _)| *own == head).map(|(_, name)| *name)
}

/// sympy: expression → SymPy code, or `None` where a head has no counterpart of the same meaning there.
pub fn sympy(expr: &Expr) -> Option<String> {
    match &expr.kind {
        Kind::Number(number) => {
            let (above, below) = (number.value.numer(), number.value.denom());
            Some(if number.value.is_integer() {
                format!("Integer({above})")
            } else {
                format!("Rational({above}, {below})")
            })
        }
        Kind::Symbol(name) => Some(format!("Symbol({:?})", name.as_str())),
        Kind::Opaque(_) => None,
        Kind::Call(callee, arguments) => {
            let name = callee.as_symbol()?;
            Some(format!("Function({:?})({})", name.as_str(), list(arguments)?))
        }
        Kind::Bind(binding) => bound(binding),
        Kind::Apply(head, arguments) => applied(head, arguments),
    }
}

fn list(parts: &[Expr]) -> Option<String> {
    Some(parts.iter().map(sympy).collect::<Option<Vec<_>>>()?.join(", "))
}

fn applied(head: &str, arguments: &[Expr]) -> Option<String> {
    if arguments.is_empty() {
        return find(CONSTANTS, head).map(str::to_owned);
    }
    let joined =
        |sign: &str| Some(format!("({})", arguments.iter().map(sympy).collect::<Option<Vec<_>>>()?.join(sign)));
    match (head, arguments) {
        ("Add", _) => joined(" + "),
        ("Multiply", _) => joined("*"),
        ("Divide", _) => joined("/"),
        ("Power", _) => joined("**"),
        ("Negate", [only]) => Some(format!("(-{})", sympy(only)?)),
        ("Inverse", [only]) => Some(format!("({}**-1)", sympy(only)?)),
        // SymPy's comparisons take two sides.
        ("Equal" | "Less" | "LessEqual" | "Greater" | "GreaterEqual", [_, _, _, ..]) => {
            let pairs = arguments.windows(2).map(|pair| applied(head, pair)).collect::<Option<Vec<_>>>()?;
            Some(format!("And({})", pairs.join(", ")))
        }
        ("At", [base, indices @ ..]) => {
            let name = base.as_symbol()?;
            Some(format!("Indexed({:?}, {})", name.as_str(), list(indices)?))
        }
        ("Piecewise", parts) => {
            let rows = parts.chunks(2).map(|pair| match pair {
                [value, condition] => Some(format!("({}, {})", sympy(value)?, sympy(condition)?)),
                _ => None,
            });
            Some(format!("Piecewise({})", rows.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        _ => Some(format!("{}({})", find(FUNCTIONS, head)?, list(arguments)?)),
    }
}

fn bound(binding: &Binding) -> Option<String> {
    let body = sympy(&binding.body)?;
    let mut ranges = Vec::new();
    for one in &binding.bound {
        let name = format!("Symbol({:?})", one.name.as_str());
        ranges.push(match &one.range {
            Range::Between(low, high) => format!("({name}, {}, {})", sympy(low)?, sympy(high)?),
            Range::To(point, side) => {
                let side = match side {
                    Some(Side::Above) => ", '+'",
                    Some(Side::Below) => ", '-'",
                    None => "",
                };
                format!("{name}, {}{side}", sympy(point)?)
            }
            Range::Implicit if binding.head == "Integral" => name,
            _ => return None,
        });
    }
    let head = match binding.head {
        head @ ("Sum" | "Product" | "Integral" | "Limit") => head,
        _ => return None,
    };
    // The first bound name is the outermost here and the last argument there.
    ranges.reverse();
    Some(format!("{head}({body}, {})", ranges.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Bound;

    #[test]
    fn heads_without_counterpart_are_refused() {
        let half = Expr::apply("Divide", [Expr::integer(1), Expr::symbol("x")]);
        assert_eq!(sympy(&half).as_deref(), Some("(Integer(1)/Symbol(\"x\"))"));
        assert_eq!(sympy(&Expr::apply("CarlsonRF", [half.clone(), half.clone(), half.clone()])), None);
        let range = Range::Between(Expr::integer(1), Expr::apply("Infinity", []));
        let sum = Expr::bind("Sum", vec![Bound { name: "k".into(), range }], half);
        assert_eq!(sympy(&sum).as_deref(), Some("Sum((Integer(1)/Symbol(\"x\")), (Symbol(\"k\"), Integer(1), oo))"));
    }
}
