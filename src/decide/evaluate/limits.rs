//! Limits of sequences that no expansion reaches: by telescoping, as a(1) + Σ (a(n+1) − a(n)) or a(1) Π a(n+1)/a(n),
//! and quotients of sums of exponentials by the largest ones.

use super::Machine;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Bound, Expr, Kind, Name, Range};
use crate::number::Complex;

fn unknown() -> Stuck {
    Stuck::method("a limit that is not known")
}

/// coefficient · base^{slope n}.
struct Exponential {
    coefficient: Scalar,
    base: Expr,
    slope: i64,
}

fn quotient(top: Expr, bottom: Expr) -> Expr {
    Expr::apply("Divide", [top, bottom])
}

impl Machine<'_> {
    /// lim of a sequence: the first way that leads to it.
    pub fn limit_of_sequence(&mut self, expr: &Expr, name: &Name) -> Outcome<Value> {
        if let Some([top, bottom]) = expr.as_apply("Divide")
            && let Ok(value) = self.limit_of_exponentials(top, bottom, name)
        {
            return Ok(value.into());
        }
        if !grows_by_terms(expr, name) {
            return Err(unknown());
        }
        let first = Value::integer(1);
        let start = self.with(name, first, |machine| machine.scalar(expr))?;
        if let Some(step) = self.difference(expr, name) {
            let rest = self.infinite_sum(&step, name, 1)?;
            return Ok(start.add(rest.scalar()?, self.precision)?.into());
        }
        let step = self.ratio_of_terms(expr, name).ok_or_else(unknown)?;
        let rest = self.infinite_product(&step, name, 1)?;
        Ok(start.multiply(rest.scalar()?, self.precision)?.into())
    }

    /// The value at n + 1.
    fn moved(expr: &Expr, name: &Name) -> Expr {
        expr.substitute(name, &Expr::apply("Add", [Expr::symbol(name.clone()), Expr::integer(1)]))
    }

    /// α of αn + β, a whole number; 0 where the name does not occur.
    fn whole_slope(&mut self, expr: &Expr, name: &Name) -> Option<i64> {
        if !expr.free_names().contains(name) {
            return Some(0);
        }
        match self.poly(expr, name).ok()?.as_slice() {
            [_, slope] => slope.as_i64(),
            _ => None,
        }
    }

    /// The term by which a sum or product up to n + c grows.
    fn next_term(&mut self, expr: &Expr, name: &Name, head: &str) -> Option<Expr> {
        let Kind::Bind(binding) = &expr.kind else { return None };
        let [Bound { name: index, range: Range::Between(low, high) }] = binding.bound.as_slice() else { return None };
        let constant = !low.free_names().contains(name) && !binding.body.free_names().contains(name);
        if binding.head != head || !constant || self.whole_slope(high, name) != Some(1) {
            return None;
        }
        Some(binding.body.substitute(index, &Self::moved(high, name)))
    }

    /// a(n+1) − a(n), where it is a sum of such.
    fn difference(&mut self, expr: &Expr, name: &Name) -> Option<Expr> {
        if !expr.free_names().contains(name) {
            return Some(Expr::integer(0));
        }
        if let Some(term) = self.next_term(expr, name, "Sum") {
            return Some(term);
        }
        let Kind::Apply(head, parts) = &expr.kind else {
            return expr.as_symbol().map(|_| Expr::integer(1));
        };
        match (*head, parts.as_slice()) {
            ("Add", parts) => {
                let parts: Option<Vec<Expr>> = parts.iter().map(|part| self.difference(part, name)).collect();
                Some(Expr::apply("Add", parts?))
            }
            ("Negate", [part]) => Some(Expr::apply("Negate", [self.difference(part, name)?])),
            ("Multiply", parts) => {
                let (varying, constant): (Vec<&Expr>, Vec<&Expr>) =
                    parts.iter().partition(|part| part.free_names().contains(name));
                let [varying] = varying.as_slice() else { return None };
                let mut factors: Vec<Expr> = constant.into_iter().cloned().collect();
                factors.push(self.difference(varying, name)?);
                Some(Expr::apply("Multiply", factors))
            }
            ("Log", [argument]) => {
                // The logarithm of a quotient of positive numbers.
                self.nonnegative_poly(argument, name)?;
                Some(Expr::apply("Log", [quotient(Self::moved(argument, name), argument.clone())]))
            }
            _ if grows_by_terms(expr, name) => None,
            _ => Some(Expr::apply("Add", [Self::moved(expr, name), Expr::apply("Negate", [expr.clone()])])),
        }
    }

    /// A polynomial without negative coefficients: positive for n ≥ 1.
    fn nonnegative_poly(&mut self, expr: &Expr, name: &Name) -> Option<()> {
        let poly = self.poly(expr, name).ok()?;
        poly.iter()
            .all(|part| part.is_real() && part.ball(self.precision).is_ok_and(|part| part.re.is_nonnegative()))
            .then_some(())
    }

    /// a(n+1)/a(n), where it is a product of such.
    fn ratio_of_terms(&mut self, expr: &Expr, name: &Name) -> Option<Expr> {
        if !expr.free_names().contains(name) {
            return Some(Expr::integer(1));
        }
        if let Some(term) = self.next_term(expr, name, "Product") {
            return Some(term);
        }
        let own = quotient(Self::moved(expr, name), expr.clone());
        let Kind::Apply(head, parts) = &expr.kind else { return expr.as_symbol().map(|_| own) };
        match (*head, parts.as_slice()) {
            ("Negate", [part]) => self.ratio_of_terms(part, name),
            ("Multiply", parts) => {
                let parts: Option<Vec<Expr>> = parts.iter().map(|part| self.ratio_of_terms(part, name)).collect();
                Some(Expr::apply("Multiply", parts?))
            }
            ("Divide", [top, bottom]) => {
                Some(quotient(self.ratio_of_terms(top, name)?, self.ratio_of_terms(bottom, name)?))
            }
            ("Sqrt", [base]) => {
                self.nonnegative_poly(base, name)?;
                Some(Expr::apply("Sqrt", [self.ratio_of_terms(base, name)?]))
            }
            ("Exp", [exponent]) => Some(Expr::apply("Exp", [self.difference(exponent, name)?])),
            ("Factorial", [argument]) => match self.whole_slope(argument, name)? {
                slope @ 1..=6 => {
                    let factor = |k: i64| Expr::apply("Add", [argument.clone(), Expr::integer(k)]);
                    Some(Expr::apply("Multiply", (1..=slope).map(factor).collect::<Vec<_>>()))
                }
                _ => None,
            },
            ("Power", [base, exponent]) => self.ratio_of_powers(base, exponent, name),
            _ if grows_by_terms(expr, name) => None,
            _ => Some(own),
        }
    }

    fn ratio_of_powers(&mut self, base: &Expr, exponent: &Expr, name: &Name) -> Option<Expr> {
        let varies = |expr: &Expr| expr.free_names().contains(name);
        match (varies(base), varies(exponent)) {
            (false, _) => Some(Expr::apply("Power", [base.clone(), self.difference(exponent, name)?])),
            (true, false) => {
                let whole = self.exactly(exponent).ok()?.as_i64().is_some();
                if !whole {
                    self.nonnegative_poly(base, name)?;
                }
                Some(Expr::apply("Power", [self.ratio_of_terms(base, name)?, exponent.clone()]))
            }
            (true, true) => {
                // g(n+1)^{h(n+1)} / g(n)^{h(n)} = g(n+1)^{h(n+1) − h(n)} (g(n+1)/g(n))^{h(n)}.
                self.nonnegative_poly(base, name)?;
                let step = Expr::integer(self.whole_slope(exponent, name)?);
                let next = Self::moved(base, name);
                let ratio = quotient(next.clone(), base.clone());
                let parts = [Expr::apply("Power", [next, step]), Expr::apply("Power", [ratio, exponent.clone()])];
                Some(Expr::apply("Multiply", parts))
            }
        }
    }

    /// The quotient of the coefficients of the same largest exponential, or 0 where that of the top is smaller.
    fn limit_of_exponentials(&mut self, top: &Expr, bottom: &Expr, name: &Name) -> Outcome<Scalar> {
        let (top, bottom) = (self.exponential_terms(top, name)?, self.exponential_terms(bottom, name)?);
        let (top, bottom) = (self.largest(&top)?, self.largest(&bottom)?);
        if top.base == bottom.base && top.slope == bottom.slope {
            return top.coefficient.divide(&bottom.coefficient, self.precision);
        }
        let (a, b) = (self.size_of(top)?, self.size_of(bottom)?);
        if a.abs().surely_less(&b.abs()) { Ok(Scalar::zero()) } else { Err(unknown()) }
    }

    fn size_of(&mut self, part: &Exponential) -> Outcome<Complex> {
        let precision = self.precision;
        self.scalar(&part.base)?.power_integer(part.slope, precision)?.ball(precision)
    }

    fn largest<'e>(&mut self, parts: &'e [Exponential]) -> Outcome<&'e Exponential> {
        for part in parts {
            let size = self.size_of(part)?.abs();
            let mut others = parts.iter().filter(|other| other.base != part.base || other.slope != part.slope);
            let beats = others.all(|other| self.size_of(other).is_ok_and(|other| other.abs().surely_less(&size)));
            if beats {
                return Ok(part);
            }
        }
        Err(unknown())
    }

    /// A sum of exponentials in the name.
    fn exponential_terms(&mut self, expr: &Expr, name: &Name) -> Outcome<Vec<Exponential>> {
        let precision = self.precision;
        let scaled = |mut parts: Vec<Exponential>, factor: &Scalar| -> Outcome<Vec<Exponential>> {
            for part in &mut parts {
                part.coefficient = part.coefficient.multiply(factor, precision)?;
            }
            Ok(parts)
        };
        if !expr.free_names().contains(name) {
            return Ok(vec![Exponential { coefficient: self.scalar(expr)?, base: Expr::integer(1), slope: 1 }]);
        }
        let Kind::Apply(head, parts) = &expr.kind else { return Err(unknown()) };
        match (*head, parts.as_slice()) {
            ("Negate", [part]) => scaled(self.exponential_terms(part, name)?, &Scalar::integer(-1)),
            ("Add", parts) => {
                let mut sum = Vec::new();
                for part in parts {
                    sum.extend(self.exponential_terms(part, name)?);
                }
                Ok(sum)
            }
            ("Divide", [top, bottom]) if !bottom.free_names().contains(name) => {
                let inverse = Scalar::one().divide(&self.scalar(bottom)?, precision)?;
                scaled(self.exponential_terms(top, name)?, &inverse)
            }
            ("Power", [base, exponent]) if !base.free_names().contains(name) => {
                Ok(vec![self.exponential(base, exponent, &Scalar::one(), name)?])
            }
            ("Fibonacci", [index]) => {
                // (φ^n − (−1/φ)^n) / √5.
                let root = self.scalar(&Expr::apply("Sqrt", [Expr::integer(5)]))?;
                let golden = Expr::apply("GoldenRatio", []);
                let other = Expr::apply("Divide", [Expr::integer(-1), golden.clone()]);
                let inverse = Scalar::one().divide(&root, precision)?;
                let first = self.exponential(&golden, index, &inverse, name)?;
                Ok(vec![first, self.exponential(&other, index, &inverse.negate()?, name)?])
            }
            _ => Err(unknown()),
        }
    }

    fn exponential(&mut self, base: &Expr, exponent: &Expr, factor: &Scalar, name: &Name) -> Outcome<Exponential> {
        let slope = self.whole_slope(exponent, name).ok_or_else(unknown)?;
        let shift = self.with(name, Value::integer(0), |machine| machine.exactly(exponent))?;
        let value = self.scalar(base)?;
        let coefficient = self.power(&value, &shift)?.multiply(factor, self.precision)?;
        Ok(Exponential { coefficient, base: base.clone(), slope })
    }
}

/// Whether it has more terms or factors as the name grows.
fn grows_by_terms(expr: &Expr, name: &Name) -> bool {
    expr.any(&mut |part| match &part.kind {
        Kind::Bind(binding) => matches!(binding.head, "Sum" | "Product") && part.free_names().contains(name),
        Kind::Apply("Factorial" | "Gamma" | "Binomial", parts) => {
            parts.iter().any(|part| part.free_names().contains(name))
        }
        _ => false,
    })
}
