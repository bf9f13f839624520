//! Functions on numbers: on balls by the catalogue's rules, on power series by the chain rule.

use super::Machine;
use crate::decide::value::{Jet, Outcome, Scalar, Stuck, Value};
use crate::expr::{Head, Name};
use crate::functions::derivative;
use crate::functions::value::{Rule, cost};
use crate::number::calculus::taylor::taylor;
use crate::number::{Complex, Undefined};

/// The names of the arguments in rows of derivatives.
static ARGUMENTS: &[&str] = &["a", "b", "c", "d"];
/// Functions that are nowhere holomorphic, or jump.
static NOT_HOLOMORPHIC: &[Head] = &["Sign", "ComplexSign", "Argument", "Arctan2", "ReLU"];
/// Longer power series are not computed.
const MAX_ORDER: usize = 64;

/// Functions that are written for matrices as a whole, and for their entries.
fn of_whole_matrices(head: Head) -> bool {
    matches!(head, "Exp" | "Log" | "Ln")
}

impl Machine<'_> {
    /// The value of a catalogued function, entry by entry on arrays.
    pub fn scalar_function(&mut self, head: Head, rule: Rule, values: &[Value]) -> Outcome<Value> {
        match values {
            [Value::Array(array)] if of_whole_matrices(head) && array.is_square() => {
                Err(Stuck::shape("a function of a square matrix: of its entries, or of the whole"))
            }
            [array @ Value::Array(_)] => {
                self.map(array, |machine, entry| machine.on_scalars(head, rule, std::slice::from_ref(entry)))
            }
            [left, right] if matches!(left, Value::Array(_)) || matches!(right, Value::Array(_)) => {
                self.zip(left, right, |machine, a, b| machine.on_scalars(head, rule, &[a.clone(), b.clone()]))
            }
            _ => {
                let scalars: Outcome<Vec<Scalar>> = values.iter().map(|value| value.scalar().cloned()).collect();
                Ok(self.on_scalars(head, rule, &scalars?)?.into())
            }
        }
    }

    fn on_scalars(&mut self, head: Head, rule: Rule, arguments: &[Scalar]) -> Outcome<Scalar> {
        if arguments.iter().any(|argument| matches!(argument, Scalar::Jet(_))) {
            return self.chain(head, rule, arguments);
        }
        let precision = self.precision;
        let balls = arguments.iter().map(|argument| argument.ball(precision)).collect::<Outcome<Vec<_>>>()?;
        self.spend(cost(head, &balls, precision))?;
        if self.analytic && NOT_HOLOMORPHIC.contains(&head) && balls.iter().any(|ball| !ball.is_exact()) {
            return Err(Stuck::Wide);
        }
        Scalar::from_ball(rule.apply(&balls, precision).map_err(Stuck::from)?)
    }

    /// chain: f(a(ε), b(ε) …) as a series: k c_k = Σ_i Σ_j j a_j ∂_i f_{k-j}.
    fn chain(&mut self, head: Head, rule: Rule, arguments: &[Scalar]) -> Outcome<Scalar> {
        let (tag, complex) = outermost(arguments);
        let is_series = |argument: &Scalar| matches!(argument, Scalar::Jet(jet) if jet.tag == tag);
        let order = arguments.iter().filter_map(|argument| series(argument, tag)).map(Jet::order).min().unwrap_or(0);
        self.spend(1 + (order * order / 2) as u64)?;
        let constants: Vec<Scalar> = arguments.iter().map(|argument| constant_part(argument, tag)).collect();
        if let Some(index) = without_row(head, arguments, tag) {
            return self.by_cauchy(head, rule, index, arguments, tag);
        }
        let mut terms = vec![self.on_scalars(head, rule, &constants)?];
        if order > 0 {
            let lower: Vec<Scalar> = arguments.iter().map(|argument| truncated(argument, tag, order - 1)).collect();
            let mut partials = Vec::new();
            for (index, argument) in arguments.iter().enumerate().filter(|(_, argument)| is_series(argument)) {
                match self.partial(head, index, &lower, complex) {
                    // The row may have no value where the function has one, as the derivative of sinc at 0.
                    Err(Stuck::NoValue) => return self.by_cauchy(head, rule, index, arguments, tag),
                    partial => partials.push((argument.clone(), partial?)),
                }
            }
            for k in 1..=order.min(MAX_ORDER) {
                terms.push(self.chain_term(&partials, tag, k)?);
            }
        }
        Ok(Scalar::Jet(Box::new(Jet { tag, complex, terms })))
    }

    /// A function without a row for its derivative: its Taylor series by Cauchy's integral, at the argument's series.
    fn by_cauchy(&mut self, head: Head, rule: Rule, index: usize, arguments: &[Scalar], tag: u32) -> Outcome<Scalar> {
        let unknown = || Stuck::method(format!("no derivative of {head} is known"));
        let Some(jet) = arguments.get(index).and_then(|argument| series(argument, tag)) else { return Err(unknown()) };
        let (precision, order) = (self.precision, jet.order());
        let others = arguments.iter().enumerate().map(|(own, argument)| match argument {
            _ if own == index => jet.term(0).ball(precision),
            Scalar::Jet(_) => Err(unknown()),
            constant => constant.ball(precision),
        });
        let balls = others.collect::<Outcome<Vec<Complex>>>()?;
        let centre = balls.get(index).cloned().ok_or_else(unknown)?;
        // One evaluation for each point of the circle, and those of the discs that are tried.
        let one = cost(head, &[], precision).max(if index > 0 { cost(head, &balls, precision) } else { 0 });
        self.spend(one.saturating_mul(u64::from(precision) / 2 + 24 + 2 * order as u64))?;
        let value = |z: &Complex| {
            let mut around = balls.clone();
            *around.get_mut(index).ok_or(Undefined::Unsupported)? = z.clone();
            rule.apply(&around, z.precision())
        };
        let known = taylor(&value, &centre, order).map_err(Stuck::from)?;
        let mut step = jet.clone();
        if let Some(first) = step.terms.first_mut() {
            *first = Scalar::zero();
        }
        let step = Scalar::Jet(Box::new(step));
        let mut total = Scalar::zero();
        for coefficient in known.into_iter().rev() {
            total = total.multiply(&step, precision)?.add(&Scalar::from_ball(coefficient)?, precision)?;
        }
        Ok(total)
    }

    fn chain_term(&mut self, partials: &[(Scalar, Scalar)], tag: u32, k: usize) -> Outcome<Scalar> {
        let precision = self.precision;
        let mut sum = Scalar::zero();
        for (argument, partial) in partials {
            for j in 1..=k {
                let weight = Scalar::integer(i64::try_from(j).unwrap_or(0));
                let step = coefficient(argument, tag, j).multiply(&weight, precision)?;
                sum = sum.add(&step.multiply(&coefficient(partial, tag, k - j), precision)?, precision)?;
            }
        }
        sum.divide(&Scalar::integer(i64::try_from(k).unwrap_or(1)), precision)
    }

    /// Terms 1, 2 … of f(a(ε)) from a(ε) and f'(a(ε)).
    pub fn integrated(&mut self, argument: &Jet, slope: &Scalar) -> Outcome<Vec<Scalar>> {
        let partials = [(Scalar::Jet(Box::new(argument.clone())), slope.clone())];
        (1..=argument.order().min(MAX_ORDER)).map(|k| self.chain_term(&partials, argument.tag, k)).collect()
    }

    /// The partial derivative of a function in one of its arguments, at arguments.
    fn partial(&mut self, head: Head, index: usize, arguments: &[Scalar], complex: bool) -> Outcome<Scalar> {
        let Some(row) = derivative::find(head, index) else {
            return Err(Stuck::method(format!("no derivative of {head} is known")));
        };
        if complex && row.real_only {
            return Err(Stuck::method(format!("{head} has no complex derivative")));
        }
        let names = ARGUMENTS.iter().map(|name| Name::from(*name));
        let given = arguments.iter().cloned().chain(std::iter::repeat(Scalar::zero()));
        let scope = names.zip(given.map(Value::Scalar)).collect();
        self.under(scope, |machine| machine.scalar(&row.body))
    }

    /// base^exponent, principal; 0^0 = 1.
    pub fn power(&mut self, base: &Scalar, exponent: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        if let Some(n) = exponent.as_i64().filter(|n| n.unsigned_abs() < 1 << 32) {
            self.spend(2)?;
            return base.power_integer(n, precision);
        }
        if let (Scalar::Exact(exact), Some(twice)) = (base, doubled(exponent))
            && let Some(root) = exact.sqrt()
        {
            return Scalar::Exact(root).power_integer(twice, precision);
        }
        let (tag, _) = outermost(&[base.clone(), exponent.clone()]);
        match (series(base, tag), series(exponent, tag)) {
            (None, None) => {
                self.spend(12)?;
                let power = base.ball(precision)?.power(&exponent.ball(precision)?);
                Scalar::from_ball(power.map_err(Stuck::from)?)
            }
            (Some(base), None) => self.series_power(base, exponent),
            _ => {
                let log = self.function_of("Log", base)?;
                let product = log.multiply(exponent, precision)?;
                self.function_of("Exp", &product)
            }
        }
    }

    /// A catalogued function of one number.
    pub fn function_of(&mut self, head: Head, argument: &Scalar) -> Outcome<Scalar> {
        match super::table::find(head) {
            Some(super::table::Operator::Scalar(rule)) => self.on_scalars(head, *rule, std::slice::from_ref(argument)),
            _ => Err(Stuck::method(format!("{head} is no function of one number"))),
        }
    }

    /// f^a for a constant a: k f_0 p_k = Σ_{j=1}^k (a j − k + j) f_j p_{k-j}.
    fn series_power(&mut self, base: &Jet, exponent: &Scalar) -> Outcome<Scalar> {
        let precision = self.precision;
        let first = base.term(0);
        let mut terms = vec![self.power(&first, exponent)?];
        for k in 1..=base.order() {
            let mut sum = Scalar::zero();
            for j in 1..=k {
                let (j_number, k_number) = (i64::try_from(j).unwrap_or(0), i64::try_from(k).unwrap_or(0));
                let weight = exponent.multiply(&Scalar::integer(j_number), precision)?;
                let weight = weight.add(&Scalar::integer(j_number - k_number), precision)?;
                let previous = terms.get(k - j).cloned().unwrap_or_else(Scalar::zero);
                let product = weight.multiply(&base.term(j), precision)?.multiply(&previous, precision)?;
                sum = sum.add(&product, precision)?;
            }
            let divisor = first.multiply(&Scalar::integer(i64::try_from(k).unwrap_or(1)), precision)?;
            terms.push(sum.divide(&divisor, precision)?);
        }
        Ok(Scalar::Jet(Box::new(Jet { terms, ..*base })))
    }
}

