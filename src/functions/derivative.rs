//! Partial derivatives of catalogued functions, as data.
//!
//! A row says: the derivative of `head` in the argument of that index, over the arguments `a`, `b`, `c`, `d`;
//! an argument that is left out counts as 0.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::template;
use crate::expr::{Expr, Head};

/// A derivative.
#[derive(Clone, Debug)]
pub struct Derivative {
    /// Over the names `a`, `b`, `c`, `d` of the arguments.
    pub body: Expr,
    /// True where it holds for real arguments only.
    pub real_only: bool,
}

/// The derivative of a function in the argument of an index, counted from 0.
pub fn find(head: Head, index: usize) -> Option<&'static Derivative> {
    static TABLE: OnceLock<BTreeMap<(Head, usize), Derivative>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let analytic = ROWS.iter().map(|row| (row, false));
        let all = analytic.chain(REAL_ROWS.iter().map(|row| (row, true)));
        let read = |(&(head, index, text), real_only): (&(Head, usize, &str), bool)| {
            Some(((head, index), Derivative { body: template::read(text)?, real_only }))
        };
        all.filter_map(read).collect()
    });
    table.get(&(head, index))
}

/// Derivatives of analytic functions, off their poles and cuts.
static ROWS: &[(Head, usize, &str)] = &[
    ("Exp", 0, "(Exp a)"),
    ("Log", 0, "(Divide 1 a)"),
    ("Ln", 0, "(Divide 1 a)"),
    ("Lb", 0, "(Divide 1 (Multiply a (Log 2)))"),
    ("Lg", 0, "(Divide 1 (Multiply a (Log 10)))"),
    ("Sin", 0, "(Cos a)"),
    ("Cos", 0, "(Negate (Sin a))"),
    ("Tan", 0, "(Power (Sec a) 2)"),
    ("Cot", 0, "(Negate (Power (Csc a) 2))"),
    ("Sec", 0, "(Multiply (Sec a) (Tan a))"),
    ("Csc", 0, "(Negate (Multiply (Csc a) (Cot a)))"),
    ("Arcsin", 0, "(Power (Add 1 (Negate (Power a 2))) -1/2)"),
    ("Arccos", 0, "(Negate (Power (Add 1 (Negate (Power a 2))) -1/2))"),
    ("Arctan", 0, "(Divide 1 (Add 1 (Power a 2)))"),
    ("Arccot", 0, "(Divide -1 (Add 1 (Power a 2)))"),
    ("Sinc", 0, "(Divide (Add (Cos a) (Negate (Sinc a))) a)"),
    ("Sinh", 0, "(Cosh a)"),
    ("Cosh", 0, "(Sinh a)"),
    ("Tanh", 0, "(Power (Sech a) 2)"),
    ("Coth", 0, "(Negate (Power (Csch a) 2))"),
    ("Sech", 0, "(Negate (Multiply (Sech a) (Tanh a)))"),
    ("Csch", 0, "(Negate (Multiply (Csch a) (Coth a)))"),
    ("Arsinh", 0, "(Power (Add 1 (Power a 2)) -1/2)"),
    ("Arcosh", 0, "(Divide 1 (Multiply (Sqrt (Add a -1)) (Sqrt (Add a 1))))"),
    ("Artanh", 0, "(Divide 1 (Add 1 (Negate (Power a 2))))"),
    ("Gamma", 0, "(Multiply (Gamma a) (Digamma a))"),
    ("Factorial", 0, "(Multiply (Gamma (Add a 1)) (Digamma (Add a 1)))"),
    ("LogGamma", 0, "(Digamma a)"),
    ("Digamma", 0, "(Polygamma 1 a)"),
    ("Polygamma", 1, "(Polygamma (Add a 1) b)"),
    ("UpperGamma", 1, "(Negate (Multiply (Power b (Add a -1)) (Exp (Negate b))))"),
    ("LowerGamma", 1, "(Multiply (Power b (Add a -1)) (Exp (Negate b)))"),
    ("Beta", 0, "(Multiply (Beta a b) (Add (Digamma a) (Negate (Digamma (Add a b)))))"),
    ("Beta", 1, "(Multiply (Beta a b) (Add (Digamma b) (Negate (Digamma (Add a b)))))"),
    ("IncompleteBeta", 0, "(Multiply (Power a (Add b -1)) (Power (Add 1 (Negate a)) (Add c -1)))"),
    ("RegularizedBeta", 0, "(Divide (Multiply (Power a (Add b -1)) (Power (Add 1 (Negate a)) (Add c -1))) (Beta b c))"),
    ("Erf", 0, "(Multiply (Divide 2 (Sqrt (Pi))) (Exp (Negate (Power a 2))))"),
    ("Erfc", 0, "(Multiply (Divide -2 (Sqrt (Pi))) (Exp (Negate (Power a 2))))"),
    ("Erfi", 0, "(Multiply (Divide 2 (Sqrt (Pi))) (Exp (Power a 2)))"),
    ("SinIntegral", 0, "(Sinc a)"),
    ("Zeta", 0, "(ZetaDerivative a 1)"),
    ("ZetaDerivative", 0, "(ZetaDerivative a (Add b 1))"),
    ("HurwitzZeta", 0, "(HurwitzZeta a b (Add c 1))"),
    (
        "HurwitzZeta",
        1,
        "(Piecewise (Negate (Multiply a (HurwitzZeta (Add a 1) b))) (Equal c 0) \
         (Negate (Add (Multiply a (HurwitzZeta (Add a 1) b c)) (Multiply c (HurwitzZeta (Add a 1) b (Add c -1))))) (True))",
    ),
    ("Polylog", 1, "(Divide (Polylog (Add a -1) b) b)"),
    ("LambertW", 0, "(Divide 1 (Add a (Exp (LambertW a b))))"),
    (
        "EllipticK",
        0,
        "(Divide (Add (EllipticE a) (Negate (Multiply (Add 1 (Negate a)) (EllipticK a)))) (Multiply 2 a (Add 1 (Negate a))))",
    ),
    ("EllipticE", 0, "(Divide (Add (EllipticE a) (Negate (EllipticK a))) (Multiply 2 a))"),
    ("IncompleteEllipticF", 0, "(Power (Add 1 (Negate (Multiply b (Power (Sin a) 2)))) -1/2)"),
    ("IncompleteEllipticE", 0, "(Sqrt (Add 1 (Negate (Multiply b (Power (Sin a) 2)))))"),
    ("BesselJ", 1, "(BesselJ a b (Add c 1))"),
    ("BesselY", 1, "(BesselY a b (Add c 1))"),
    ("BesselI", 1, "(BesselI a b (Add c 1))"),
    ("BesselK", 1, "(BesselK a b (Add c 1))"),
    ("ChebyshevT", 1, "(ChebyshevT a b (Add c 1))"),
    ("ChebyshevU", 1, "(ChebyshevU a b (Add c 1))"),
    ("LegendreP", 1, "(LegendreP a b (Add c 1))"),
    ("HermiteH", 1, "(HermiteH a b (Add c 1))"),
    ("AiryAi", 0, "(AiryAi a (Add b 1))"),
    ("AiryBi", 0, "(AiryBi a (Add b 1))"),
    ("BernoulliPolynomial", 1, "(Multiply a (BernoulliPolynomial (Add a -1) b))"),
    ("HypergeometricU", 2, "(Negate (Multiply a (HypergeometricU (Add a 1) (Add b 1) c)))"),
    ("JacobiTheta", 1, "(JacobiTheta a b c (Add d 1))"),
    ("JacobiTheta", 2, "(Divide (JacobiTheta a b c (Add d 2)) (Multiply 4 (Pi) (I)))"),
    ("DedekindEta", 0, "(Multiply (Divide (Multiply (I) (Pi)) 12) (DedekindEta a) (EisensteinE 2 a))"),
    ("WeierstrassZeta", 0, "(Negate (WeierstrassP a b))"),
    ("WeierstrassSigma", 0, "(Multiply (WeierstrassSigma a b) (WeierstrassZeta a b))"),
    ("NormalCDF", 0, "(NormalPDF a)"),
    ("NormalPDF", 0, "(Negate (Multiply a (NormalPDF a)))"),
    ("Sigmoid", 0, "(Multiply (Sigmoid a) (Sigmoid (Negate a)))"),
    ("LogSigmoid", 0, "(Sigmoid (Negate a))"),
    ("Logit", 0, "(Divide 1 (Multiply a (Add 1 (Negate a))))"),
    ("Softplus", 0, "(Sigmoid a)"),
];

/// Derivatives along the real line only.
static REAL_ROWS: &[(Head, usize, &str)] = &[
    ("Abs", 0, "(Sign a)"),
    ("Arctan2", 0, "(Divide b (Add (Power a 2) (Power b 2)))"),
    ("Arctan2", 1, "(Negate (Divide a (Add (Power a 2) (Power b 2))))"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::functions;

    #[test]
    fn rows_can_be_read_and_speak_of_arguments_only() {
        for (head, index, text) in ROWS.iter().chain(REAL_ROWS) {
            let row = functions::find(head).unwrap_or_else(|| panic!("{head} is no row"));
            assert!(*index < usize::from(row.arity.1), "{head}");
            let body = template::read(text).unwrap_or_else(|| panic!("{text}"));
            let arguments: BTreeSet<_> = ["a", "b", "c", "d"].map(crate::expr::Name::from).into();
            assert!(body.free_names().is_subset(&arguments), "{text}");
            assert!(find(head, *index).is_some());
        }
    }
}
