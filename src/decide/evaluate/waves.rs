//! Oscillating terms: an expression as Σ A_j e^{iφ_j} with amplitudes that do not oscillate.
//!
//! Integrals of such terms to infinity turn into falling ones: the path is rotated into the half-plane where e^{iφ}
//! falls (Jordan's lemma), once the amplitude is known to be analytic there and to tend to zero. Sums of such terms have
//! ratios that tend to a number on the unit circle.

use std::collections::BTreeMap;

use super::Machine;
use super::growth::Range;
use super::infinite::is_small;
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Expr, Kind, Name};

/// More waves are not multiplied out.
const MOST: usize = 96;
/// Powers of waves.
const MAX_POWER: i64 = 10;
/// Where sums may start.
static STARTS: &[i64] = &[48, 160];
/// Where the path may be turned.
pub static TURNS: &[i64] = &[3, 8, 40];

/// The phases of a wave with their multiplicities, sorted.
type Phases = Vec<(Expr, i64)>;

/// A e^{iφ}, φ the sum of the phases.
#[derive(Clone)]
struct Wave {
    amplitude: Expr,
    phases: Phases,
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
    fn times(&self, other: &Self) -> Self {
        let mut phases: BTreeMap<Expr, i64> = self.phases.iter().cloned().collect();
        for (phase, count) in &other.phases {
            *phases.entry(phase.clone()).or_insert(0) += count;
        }
        phases.retain(|_, count| *count != 0);
        let amplitude = match (&self.amplitude, &other.amplitude) {
            (one, rest) | (rest, one) if one.as_number().is_some_and(crate::expr::Number::is_one) => rest.clone(),
            (a, b) => Expr::apply("Multiply", [a.clone(), b.clone()]),
        };
        Self { amplitude, phases: phases.into_iter().collect() }
    }

    fn scaled(&self, factor: Expr) -> Self {
        self.times(&Self { amplitude: factor, phases: Vec::new() })
    }

    fn phase(&self) -> Expr {
        let parts: Vec<Expr> = self
            .phases
            .iter()
            .map(|(phase, count)| Expr::apply("Multiply", [Expr::integer(*count), phase.clone()]))
            .collect();
        Expr::apply("Add", parts)
    }

    /// A e^{iφ} as one expression.
    fn whole(&self) -> Expr {
        if self.phases.is_empty() {
            return self.amplitude.clone();
        }
        let turn = Expr::apply("Exp", [Expr::apply("Multiply", [imaginary(), self.phase()])]);
        Expr::apply("Multiply", [self.amplitude.clone(), turn])
    }
}