/// The one varying argument of a holomorphic function that has no row for the derivative in it.
fn without_row(head: Head, arguments: &[Scalar], tag: u32) -> Option<usize> {
    let mut varying =
        (0..arguments.len()).filter(|index| arguments.get(*index).is_some_and(|a| series(a, tag).is_some()));
    let (index, more) = (varying.next()?, varying.next());
    let holomorphic = !NOT_HOLOMORPHIC.contains(&head);
    (more.is_none() && holomorphic && derivative::find(head, index).is_none()).then_some(index)
}

/// 2x, where that is an exact integer.
fn doubled(scalar: &Scalar) -> Option<i64> {
    scalar.multiply(&Scalar::integer(2), 64).ok()?.as_i64().filter(|n| n.unsigned_abs() < 1 << 20)
}

/// The greatest tag among the arguments, and whether its ε is complex.
fn outermost(arguments: &[Scalar]) -> (u32, bool) {
    let tags = arguments.iter().filter_map(|argument| match argument {
        Scalar::Jet(jet) => Some((jet.tag, jet.complex)),
        _ => None,
    });
    tags.max_by_key(|(tag, _)| *tag).unwrap_or((0, false))
}

fn series(argument: &Scalar, tag: u32) -> Option<&Jet> {
    match argument {
        Scalar::Jet(jet) if jet.tag == tag => Some(jet),
        _ => None,
    }
}

fn constant_part(argument: &Scalar, tag: u32) -> Scalar {
    series(argument, tag).map_or_else(|| argument.clone(), |jet| jet.term(0))
}

fn truncated(argument: &Scalar, tag: u32, order: usize) -> Scalar {
    match series(argument, tag) {
        Some(jet) => Scalar::Jet(Box::new(jet.truncated(order))),
        None => argument.clone(),
    }
}

fn coefficient(argument: &Scalar, tag: u32, index: usize) -> Scalar {
    match series(argument, tag) {
        Some(jet) => jet.term(index),
        None if index == 0 => argument.clone(),
        None => Scalar::zero(),
    }
}
