//! A line of Python that recomputes both sides of a claim at a point, for readers who want to see for themselves.
//!
//! Takes expressions and a point; gives text for mpmath, or nothing where a function has no name there.

use std::collections::BTreeSet;

use num_rational::BigRational;
use num_traits::Signed;

use super::sample::Point;
use crate::claims::{Definition, Problem};
use crate::expr::{Binding, Expr, Kind, Name, Range};

/// Heads and their spelling; `0`, `1` … in braces are the arguments, `*` all of them with commas.
static SPELLINGS: &[(&str, &str)] = &[
    ("Negate", "(-{0})"),
    ("IdentityMatrix", "eye(int({0}))"),
    ("Divide", "({0})/({1})"),
    ("Power", "(mpf(1)*{0})**({1})"),
    ("Sqrt", "sqrt({0})"),
    ("Root", "root({0}, {1})"),
    ("Pi", "pi"),
    ("E", "e"),
    ("I", "1j"),
    ("EulerGamma", "euler"),
    ("GoldenRatio", "phi"),
    ("Catalan", "catalan"),
    ("Glaisher", "glaisher"),
    ("Infinity", "inf"),
    ("Exp", "exp({0})"),
    ("Log", "log({*})"),
    ("Ln", "log({0})"),
    ("Lb", "log({0}, 2)"),
    ("Lg", "log10({0})"),
    ("Sin", "sin({0})"),
    ("Cos", "cos({0})"),
    ("Tan", "tan({0})"),
    ("Cot", "cot({0})"),
    ("Sec", "sec({0})"),
    ("Csc", "csc({0})"),
    ("Arcsin", "asin({0})"),
    ("Arccos", "acos({0})"),
    ("Arctan", "atan({0})"),
    ("Arctan2", "atan2({0}, {1})"),
    ("Arccot", "acot({0})"),
    ("Sinh", "sinh({0})"),
    ("Cosh", "cosh({0})"),
    ("Tanh", "tanh({0})"),
    ("Coth", "coth({0})"),
    ("Sech", "sech({0})"),
    ("Csch", "csch({0})"),
    ("Arsinh", "asinh({0})"),
    ("Arcosh", "acosh({0})"),
    ("Artanh", "atanh({0})"),
    ("Sinc", "sinc({0})"),
    ("Abs", "fabs({0})"),
    ("Sign", "sign({0})"),
    ("Floor", "floor({0})"),
    ("Ceil", "ceil({0})"),
    ("Mod", "fmod({0}, {1})"),
    ("RealPart", "re({0})"),
    ("ImaginaryPart", "im({0})"),
    ("Argument", "arg({0})"),
    ("Conjugate", "conj({0})"),
    ("Max", "max({*})"),
    ("Min", "min({*})"),
    ("Factorial", "factorial({0})"),
    ("DoubleFactorial", "fac2({0})"),
    ("RisingFactorial", "rf({0}, {1})"),
    ("FallingFactorial", "ff({0}, {1})"),
    ("Binomial", "binomial({0}, {1})"),
    ("Gamma", "gamma({0})"),
    ("LogGamma", "loggamma({0})"),
    ("UpperGamma", "gammainc({0}, {1})"),
    ("LowerGamma", "gammainc({0}, 0, {1})"),
    ("Digamma", "digamma({0})"),
    ("Polygamma", "polygamma({0}, {1})"),
    ("Beta", "beta({0}, {1})"),
    ("IncompleteBeta", "betainc({1}, {2}, 0, {0})"),
    ("RegularizedBeta", "betainc({1}, {2}, 0, {0}, regularized=True)"),
    ("Erf", "erf({0})"),
    ("Erfc", "erfc({0})"),
    ("Erfi", "erfi({0})"),
    ("SinIntegral", "si({0})"),
    ("Zeta", "zeta({0})"),
    ("HurwitzZeta", "zeta({*})"),
    ("ZetaDerivative", "zeta({0}, 1, {1})"),
    ("Stieltjes", "stieltjes({*})"),
    ("DirichletEta", "altzeta({0})"),
    ("Polylog", "polylog({0}, {1})"),
    ("LambertW", "lambertw({*})"),
    ("EllipticK", "ellipk({0})"),
    ("EllipticE", "ellipe({0})"),
    ("EllipticPi", "ellippi({0}, {1})"),
    ("IncompleteEllipticF", "ellipf({0}, {1})"),
    ("IncompleteEllipticE", "ellipe({0}, {1})"),
    ("IncompleteEllipticPi", "ellippi({0}, {1}, {2})"),
    ("CarlsonRF", "elliprf({*})"),
    ("CarlsonRG", "elliprg({*})"),
    ("CarlsonRJ", "elliprj({*})"),
    ("CarlsonRD", "elliprd({*})"),
    ("CarlsonRC", "elliprc({*})"),
    ("AGM", "agm({*})"),
    ("BesselJ", "besselj({*})"),
    ("BesselY", "bessely({*})"),
    ("BesselI", "besseli({*})"),
    ("BesselK", "besselk({*})"),
    ("AiryAi", "airyai({0})"),
    ("AiryBi", "airybi({0})"),
    ("LegendreP", "legendre({0}, {1})"),
    ("ChebyshevT", "chebyt({0}, {1})"),
    ("ChebyshevU", "chebyu({0}, {1})"),
    ("HermiteH", "hermite({0}, {1})"),
    ("HypergeometricU", "hyperu({0}, {1}, {2})"),
    ("BarnesG", "barnesg({0})"),
    ("CoulombF", "coulombf({*})"),
    ("CoulombG", "coulombg({*})"),
    ("JacobiTheta", "jtheta({0}, pi*({1}), exp(pi*1j*({2})))"),
    ("Fibonacci", "fib({0})"),
    ("HarmonicNumber", "harmonic({0})"),
    ("BernoulliNumber", "bernoulli({0})"),
    ("BernoulliPolynomial", "bernpoly({0}, {1})"),
    ("EulerNumber", "eulernum({0})"),
    ("BellNumber", "bell({0})"),
    ("StirlingCycle", "abs(stirling1({0}, {1}))"),
    ("StirlingFirst", "stirling1({0}, {1})"),
    ("StirlingSubset", "stirling2({0}, {1})"),
    ("PrimePi", "primepi({0})"),
    ("Sigmoid", "1/(1 + exp(-({0})))"),
    ("NormalCDF", "ncdf({0})"),
    ("NormalPDF", "npdf({0})"),
    ("ReLU", "max(0, {0})"),
    ("Softplus", "log(1 + exp({0}))"),
    ("List", "[{*}]"),
    ("Matrix", "matrix([{*}])"),
    ("KroneckerDelta", "(1 if {0} == {1} else 0)"),
    ("Transpose", "({0}).T"),
    ("Determinant", "det({0})"),
    ("Norm", "norm({*})"),
    ("Vec", "(lambda m: matrix([m[i, j] for j in range(m.cols) for i in range(m.rows)]))({0})"),
    (
        "Diag",
        "(lambda *v: matrix([v[0][i, i] for i in range(v[0].rows)]) if len(v) == 1 and v[0].cols > 1 \
         else diag(list(v[0] if len(v) == 1 else v)))({*})",
    ),
    (
        "KroneckerProduct",
        "(lambda a, b: matrix([[a[i // b.rows, j // b.cols]*b[i % b.rows, j % b.cols] for j in range(a.cols*b.cols)] \
         for i in range(a.rows*b.rows)]))({0}, {1})",
    ),
    ("Hadamard", "(lambda a, b: matrix([[a[i, j]*b[i, j] for j in range(a.cols)] for i in range(a.rows)]))({0}, {1})"),
    ("Trace", "(lambda m: sum(m[i, i] for i in range(m.rows)))({0})"),
    ("Equal", "({0} == {1})"),
    ("NotEqual", "({0} != {1})"),
    ("Less", "({0} < {1})"),
    ("LessEqual", "({0} <= {1})"),
    ("Greater", "({0} > {1})"),
    ("GreaterEqual", "({0} >= {1})"),
    ("True", "True"),
];

