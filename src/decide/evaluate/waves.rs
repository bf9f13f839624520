//! Oscillating terms: an expression as Σ A_j e^{iφ_j} with amplitudes that do not oscillate.
//!
//! Integrals of such terms to infinity turn into falling ones: the path is rotated into the half-plane where e^{iφ}
//! falls (Jordan's lemma), once the amplitude is known to be analytic there and to tend to zero. Sums of such terms have
//! ratios that tend to a number on the unit circle.

use std::collections::BTreeMap;

use super::Machine;
use super::growth::Range;
use super::infinite::is_small;
use crate::decide::value::{Gauss, Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Kind, Name, Number};

/// More waves are not multiplied out.
const MOST: usize = 32;
/// Powers of waves.
const MAX_POWER: i64 = 10;
/// Where sums may start.
static STARTS: &[i64] = &[48, 160, 480, 1600];
/// Where the path may be turned.
pub static TURNS: &[i64] = &[3, 8, 40];

/// Expressions with their multiplicities, sorted.
type Counts = BTreeMap<Expr, i64>;

/// c Π f^k e^{iφ}, φ the sum of the phases.
#[derive(Clone)]
struct Wave {
    constant: Gauss,
    factors: Counts,
    phases: Counts,
}

/// How the phase runs.
enum Run {
    Still,
    Linear { up: bool },
    Square { up: bool },
}

fn unknown() -> Stuck {
    Stuck::method("a term whose waves are not known")
}

fn imaginary() -> Expr {
    Expr::apply("I", [])
}

fn sign_of(up: bool) -> Expr {
    Expr::integer(if up { 1 } else { -1 })
}

impl Wave {
    fn constant(constant: Gauss) -> Self {
        Self { constant, factors: Counts::new(), phases: Counts::new() }
    }

    fn factor(factor: &Expr, count: i64) -> Self {
        match factor.as_number() {
            Some(number) if count == 1 => Self::constant(Gauss::real(number.value.clone())),
            _ => Self { factors: [(factor.clone(), count)].into(), ..Self::constant(Gauss::integer(1)) },
        }
    }

    fn times(&self, other: &Self) -> Self {
        Self {
            constant: self.constant.multiply(&other.constant),
            factors: joined_counts(&self.factors, &other.factors),
            phases: joined_counts(&self.phases, &other.phases),
        }
    }

    fn phase(&self) -> Expr {
        let parts =
            self.phases.iter().map(|(phase, count)| Expr::apply("Multiply", [Expr::integer(*count), phase.clone()]));
        Expr::apply("Add", parts.collect::<Vec<_>>())
    }

    fn turn(&self) -> Expr {
        Expr::apply("Exp", [Expr::apply("Multiply", [imaginary(), self.phase()])])
    }

    fn amplitude(&self) -> Expr {
        let number = |value: &num_rational::BigRational| Expr::from(Kind::Number(Number::rational(value.clone())));
        let constant = match self.constant.is_real() {
            true => number(&self.constant.re),
            false => {
                let turned = Expr::apply("Multiply", [number(&self.constant.im), imaginary()]);
                Expr::apply("Add", [number(&self.constant.re), turned])
            }
        };
        let factors = self.factors.iter().map(|(factor, count)| match count {
            1 => factor.clone(),
            _ => Expr::apply("Power", [factor.clone(), Expr::integer(*count)]),
        });
        Expr::apply("Multiply", std::iter::once(constant).chain(factors).collect::<Vec<_>>())
    }

    /// The wave as one expression.
    fn whole(&self) -> Expr {
        match self.phases.is_empty() {
            true => self.amplitude(),
            false => Expr::apply("Multiply", [self.amplitude(), self.turn()]),
        }
    }
}

fn joined_counts(left: &Counts, right: &Counts) -> Counts {
    let mut joined = left.clone();
    for (part, count) in right {
        *joined.entry(part.clone()).or_insert(0) += count;
    }
    joined.retain(|_, count| *count != 0);
    joined
}

/// Waves of the same factors and phases as one; those that cancel are left out.
fn collected(waves: Vec<Wave>) -> Vec<Wave> {
    let mut sums: BTreeMap<(Counts, Counts), Gauss> = BTreeMap::new();
    for wave in waves {
        let sum = sums.entry((wave.phases, wave.factors)).or_insert_with(|| Gauss::integer(0));
        *sum = sum.add(&wave.constant);
    }
    let waves = sums.into_iter().filter(|(_, constant)| !constant.is_zero());
    waves.map(|((phases, factors), constant)| Wave { constant, factors, phases }).collect()
}

