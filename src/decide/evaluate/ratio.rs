//! The ratio of neighbouring terms of a sum, as a function of 1/n.
//!
//! Takes a term t(n) made of powers, factorials, binomials and rational functions of n; gives t(n+1)/t(n) as
//! K u^d Π P(u)^e with u = 1/n, which is analytic at u = 0: what a proof of convergence needs.

use super::Machine;
use crate::decide::value::{Gauss, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Kind, Name};

/// Polynomials of a higher degree are not multiplied out.
const MAX_DEGREE: usize = 24;

/// A polynomial in n, the constant first; never empty.
type Poly = Vec<Scalar>;

/// t(n+1)/t(n).
#[derive(Clone, Debug)]
pub struct Ratio {
    pub constant: Scalar,
    /// Polynomials in n with their exponents.
    pub factors: Vec<(Poly, Scalar)>,
    /// q of a factor q^{2n}: from q^{n²}.
    pub square: Option<Scalar>,
    /// Whether the constant is on the unit circle, as a product of numbers e^{iφ}.
    pub unit: bool,
}

impl Ratio {
    fn one() -> Self {
        // No factor is a turn by any angle.
        Self { constant: Scalar::one(), factors: Vec::new(), square: None, unit: true }
    }
}

impl Ratio {
    /// Whether the limit of the ratio has modulus 1, by exact leading coefficients.
    pub fn is_on_unit_circle(&self) -> bool {
        let (mut lead, mut degree) = (Gauss::integer(1), 0_i64);
        for (poly, exponent) in &self.factors {
            let power = poly.last().and_then(Scalar::exact).zip(exponent.as_i64());
            match power.and_then(|(own, count)| Some((own.power(count)?, count))) {
                Some((power, count)) => {
                    lead = lead.multiply(&power);
                    degree = degree.saturating_add(count.saturating_mul(poly.len() as i64 - 1));
                }
                None => return false,
            }
        }
        self.unit && degree == 0 && lead.is_unit()
    }
}

fn not_hypergeometric() -> Stuck {
    Stuck::method("an infinite sum whose terms have no ratio that is known")
}