/// recompute: a problem and a point → a line of Python for both sides; `None` where a part has no spelling.
///
/// Names that stand for values are put in, so that a derivative sees what they are made of; functions and families
/// become functions.
pub fn recompute(problem: &Problem, point: &Point) -> Option<String> {
    if problem.values().any(|part| part.any(&mut |node| varies_another(node, point))) {
        return None;
    }
    let mut line = String::from("from mpmath import *; mp.dps = 30; ");
    for (name, value) in point {
        line.push_str(&format!("{} = {}; ", identifier(name), of_value(value)?));
    }
    for definition in problem.definitions.iter().filter(|own| !is_function(own) && is_varied(&own.name, problem)) {
        line.push_str(&format!("{} = {}; ", identifier(&definition.name), print(&put_in(&definition.body, problem))?));
    }
    let (left, right) = (put_in(&problem.left, problem), put_in(&problem.right, problem));
    let mut wanted = [&left, &right].into_iter().flat_map(Expr::free_names).collect();
    let mut functions = Vec::new();
    for definition in problem.definitions.iter().rev().filter(|definition| is_function(definition)) {
        let body = put_in(&definition.body, problem);
        if wants(&mut wanted, definition, &body) {
            let inputs = definition.indices.iter().chain(&definition.parameters).map(identifier).collect::<Vec<_>>();
            let name = identifier(&definition.name);
            functions.push(format!("{name} = lambda {}: {}; ", inputs.join(", "), print(&body)?));
        }
    }
    functions.reverse();
    let sides = format!("{}print({}, {})", functions.concat(), print(&left)?, print(&right)?);
    line.extend(HELPERS.iter().filter(|(name, _)| sides.contains(name)).map(|(_, help)| *help));
    Some(line + &sides)
}