impl Machine<'_> {
    /// ∫_X^∞ of a body that oscillates, X = start.
    pub fn oscillating_tail(&mut self, body: &Expr, name: &Name, start: i64) -> Outcome<Scalar> {
        let precision = self.precision;
        let waves = self.waves(body, name)?;
        let mut still = Vec::new();
        let mut moving: BTreeMap<(bool, bool), Vec<Wave>> = BTreeMap::new();
        for wave in waves {
            match self.run(&wave, name)? {
                Run::Still => still.push(wave),
                Run::Linear { up } => moving.entry((false, up)).or_default().push(wave),
                Run::Square { up } => moving.entry((true, up)).or_default().push(wave),
            }
        }
        if moving.is_empty() {
            return Err(unknown());
        }
        let real = self.stays_real(body, name);
        let mut sum = Scalar::zero();
        for ((square, up), waves) in &moving {
            // Those of a real body come in conjugate pairs.
            let paired = real && moving.contains_key(&(*square, !*up));
            if paired && !up {
                continue;
            }
            let part = self.turned_tail(waves, name, start, *up, *square)?;
            let part = if paired { self.real_part(&part)?.multiply(&Scalar::integer(2), precision)? } else { part };
            sum = sum.add(&part, precision)?;
        }
        // Those that stand still come last: a proof that they diverge needs that the others converge.
        if !still.is_empty() {
            sum = sum.add(&self.still_tail(&still, name, start)?, precision)?;
        }
        if real { self.real_part(&sum) } else { Ok(sum) }
    }

    /// Waves whose phases do not depend on the name.
    fn still_tail(&mut self, waves: &[Wave], name: &Name, start: i64) -> Outcome<Scalar> {
        let precision = self.precision;
        let mut parts = Vec::with_capacity(waves.len());
        let mut scope = Vec::new();
        for (index, wave) in waves.iter().enumerate() {
            let turn = self.with(name, Value::integer(0), |machine| machine.scalar(&wave.turn()))?;
            let held = Name::from(format!("\\text{{turn {index}}}").as_str());
            parts.push(Expr::apply("Multiply", [Expr::symbol(held.clone()), wave.amplitude()]));
            scope.push((held, Value::from(turn)));
        }
        let sum = Expr::apply("Add", parts);
        let outer = self.locals.len();
        self.locals.extend(scope);
        let found = self.expansion(&sum, Range { name, start }).and_then(|found| self.tail_integral(&found, start));
        self.locals.truncate(outer);
        let (value, error) = found?;
        super::improper::widened(&value, error, precision)
    }

    /// Along z = X + d t with d = ±i for linear phases, 1 ± i for quadratic ones.
    fn turned_tail(&mut self, waves: &[Wave], name: &Name, start: i64, up: bool, square: bool) -> Outcome<Scalar> {
        for wave in waves {
            let found = self.laurent_beside(&wave.amplitude(), name, start, up)?;
            if found.degree < i64::from(!square) {
                return Err(Stuck::method("an amplitude that may not tend to zero"));
            }
        }
        let turn = Expr::apply("Multiply", [sign_of(up), imaginary()]);
        let direction = if square { Expr::apply("Add", [Expr::integer(1), turn]) } else { turn };
        let step = Name::from("\\text{turned}");
        let moved = Expr::apply("Multiply", [direction.clone(), Expr::symbol(step.clone())]);
        let path = Expr::apply("Add", [Expr::integer(start), moved]);
        let wholes: Vec<Expr> = waves.iter().map(|wave| wave.whole().substitute(name, &path)).collect();
        let integrand = Expr::apply("Multiply", [direction, Expr::apply("Add", wholes)]);
        self.half_line(&integrand, &step, &Scalar::zero())
    }

    fn run(&mut self, wave: &Wave, name: &Name) -> Outcome<Run> {
        if wave.phases.is_empty() {
            return Ok(Run::Still);
        }
        let precision = self.precision;
        let mut poly = self.poly(&wave.phase(), name)?;
        while poly.len() > 1 && poly.last().is_some_and(Scalar::is_exact_zero) {
            poly.pop();
        }
        let lead = poly.last().map_or(Ok(Scalar::zero()), |lead| lead.ball(precision).map(Scalar::Ball))?;
        let lead = lead.ball(precision)?;
        let up = lead.re.is_positive();
        if poly.len() > 1 && !(lead.is_real() && (up || lead.re.is_negative())) {
            return Err(unknown());
        }
        match poly.as_slice() {
            [_] => Ok(Run::Still),
            [_, _] => Ok(Run::Linear { up }),
            [_, slope, _] if slope.is_real() => Ok(Run::Square { up }),
            _ => Err(unknown()),
        }
    }

    /// Σ_{n ≥ low} of a body that oscillates.
    pub fn oscillating_sum(&mut self, body: &Expr, index: &Name, low: i64) -> Outcome<Value> {
        let precision = self.precision;
        let waves = self.waves(body, index)?;
        if waves.iter().all(|wave| wave.phases.is_empty()) {
            return Err(unknown());
        }
        for first in STARTS {
            let start = low.max(1) + first;
            let mut rest = Scalar::zero();
            for wave in &waves {
                let whole = wave.whole();
                let ratio = self.ratio(&whole, index)?;
                let part = self.rest(&whole, index, start, &ratio)?;
                rest = rest.add(&part, precision)?;
            }
            if is_small(&rest, precision) {
                let sum = self.partial_sum(body, index, low, start)?.add(&rest, precision)?;
                let real = self.stays_real(body, index);
                return Ok(if real { self.real_part(&sum)? } else { sum }.into());
            }
        }
        Err(Stuck::Wide)
    }

    /// The waves of an expression.
    fn waves(&mut self, expr: &Expr, name: &Name) -> Outcome<Vec<Wave>> {
        self.spend(5)?;
        if !oscillates(expr, name) {
            return Ok(vec![Wave::factor(expr, 1)]);
        }
        let Kind::Apply(head, parts) = &expr.kind else { return Err(unknown()) };
        match (*head, parts.as_slice()) {
            ("Negate", [part]) => {
                let minus = Wave::constant(Gauss::integer(-1));
                Ok(self.waves(part, name)?.iter().map(|wave| wave.times(&minus)).collect())
            }
            ("Add", parts) => {
                let mut sum = Vec::new();
                for part in parts {
                    sum.extend(self.waves(part, name)?);
                }
                Ok(collected(sum))
            }
            ("Multiply", parts) => self.product_of_waves(parts, name),
            ("Divide", [top, bottom]) if !oscillates(bottom, name) => {
                let inverse = Wave::factor(bottom, -1);
                Ok(self.waves(top, name)?.iter().map(|wave| wave.times(&inverse)).collect())
            }
            ("Power", [base, exponent]) if base.is_apply("E") => self.waves_of_exponential(exponent, name),
            ("Exp", [exponent]) => self.waves_of_exponential(exponent, name),
            ("Power", [base, exponent]) if !exponent.free_names().contains(name) => {
                let count = self.exactly(exponent)?.as_i64().filter(|count| (1..=MAX_POWER).contains(count));
                let count = usize::try_from(count.ok_or_else(unknown)?).map_err(|_| unknown())?;
                self.product_of_waves(&vec![base.clone(); count], name)
            }
            ("Sinc", [phase]) => {
                let sine = Expr::apply("Divide", [Expr::apply("Sin", [phase.clone()]), phase.clone()]);
                self.waves(&sine, name)
            }
            ("Sin" | "Cos", [phase]) => {
                // sin φ = (e^{iφ} − e^{−iφ}) / 2i.
                let sine = *head == "Sin";
                let wave = |count: i64| {
                    let half = num_rational::BigRational::new(1.into(), 2.into());
                    let zero = num_rational::BigRational::from_integer(0.into());
                    let sign = num_rational::BigRational::from_integer((-count).into());
                    let constant = if sine { Gauss { re: zero, im: half * sign } } else { Gauss::real(half) };
                    Wave { phases: [(phase.clone(), count)].into(), ..Wave::constant(constant) }
                };
                Ok(vec![wave(1), wave(-1)])
            }
            _ => Err(unknown()),
        }
    }

    fn product_of_waves(&mut self, parts: &[Expr], name: &Name) -> Outcome<Vec<Wave>> {
        let mut product = vec![Wave::constant(Gauss::integer(1))];
        for part in parts {
            let part = self.waves(part, name)?;
            product = collected(product.iter().flat_map(|a| part.iter().map(|b| a.times(b))).collect());
            if product.len() > MOST {
                return Err(unknown());
            }
        }
        Ok(product)
    }

    /// e^{ig} for a real g of degree at most two.
    fn waves_of_exponential(&mut self, exponent: &Expr, name: &Name) -> Outcome<Vec<Wave>> {
        let poly = self.poly(exponent, name)?;
        let precision = self.precision;
        for coefficient in poly.iter().skip(1) {
            if !coefficient.ball(precision)?.is_imaginary() {
                return Err(unknown());
            }
        }
        let phase = Expr::apply("Multiply", [Expr::integer(-1), imaginary(), exponent.clone()]);
        Ok(vec![Wave { phases: [(phase, 1)].into(), ..Wave::constant(Gauss::integer(1)) }])
    }
}

/// Whether a wave of the name may be inside.
fn oscillates(expr: &Expr, name: &Name) -> bool {
    expr.any(&mut |part| match &part.kind {
        Kind::Apply("Sin" | "Cos" | "Sinc" | "Exp" | "Tan" | "Cot" | "Sec" | "Csc", parts) => {
            parts.iter().any(|part| part.free_names().contains(name))
        }
        Kind::Apply("Power", parts) => parts.get(1).is_some_and(|exponent| exponent.free_names().contains(name)),
        _ => false,
    })
}