impl Machine<'_> {
    /// ∫_X^∞ of a body that oscillates, X = start.
    pub fn oscillating_tail(&mut self, body: &Expr, name: &Name, start: i64) -> Outcome<Scalar> {
        let waves = self.waves_by_phase(body, name)?;
        let mut runs = Vec::with_capacity(waves.len());
        for wave in &waves {
            runs.push(self.run(wave, name)?);
        }
        if runs.iter().all(|run| matches!(run, Run::Still)) {
            return Err(unknown());
        }
        let precision = self.precision;
        let mut sum = Scalar::zero();
        // Those that stand still come last: a proof that they diverge needs that the others converge.
        for still in [false, true] {
            for (wave, run) in waves.iter().zip(&runs).filter(|(_, run)| matches!(run, Run::Still) == still) {
                let part = match run {
                    Run::Still => self.still_tail(wave, name, start)?,
                    Run::Linear { up } => self.turned_tail(wave, name, start, *up, false)?,
                    Run::Square { up } => self.turned_tail(wave, name, start, *up, true)?,
                };
                sum = sum.add(&part, precision)?;
            }
        }
        if self.stays_real(body, name) {
            return self.real_part(&sum);
        }
        Ok(sum)
    }

    fn still_tail(&mut self, wave: &Wave, name: &Name, start: i64) -> Outcome<Scalar> {
        let precision = self.precision;
        let found = self.expansion(&wave.amplitude, Range { name, start })?;
        let (value, error) = self.tail_integral(&found, start)?;
        let value = super::improper::widened(&value, error, precision)?;
        // The phase does not depend on the name: it has its value anywhere.
        let turn = Expr::apply("Exp", [Expr::apply("Multiply", [imaginary(), wave.phase()])]);
        let turn = self.with(name, Value::integer(0), |machine| machine.scalar(&turn))?;
        value.multiply(&turn, precision)
    }

    /// Along z = X + d t with d = ±i for a linear phase, 1 ± i for a quadratic one.
    fn turned_tail(&mut self, wave: &Wave, name: &Name, start: i64, up: bool, square: bool) -> Outcome<Scalar> {
        let found = self.laurent_beside(&wave.amplitude, name, start, up)?;
        if found.degree < i64::from(!square) {
            return Err(Stuck::method("an amplitude that may not tend to zero"));
        }
        let turn = Expr::apply("Multiply", [sign_of(up), imaginary()]);
        let direction = if square { Expr::apply("Add", [Expr::integer(1), turn]) } else { turn };
        let step = Name::from("\\text{turned}");
        let moved = Expr::apply("Multiply", [direction.clone(), Expr::symbol(step.clone())]);
        let path = Expr::apply("Add", [Expr::integer(start), moved]);
        let integrand = Expr::apply("Multiply", [direction, wave.whole().substitute(name, &path)]);
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
        let waves = self.waves_by_phase(body, index)?;
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

    /// The waves, those with the same phases as one.
    fn waves_by_phase(&mut self, body: &Expr, name: &Name) -> Outcome<Vec<Wave>> {
        let mut groups: BTreeMap<Phases, Vec<Expr>> = BTreeMap::new();
        for wave in self.waves(body, name)? {
            groups.entry(wave.phases).or_default().push(wave.amplitude);
        }
        let joined = groups.into_iter().map(|(phases, mut amplitudes)| match amplitudes.len() {
            1 => Wave { amplitude: amplitudes.remove(0), phases },
            _ => Wave { amplitude: Expr::apply("Add", amplitudes), phases },
        });
        Ok(joined.collect())
    }

    fn waves(&mut self, expr: &Expr, name: &Name) -> Outcome<Vec<Wave>> {
        self.spend(5)?;
        if !oscillates(expr, name) {
            return Ok(vec![Wave { amplitude: expr.clone(), phases: Vec::new() }]);
        }
        let Kind::Apply(head, parts) = &expr.kind else { return Err(unknown()) };
        match (*head, parts.as_slice()) {
            ("Negate", [part]) => {
                Ok(self.waves(part, name)?.iter().map(|wave| wave.scaled(Expr::integer(-1))).collect())
            }
            ("Add", parts) => {
                let mut sum = Vec::new();
                for part in parts {
                    sum.extend(self.waves(part, name)?);
                }
                Ok(sum)
            }
            ("Multiply", parts) => self.product_of_waves(parts, name),
            ("Divide", [top, bottom]) if !oscillates(bottom, name) => {
                let inverse = Expr::apply("Divide", [Expr::integer(1), bottom.clone()]);
                Ok(self.waves(top, name)?.iter().map(|wave| wave.scaled(inverse.clone())).collect())
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
                let divisor = if sine { vec![Expr::integer(2), imaginary()] } else { vec![Expr::integer(2)] };
                let wave = |count: i64| {
                    let top = Expr::integer(if sine { count } else { 1 });
                    let amplitude = Expr::apply("Divide", [top, Expr::apply("Multiply", divisor.clone())]);
                    Wave { amplitude, phases: vec![(phase.clone(), count)] }
                };
                Ok(vec![wave(1), wave(-1)])
            }
            _ => Err(unknown()),
        }
    }

    fn product_of_waves(&mut self, parts: &[Expr], name: &Name) -> Outcome<Vec<Wave>> {
        let mut product = vec![Wave { amplitude: Expr::integer(1), phases: Vec::new() }];
        for part in parts {
            let part = self.waves(part, name)?;
            product = product.iter().flat_map(|a| part.iter().map(|b| a.times(b))).collect();
            let groups: std::collections::BTreeSet<&Phases> = product.iter().map(|wave| &wave.phases).collect();
            if product.len() > MOST && groups.len() * 2 > product.len() {
                return Err(unknown());
            }
            if groups.len() < product.len() {
                product = collected(product);
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
        Ok(vec![Wave { amplitude: Expr::integer(1), phases: vec![(phase, 1)] }])
    }
}

/// Waves of the same phases as one.
fn collected(waves: Vec<Wave>) -> Vec<Wave> {
    let mut groups: BTreeMap<Phases, BTreeMap<Expr, i64>> = BTreeMap::new();
    for wave in waves {
        *groups.entry(wave.phases).or_default().entry(wave.amplitude).or_insert(0) += 1;
    }
    let joined = groups.into_iter().map(|(phases, amplitudes)| {
        let mut parts: Vec<Expr> = amplitudes
            .into_iter()
            .map(|(amplitude, count)| match count {
                1 => amplitude,
                _ => Expr::apply("Multiply", [Expr::integer(count), amplitude]),
            })
            .collect();
        let amplitude = if parts.len() == 1 { parts.remove(0) } else { Expr::apply("Add", parts) };
        Wave { amplitude, phases }
    });
    joined.collect()
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