/// Whether a derivative is by an entry of what the point does not give.
fn varies_another(node: &Expr, point: &Point) -> bool {
    let Kind::Apply("TotalDerivative" | "PartialDerivative", parts) = &node.kind else { return false };
    let families = parts.iter().skip(1).filter_map(|by| by.as_apply("At")?.first()?.as_symbol());
    families.into_iter().any(|family| !point.iter().any(|(name, value)| name == family && value.is_apply("List")))
}

/// What mpmath lacks, by the call that needs it: a product of one row and one column is a number, a gradient has the
/// shape of what it is taken in, and a derivative by an entry moves that entry.
static HELPERS: &[(&str, &str)] = &[
    (
        "rate(",
        "rate = lambda x, k, f: diff(lambda t: (lambda old: (x.__setitem__(k, t), f(), x.__setitem__(k, old))[1])(x[k]), \
         x[k]); ",
    ),
    ("unbox(", "unbox = lambda m: m[0, 0] if isinstance(m, matrix) and m.rows == m.cols == 1 else m; "),
    (
        "slope(",
        "slope = lambda f, x: diff(f, x) if not isinstance(x, matrix) else \
         matrix([[diff(lambda t: f(matrix([[t if (r, c) == (i, j) else x[r, c] for c in range(x.cols)] \
         for r in range(x.rows)])), x[i, j]) for j in range(x.cols)] for i in range(x.rows)]); ",
    ),
];

fn is_function(definition: &Definition) -> bool {
    !definition.indices.is_empty() || !definition.parameters.is_empty()
}

/// Whether a definition is needed; what its body needs is then needed too.
fn wants(wanted: &mut BTreeSet<Name>, definition: &Definition, body: &Expr) -> bool {
    let needed = wanted.contains(&definition.name);
    if needed {
        wanted.extend(body.free_names());
    }
    needed
}

/// Whether a side differentiates by the name: then it is a variable, whatever it is made of.
fn is_varied(name: &Name, problem: &Problem) -> bool {
    let by_name = |node: &Expr| match &node.kind {
        Kind::Apply("TotalDerivative" | "PartialDerivative", parts) => {
            parts.iter().skip(1).any(|by| by.as_symbol() == Some(name))
        }
        _ => false,
    };
    [&problem.left, &problem.right].into_iter().any(|side| side.any(&mut |node| by_name(node)))
}

/// An expression with its defined names in full, variables apart; definitions stand behind those that they use.
fn put_in(expr: &Expr, problem: &Problem) -> Expr {
    let in_full = |definition: &&Definition| !is_function(definition) && !is_varied(&definition.name, problem);
    let plain = problem.definitions.iter().rev().filter(in_full);
    plain.fold(expr.clone(), |expr, definition| expr.substitute(&definition.name, &definition.body))
}

/// The value of a point: arrays are matrices, a vector is a column.
fn of_value(value: &Expr) -> Option<String> {
    let text = print(value)?;
    Some(if value.is_apply("List") { format!("matrix({text})") } else { text })
}

fn print(expr: &Expr) -> Option<String> {
    match &expr.kind {
        Kind::Number(number) => Some(rational(&number.value)),
        Kind::Symbol(name) => Some(identifier(name)),
        Kind::Apply(head, arguments) => apply(head, arguments),
        Kind::Call(callee, arguments) => Some(format!("{}({})", print(callee)?, list(arguments)?)),
        Kind::Bind(binding) => bind(binding),
        Kind::Opaque(_) => None,
    }
}

fn rational(value: &BigRational) -> String {
    match (value.is_integer(), value.is_negative()) {
        (true, false) => value.to_string(),
        (true, true) => format!("({value})"),
        (false, _) => format!("(mpf({})/{})", value.numer(), value.denom()),
    }
}

fn list(arguments: &[Expr]) -> Option<String> {
    Some(arguments.iter().map(print).collect::<Option<Vec<_>>>()?.join(", "))
}