impl Machine<'_> {
    /// ratio: a term and its index → t(n+1)/t(n).
    pub fn ratio(&mut self, term: &Expr, index: &Name) -> Outcome<Ratio> {
        let mut ratio = Ratio::one();
        self.ratio_of(term, index, 1, &mut ratio)?;
        Ok(ratio)
    }

    fn ratio_of(&mut self, term: &Expr, index: &Name, sign: i64, ratio: &mut Ratio) -> Outcome<()> {
        self.spend(1)?;
        if !term.free_names().contains(index) {
            return Ok(());
        }
        if let Kind::Apply(head, parts) = &term.kind {
            match (*head, parts.as_slice()) {
                ("Negate", [inner]) => return self.ratio_of(inner, index, sign, ratio),
                ("Multiply", parts) => {
                    return parts.iter().try_for_each(|part| self.ratio_of(part, index, sign, ratio));
                }
                ("Divide", [top, bottom]) if self.rational(term, index).is_err() => {
                    self.ratio_of(top, index, sign, ratio)?;
                    return self.ratio_of(bottom, index, -sign, ratio);
                }
                ("Exp", [exponent]) => return self.ratio_of_power(&Expr::apply("E", []), exponent, index, sign, ratio),
                ("Power", [base, exponent]) => return self.ratio_of_power(base, exponent, index, sign, ratio),
                ("Sqrt", [base]) => {
                    let half = super::super::sample::rational(super::super::sample::ratio(1, 2));
                    return self.ratio_of_power(base, &half, index, sign, ratio);
                }
                ("Factorial", [argument]) => return self.ratio_of_factorial(argument, 0, index, sign, ratio),
                ("DoubleFactorial", [argument]) => {
                    return self.ratio_of_double_factorial(argument, index, sign, ratio);
                }
                ("Gamma", [argument]) => return self.ratio_of_factorial(argument, -1, index, sign, ratio),
                ("Binomial", [top, bottom]) => {
                    let rest = Expr::apply("Add", [top.clone(), Expr::apply("Negate", [bottom.clone()])]);
                    self.ratio_of_factorial(top, 0, index, sign, ratio)?;
                    self.ratio_of_factorial(bottom, 0, index, -sign, ratio)?;
                    return self.ratio_of_factorial(&rest, 0, index, -sign, ratio);
                }
                ("RisingFactorial", [base, count]) if !base.free_names().contains(index) => {
                    let end = Expr::apply("Add", [base.clone(), count.clone()]);
                    return self.ratio_of_factorial(&end, -1, index, sign, ratio);
                }
                _ => {}
            }
        }
        let (top, bottom) = self.rational(term, index)?;
        self.push_shift(top, sign, ratio)?;
        self.push_shift(bottom, -sign, ratio)
    }

    /// p(n+1)/p(n).
    fn push_shift(&mut self, poly: Poly, sign: i64, ratio: &mut Ratio) -> Outcome<()> {
        let shifted = self.shifted(&poly)?;
        ratio.factors.push((shifted, Scalar::integer(sign)));
        ratio.factors.push((poly, Scalar::integer(-sign)));
        Ok(())
    }

    fn ratio_of_power(
        &mut self,
        base: &Expr,
        exponent: &Expr,
        index: &Name,
        sign: i64,
        ratio: &mut Ratio,
    ) -> Outcome<()> {
        let precision = self.precision;
        let varies = |expr: &Expr| expr.free_names().contains(index);
        match (varies(base), varies(exponent)) {
            (false, true) => {
                let poly = self.poly(exponent, index)?;
                let (slope, square) = match poly.as_slice() {
                    [_] => return Ok(()),
                    [_, slope] => (slope.clone(), Scalar::zero()),
                    [_, slope, square] => (slope.add(square, precision)?, square.clone()),
                    _ => return Err(not_hypergeometric()),
                };
                let turns = base.is_apply("E") && slope.ball(precision)?.is_imaginary();
                let base = self.scalar(base)?;
                ratio.unit &= turns || base.exact().is_some_and(Gauss::is_unit) && slope.as_i64().is_some();
                let factor = self.power(&base, &slope)?.power_integer(sign, precision)?;
                ratio.constant = ratio.constant.multiply(&factor, precision)?;
                if !square.is_exact_zero() {
                    let factor = self.power(&base, &square)?.power_integer(2 * sign, precision)?;
                    let known = ratio.square.take().unwrap_or_else(Scalar::one);
                    ratio.square = Some(known.multiply(&factor, precision)?);
                }
                Ok(())
            }
            (true, false) => {
                let power = self.scalar(exponent)?;
                if let Some(count) = power.as_i64() {
                    let mut inner = Ratio::one();
                    self.ratio_of(base, index, 1, &mut inner)?;
                    return self.raised(&inner, count * sign, ratio);
                }
                let poly = self.poly(base, index)?;
                // Principal powers: only of what ends up in the right half-plane.
                if !poly.last().is_some_and(|lead| lead.is_real() && lead.to_f64().0 > 0.0) {
                    return Err(not_hypergeometric());
                }
                let signed = power.multiply(&Scalar::integer(sign), precision)?;
                ratio.factors.push((self.shifted(&poly)?, signed.clone()));
                ratio.factors.push((poly, signed.negate()?));
                Ok(())
            }
            _ => Err(not_hypergeometric()),
        }
    }

    fn raised(&mut self, inner: &Ratio, count: i64, ratio: &mut Ratio) -> Outcome<()> {
        let precision = self.precision;
        ratio.unit &= inner.unit;
        let constant = inner.constant.power_integer(count, precision)?;
        ratio.constant = ratio.constant.multiply(&constant, precision)?;
        for (poly, exponent) in &inner.factors {
            ratio.factors.push((poly.clone(), exponent.multiply(&Scalar::integer(count), precision)?));
        }
        if let Some(square) = &inner.square {
            let known = ratio.square.take().unwrap_or_else(Scalar::one);
            ratio.square = Some(known.multiply(&square.power_integer(count, precision)?, precision)?);
        }
        Ok(())
    }

    /// (a n + b + c)! for a whole a: a product of linear factors above or below.
    fn ratio_of_factorial(
        &mut self,
        argument: &Expr,
        offset: i64,
        index: &Name,
        sign: i64,
        ratio: &mut Ratio,
    ) -> Outcome<()> {
        let precision = self.precision;
        let poly = self.poly(argument, index)?;
        let (constant, slope) = match poly.as_slice() {
            [_] => return Ok(()),
            [constant, slope] => (constant.clone(), slope.as_i64().ok_or_else(not_hypergeometric)?),
            _ => return Err(not_hypergeometric()),
        };
        if slope == 0 || slope.abs() > 12 {
            return Err(not_hypergeometric());
        }
        let steps = if slope > 0 { 1..=slope } else { (slope + 1)..=0 };
        for step in steps {
            let end = constant.add(&Scalar::integer(step + offset), precision)?;
            let exponent = if slope > 0 { sign } else { -sign };
            ratio.factors.push((vec![end, Scalar::integer(slope)], Scalar::integer(exponent)));
        }
        Ok(())
    }

    /// (2 a n + b)!! for a whole a ≥ 1: a product of linear factors.
    fn ratio_of_double_factorial(
        &mut self,
        argument: &Expr,
        index: &Name,
        sign: i64,
        ratio: &mut Ratio,
    ) -> Outcome<()> {
        let poly = self.poly(argument, index)?;
        let [constant, slope] = poly.as_slice() else { return Err(not_hypergeometric()) };
        let slope = slope.as_i64().filter(|slope| slope % 2 == 0 && (2..=12).contains(slope));
        let slope = slope.ok_or_else(not_hypergeometric)?;
        for step in 1..=slope / 2 {
            let end = constant.add(&Scalar::integer(2 * step), self.precision)?;
            ratio.factors.push((vec![end, Scalar::integer(slope)], Scalar::integer(sign)));
        }
        Ok(())
    }

    fn shifted(&mut self, poly: &Poly) -> Outcome<Poly> {
        // Horner in n + 1.
        let mut result: Poly = vec![Scalar::zero()];
        for coefficient in poly.iter().rev() {
            result = self.product(&result, &vec![Scalar::one(), Scalar::one()])?;
            if let Some(first) = result.first_mut() {
                *first = first.add(coefficient, self.precision)?;
            }
        }
        Ok(trimmed(result))
    }

    /// Numerator and denominator of a rational function of the index.
    fn rational(&mut self, expr: &Expr, index: &Name) -> Outcome<(Poly, Poly)> {
        if let Kind::Apply(head, parts) = &expr.kind {
            match (*head, parts.as_slice()) {
                ("Divide", [top, bottom]) => {
                    let ((a, b), (c, d)) = (self.rational(top, index)?, self.rational(bottom, index)?);
                    return Ok((self.product(&a, &d)?, self.product(&b, &c)?));
                }
                ("Add", parts) if expr.any(&mut |part| part.is_apply("Divide")) => {
                    let mut total: (Poly, Poly) = (vec![Scalar::zero()], vec![Scalar::one()]);
                    for part in parts {
                        let (a, b) = self.rational(part, index)?;
                        let cross = (self.product(&total.0, &b)?, self.product(&a, &total.1)?);
                        total = (self.sum(&cross.0, &cross.1)?, self.product(&total.1, &b)?);
                    }
                    return Ok(total);
                }
                ("Negate", [inner]) => {
                    let (top, bottom) = self.rational(inner, index)?;
                    let top = top.iter().map(Scalar::negate).collect::<Outcome<Poly>>()?;
                    return Ok((top, bottom));
                }
                ("Multiply", parts) => {
                    let mut total: (Poly, Poly) = (vec![Scalar::one()], vec![Scalar::one()]);
                    for part in parts {
                        let (a, b) = self.rational(part, index)?;
                        total = (self.product(&total.0, &a)?, self.product(&total.1, &b)?);
                    }
                    return Ok(total);
                }
                ("Power", [base, exponent]) if exponent.as_number().is_some() => {
                    let count = exponent.as_number().and_then(crate::expr::Number::to_i64);
                    let count = count.filter(|count| count.abs() <= 8).ok_or_else(not_hypergeometric)?;
                    let (a, b) = self.rational(base, index)?;
                    let (a, b) = if count < 0 { (b, a) } else { (a, b) };
                    let mut total: (Poly, Poly) = (vec![Scalar::one()], vec![Scalar::one()]);
                    for _ in 0..count.abs() {
                        total = (self.product(&total.0, &a)?, self.product(&total.1, &b)?);
                    }
                    return Ok(total);
                }
                _ => {}
            }
        }
        Ok((self.poly(expr, index)?, vec![Scalar::one()]))
    }

    /// The coefficients of a polynomial in the index.
    pub fn poly(&mut self, expr: &Expr, index: &Name) -> Outcome<Poly> {
        if !expr.free_names().contains(index) {
            return Ok(vec![self.scalar(expr)?]);
        }
        match &expr.kind {
            Kind::Symbol(_) => Ok(vec![Scalar::zero(), Scalar::one()]),
            Kind::Apply("Negate", parts) => {
                let [inner] = parts.as_slice() else { return Err(not_hypergeometric()) };
                self.poly(inner, index)?.iter().map(Scalar::negate).collect()
            }
            Kind::Apply("Add", parts) => {
                let mut total: Poly = vec![Scalar::zero()];
                for part in parts {
                    let part = self.poly(part, index)?;
                    total = self.sum(&total, &part)?;
                }
                Ok(total)
            }
            Kind::Apply("Multiply", parts) => {
                let mut total: Poly = vec![Scalar::one()];
                for part in parts {
                    let part = self.poly(part, index)?;
                    total = self.product(&total, &part)?;
                }
                Ok(total)
            }
            Kind::Apply("Divide", parts) => {
                let [top, bottom] = parts.as_slice() else { return Err(not_hypergeometric()) };
                if bottom.free_names().contains(index) {
                    return Err(not_hypergeometric());
                }
                let (top, divisor) = (self.poly(top, index)?, self.scalar(bottom)?);
                top.iter().map(|coefficient| coefficient.divide(&divisor, self.precision)).collect()
            }
            Kind::Apply("Power", parts) => {
                let [base, exponent] = parts.as_slice() else { return Err(not_hypergeometric()) };
                let count = exponent.as_number().and_then(crate::expr::Number::to_i64);
                let count = count.filter(|count| (0..=8).contains(count)).ok_or_else(not_hypergeometric)?;
                let base = self.poly(base, index)?;
                let mut total: Poly = vec![Scalar::one()];
                for _ in 0..count {
                    total = self.product(&total, &base)?;
                }
                Ok(total)
            }
            _ => Err(not_hypergeometric()),
        }
    }

    fn sum(&mut self, left: &Poly, right: &Poly) -> Outcome<Poly> {
        let zero = Scalar::zero();
        let count = left.len().max(right.len());
        let terms = (0..count)
            .map(|index| left.get(index).unwrap_or(&zero).add(right.get(index).unwrap_or(&zero), self.precision));
        Ok(trimmed(terms.collect::<Outcome<Poly>>()?))
    }

    fn product(&mut self, left: &Poly, right: &Poly) -> Outcome<Poly> {
        let count = (left.len() + right.len()).saturating_sub(1);
        if count > MAX_DEGREE {
            return Err(not_hypergeometric());
        }
        let mut terms = vec![Scalar::zero(); count];
        for (i, a) in left.iter().enumerate() {
            for (j, b) in right.iter().enumerate() {
                if let Some(term) = terms.get_mut(i + j) {
                    *term = term.add(&a.multiply(b, self.precision)?, self.precision)?;
                }
            }
        }
        Ok(trimmed(terms))
    }

    /// The ratio at u = 1/n, for a number, a ball or a series; `n` stands in the factor of q^{n²}.
    pub fn ratio_at(&mut self, ratio: &Ratio, u: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        let mut value = ratio.constant.clone();
        let mut degree = Scalar::zero();
        for (poly, exponent) in &ratio.factors {
            let mut at = Scalar::zero();
            for coefficient in poly {
                at = at.multiply(u, precision)?.add(coefficient, precision)?;
            }
            let power = match exponent.as_i64() {
                Some(count) => at.power_integer(count, precision)?,
                None => self.power(&at, exponent)?,
            };
            value = value.multiply(&power, precision)?;
            let own = Scalar::integer(i64::try_from(poly.len()).unwrap_or(1) - 1);
            degree = degree.add(&own.multiply(exponent, precision)?, precision)?;
        }
        match degree.as_i64() {
            Some(degree) if degree <= 0 => Ok(value.multiply(&u.power_integer(-degree, precision)?, precision)?),
            // Factors of complex powers come in pairs whose degrees cancel.
            None if degree.to_f64().0.abs() < 1e-9 && degree.to_f64().1.abs() < 1e-9 => Ok(value),
            _ => Err(Stuck::divergence("the terms grow without bound")),
        }
    }
}

fn trimmed(mut poly: Poly) -> Poly {
    while poly.len() > 1 && poly.last().is_some_and(Scalar::is_exact_zero) {
        poly.pop();
    }
    poly
}

/// The value of a body with its index at a whole number.
pub fn at_index(machine: &mut Machine<'_>, body: &Expr, index: &Name, n: i64) -> Outcome<Scalar> {
    machine.with(index, Value::integer(n), |machine| machine.scalar(body))
}