fn apply(head: &str, arguments: &[Expr]) -> Option<String> {
    let parts = arguments.iter().map(print).collect::<Option<Vec<_>>>();
    match (head, arguments) {
        ("Add", _) => Some(format!("({})", parts?.join(" + "))),
        ("Multiply", _) => Some(product(parts?, arguments)),
        ("Piecewise", cases) => piecewise(cases),
        ("Hypergeometric", [upper, lower, z]) => {
            Some(format!("hyper({}, {}, {})", print(upper)?, print(lower)?, print(z)?))
        }
        ("At", [family, indices @ ..]) => at(family, indices),
        ("TotalDerivative" | "PartialDerivative", [body, names @ ..]) => derivative(body, names),
        ("Gradient", [body, name]) => {
            let name = identifier(name.as_symbol()?);
            Some(format!("slope(lambda {name}: unbox({}), {name})", print(body)?))
        }
        _ => {
            let (_, template) = SPELLINGS.iter().find(|(own, _)| *own == head)?;
            let parts = parts?;
            let mut text = template.replace("{*}", &parts.join(", "));
            for (index, part) in parts.iter().enumerate() {
                text = text.replace(&format!("{{{index}}}"), part);
            }
            (!text.contains("{0}")).then_some(text)
        }
    }
}

/// A product from left to right; where rows are among the factors, each step may come out as a number.
fn product(parts: Vec<String>, arguments: &[Expr]) -> String {
    if !arguments.iter().any(|argument| argument.any(&mut |part| part.is_apply("Transpose"))) {
        return format!("({})", parts.join("*"));
    }
    let step = |left: String, right: String| format!("unbox({left}*{right})");
    parts.into_iter().reduce(step).unwrap_or_default()
}

/// A derivative in one name, of any order, or in several.
fn derivative(body: &Expr, names: &[Expr]) -> Option<String> {
    if names.iter().any(|name| name.is_apply("At")) {
        return names.iter().rev().try_fold(print(body)?, |body, name| by_one(&body, name));
    }
    let names = names.iter().map(|name| name.as_symbol().map(identifier)).collect::<Option<Vec<_>>>()?;
    let (body, first) = (print(body)?, names.first()?);
    let several: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    Some(match (names.len(), several.len()) {
        (1, _) => format!("diff(lambda {first}: {body}, {first})"),
        (order, 1) => format!("diff(lambda {first}: {body}, {first}, {order})"),
        _ => {
            let count = |name: &&str| names.iter().filter(|own| own == name).count().to_string();
            let orders = several.iter().map(count).collect::<Vec<_>>().join(", ");
            let several = several.into_iter().collect::<Vec<_>>().join(", ");
            format!("diff(lambda {several}: {body}, ({several}), ({orders}))")
        }
    })
}

/// The derivative by a name, or by an entry of an array.
fn by_one(body: &str, variable: &Expr) -> Option<String> {
    let Some([family, indices @ ..]) = variable.as_apply("At") else {
        let name = identifier(variable.as_symbol()?);
        return Some(format!("diff(lambda {name}: {body}, {name})"));
    };
    let entries = entries(&indices.iter().map(print).collect::<Option<Vec<_>>>()?);
    let place = if indices.len() == 1 { entries } else { format!("({entries})") };
    Some(format!("rate({}, {place}, lambda: {body})", print(family)?))
}

/// A member of a family that a definition gives, or an entry of an array.
fn at(family: &Expr, indices: &[Expr]) -> Option<String> {
    let places = indices.iter().map(print).collect::<Option<Vec<_>>>()?;
    let (name, entries, places) = (print(family)?, entries(&places), places.join(", "));
    Some(format!("({name}({places}) if callable({name}) else {name}[{entries}])"))
}

/// Places counted from 1 as Python counts them.
fn entries(places: &[String]) -> String {
    places.iter().map(|place| format!("int({place}) - 1")).collect::<Vec<_>>().join(", ")
}

fn piecewise(cases: &[Expr]) -> Option<String> {
    let mut text = String::new();
    for case in cases.chunks(2) {
        match case {
            [value, condition] => text.push_str(&format!("{} if {} else ", print(value)?, print(condition)?)),
            [value] => return Some(format!("({text}{})", print(value)?)),
            _ => {}
        }
    }
    Some(format!("({text}nan)"))
}

fn bind(binding: &Binding) -> Option<String> {
    let [bound] = binding.bound.as_slice() else { return None };
    let name = identifier(&bound.name);
    let body = print(&binding.body)?;
    match (binding.head, &bound.range) {
        ("Sum", Range::Between(low, high)) => {
            Some(format!("nsum(lambda {name}: {body}, [{}, {}])", print(low)?, print(high)?))
        }
        ("Product", Range::Between(low, high)) => {
            Some(format!("nprod(lambda {name}: {body}, [{}, {}])", print(low)?, print(high)?))
        }
        ("Integral", Range::Between(low, high)) => {
            Some(format!("quad(lambda {name}: {body}, [{}, {}])", print(low)?, print(high)?))
        }
        ("Limit", Range::To(at, _)) => Some(format!("limit(lambda {name}: {body}, {})", print(at)?)),
        ("Lambda", _) => Some(format!("(lambda {name}: {body})")),
        _ => None,
    }
}

/// Names that mean something in the line already.
static TAKEN: &[&str] = &[
    "lambda", "e", "j", "pi", "phi", "zeta", "gamma", "beta", "eta", "psi", "re", "im", "arg", "in", "is", "if",
    "unbox", "slope",
];

/// A name that Python takes: letters, digits and underscores; words of the language and of mpmath get one more.
fn identifier(name: &Name) -> String {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let text: String = name.as_str().replace('\\', "").chars().map(letters).collect();
    let text = text.trim_matches('_').to_owned();
    let digit = text.chars().next().is_none_or(|c| c.is_ascii_digit());
    if digit || TAKEN.contains(&text.as_str()) { format!("{text}_v") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::template::read;

    #[test]
    fn sides_become_python() {
        let left = read("(Divide (Sin x) 2)").unwrap();
        let right = read("(Sum (k 0 (Infinity)) (Power x k))").unwrap();
        let point = vec![(Name::from("x"), read("1/3").unwrap())];
        let line = recompute(&problem(left, right, Vec::new()), &point).unwrap();
        let expected = "from mpmath import *; mp.dps = 30; x = (mpf(1)/3); \
                        print((sin(x))/(2), nsum(lambda k: (mpf(1)*x)**(k), [0, inf]))";
        assert_eq!(line, expected);
    }

    fn problem(left: Expr, right: Expr, definitions: Vec<Definition>) -> Problem {
        let (facts, sorts) = (Vec::new(), std::collections::BTreeMap::new());
        Problem { left, relation: "Equal", right, facts, definitions, sorts, closed: false }
    }

    #[test]
    fn definitions_are_put_in_or_become_functions() {
        let define = |name: &str, parameters: &[&str], body: &str| Definition {
            name: name.into(),
            indices: Vec::new(),
            parameters: parameters.iter().map(|name| Name::from(*name)).collect(),
            body: read(body).unwrap(),
        };
        let definitions =
            vec![define("y", &[], "(Add x 1)"), define("f", &["t"], "(Multiply t y)"), define("g", &["t"], "t")];
        let called = Expr::call(Expr::symbol("f"), [Expr::symbol("x")]);
        let claim = problem(read("(Sin y)").unwrap(), called, definitions);
        let line = recompute(&claim, &vec![(Name::from("x"), Expr::integer(2))]).unwrap();
        let expected = "from mpmath import *; mp.dps = 30; x = 2; f = lambda t: (t*(x + 1)); print(sin((x + 1)), f(x))";
        assert_eq!(line, expected);
    }

    #[test]
    fn gradients_and_higher_derivatives_are_spelled() {
        let point = vec![(Name::from("w"), read("(List 1 2)").unwrap())];
        let left = read("(Gradient (Multiply (Transpose w) w) w)").unwrap();
        let line = recompute(&problem(left, read("(Multiply 3 w)").unwrap(), Vec::new()), &point).unwrap();
        assert!(line.contains("slope = lambda") && line.contains("w = matrix([1, 2]); "), "{line}");
        assert!(line.ends_with("print(slope(lambda w: unbox(unbox((w).T*w)), w), (3*w))"), "{line}");
        for (read_as, expected) in [
            ("(TotalDerivative (Exp x) x x)", "diff(lambda x: exp(x), x, 2)"),
            (
                "(PartialDerivative (Power (At x k) 2) (At x k))",
                "rate(x, int(k) - 1, lambda: (mpf(1)*(x(k) if callable(x) else x[int(k) - 1]))**(2))",
            ),
            ("(PartialDerivative (Multiply x y) x y)", "diff(lambda x, y: (x*y), (x, y), (1, 1))"),
        ] {
            assert_eq!(print(&read(read_as).unwrap()).as_deref(), Some(expected));
        }
    }

    #[test]
    fn every_spelling_is_a_row() {
        for (head, _) in SPELLINGS {
            assert!(crate::functions::find(head).is_some(), "{head}");
        }
    }
}
