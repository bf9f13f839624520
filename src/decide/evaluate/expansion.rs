//! Expansions about infinity with real exponents and logarithms: Σ x^{-a} (log x)^k (c_0 + c_1 u + …), u = 1/x, and
//! what falls exponentially, as a bound only.
//!
//! They give integrals to infinity, and up to algebraic or logarithmic singularities (in the inverse distance), in
//! closed form with a proved remainder, and prove that some diverge.

use super::Machine;
use super::growth::{QUOTIENTS, Range};
use super::laurent::{Laurent, Place};
use super::mono::Mono;
use crate::decide::Reason;
use crate::decide::value::{Outcome, Scalar, Stuck};
use crate::expr::{Expr, Head, Kind};
use crate::number::Ball;

/// Terms of a series.
const ORDER: usize = 20;
/// Products of more pieces are not multiplied out.
const MOST: usize = 24;
/// (log x)^k ≤ (x^ε / (e ε))^k.
const EPSILON: f64 = 1.0 / 16.0;

/// x^{-power} (log x)^log times a Laurent series.
#[derive(Clone)]
struct Piece {
    power: Scalar,
    log: usize,
    series: Laurent,
}

/// A sum of pieces and a bound of what is missing.
#[derive(Clone)]
pub struct Expansion {
    pieces: Vec<Piece>,
    small: Mono,
}

fn unknown() -> Stuck {
    Stuck::method("an expansion about infinity that is not known")
}

/// An error that more work of another kind cannot mend.
pub fn is_final(stuck: &Stuck) -> bool {
    matches!(stuck, Stuck::Undecided(Reason::Budget, _))
}

impl Piece {
    /// The exponent of 1/x in the term of an index.
    fn exponent(&self, index: usize, precision: u32) -> Outcome<Scalar> {
        let whole = self.series.degree + i64::try_from(index).unwrap_or(i64::MAX / 2);
        self.power.add(&Scalar::integer(whole), precision)
    }

    /// A bound of its modulus for x ≥ X > 1.
    fn upper(&self, precision: u32) -> Outcome<Mono> {
        let power = self.exponent(0, precision)?.to_f64().0;
        let range = self.series.range().ball(precision)?.abs_upper().to_f64();
        let logs = self.log as f64;
        let bound = Mono::above(range).filter(|_| power.is_finite()).ok_or_else(unknown)?;
        let log = bound.log - logs * (EPSILON * std::f64::consts::E).ln();
        Ok(Mono { log, power: -power + 1e-9 + logs * EPSILON, ..bound }.slack(1.0))
    }
}

impl Expansion {
    fn of(series: Laurent) -> Self {
        Self { pieces: vec![Piece { power: Scalar::zero(), log: 0, series }], small: Mono::ZERO }
    }

    fn upper(&self, from: f64, precision: u32) -> Outcome<Mono> {
        let mut sum = self.small;
        for piece in &self.pieces {
            sum = sum.plus(piece.upper(precision)?, from).ok_or_else(unknown)?;
        }
        Ok(sum)
    }

    /// The one piece without logarithms that it consists of.
    fn single(&self) -> Outcome<&Piece> {
        match self.pieces.as_slice() {
            [piece] if piece.log == 0 => Ok(piece),
            _ => Err(unknown()),
        }
    }
}

impl Machine<'_> {
    /// expansion: an expression for all x ≥ start → its expansion.
    pub fn expansion(&mut self, expr: &Expr, range: Range<'_>) -> Outcome<Expansion> {
        let place = self.place(range.name, range.start, ORDER);
        self.spend(40)?;
        self.spread(expr, &place, range)
    }

    pub fn spread(&mut self, expr: &Expr, place: &Place<'_>, range: Range<'_>) -> Outcome<Expansion> {
        match self.expand(expr, place).and_then(|found| self.settled(found)) {
            Ok(series) => return Ok(Expansion::of(series)),
            Err(stuck) if is_final(&stuck) => return Err(stuck),
            Err(_) => {}
        }
        let Kind::Apply(head, parts) = &expr.kind else { return Err(unknown()) };
        match self.spread_parts(head, parts, place, range) {
            Err(stuck) if !is_final(&stuck) => {
                // What falls exponentially, to zero or to a limit, needs no terms.
                let found = self.growth(expr, range)?;
                let falls = |bound: Mono| bound.square < 0.0 || bound.square == 0.0 && bound.rate < 0.0;
                match found.limit {
                    _ if falls(found.upper) => Ok(Expansion { pieces: Vec::new(), small: found.upper }),
                    Some((limit, error)) if falls(error) => {
                        let limit = Expansion::of(Laurent::constant(Scalar::from_ball(limit)?));
                        Ok(Expansion { small: error, ..limit })
                    }
                    _ => Err(stuck),
                }
            }
            found => found,
        }
    }

    fn spread_parts(&mut self, head: Head, parts: &[Expr], place: &Place<'_>, range: Range<'_>) -> Outcome<Expansion> {
        let from = range.start as f64;
        match (head, parts) {
            ("Negate", [part]) => {
                let minus = self.spread(&Expr::integer(-1), place, range)?;
                let part = self.spread(part, place, range)?;
                self.times(&minus, &part, from)
            }
            ("Add", parts) => {
                let mut sum = Expansion { pieces: Vec::new(), small: Mono::ZERO };
                for part in parts {
                    let part = self.spread(part, place, range)?;
                    sum.small = sum.small.plus(part.small, from).ok_or_else(unknown)?;
                    for piece in part.pieces {
                        self.put(&mut sum.pieces, piece, place)?;
                    }
                }
                Ok(sum)
            }
            ("Multiply", parts) => {
                let mut product = self.spread(&Expr::integer(1), place, range)?;
                for part in parts {
                    let part = self.spread(part, place, range)?;
                    product = self.times(&product, &part, from)?;
                }
                Ok(product)
            }
            ("Divide", [top, bottom]) => {
                let top = self.spread(top, place, range)?;
                let bottom = self.spread(bottom, place, range)?;
                let inverse = self.inverse_expansion(&bottom, from)?;
                self.times(&top, &inverse, from)
            }
            ("Sqrt", [base]) => {
                let base = self.spread(base, place, range)?;
                let half = Scalar::rational(num_rational::BigRational::new(1.into(), 2.into()));
                self.raised_expansion(&base, &half, from)
            }
            ("Power", [base, exponent]) if !exponent.free_names().contains(place.name) => {
                let exponent = self.exactly(exponent)?;
                let base = self.spread(base, place, range)?;
                self.raised_expansion(&base, &exponent, from)
            }
            ("Log", [argument]) => {
                let argument = self.spread(argument, place, range)?;
                self.log_expansion(&argument)
            }
            ("JacobiTheta", parts) => self.theta_near_zero(parts, place, range),
            (head, [argument]) => {
                let rewritten = rewritten(head, argument).ok_or_else(unknown)?;
                self.spread(&rewritten, place, range)
            }
            _ => Err(unknown()),
        }
    }

    /// A constant by exact arithmetic as far as it goes, on both paths: exponents decide on the form of an expansion.
    pub fn exactly(&mut self, expr: &Expr) -> Outcome<Scalar> {
        let inexact = std::mem::replace(&mut self.inexact, false);
        let value = self.scalar(expr);
        self.inexact = inexact;
        value
    }

    /// One more piece of a sum; those of the same exponent, up to a whole number, become one.
    fn put(&mut self, pieces: &mut Vec<Piece>, piece: Piece, place: &Place<'_>) -> Outcome<()> {
        let precision = self.precision;
        let same = |known: &Piece| {
            known.log == piece.log
                && known.power.subtract(&piece.power, precision).is_ok_and(|difference| difference.is_exact_zero())
        };
        match pieces.iter_mut().find(|known| same(known)) {
            Some(known) => {
                let sum = self.sum_of(&[known.series.clone(), piece.series], place)?;
                known.series = self.settled(sum)?;
            }
            None => pieces.push(piece),
        }
        Ok(())
    }

    fn times(&mut self, left: &Expansion, right: &Expansion, from: f64) -> Outcome<Expansion> {
        let precision = self.precision;
        if left.pieces.len() * right.pieces.len() > MOST {
            return Err(unknown());
        }
        let mut pieces = Vec::new();
        for a in &left.pieces {
            for b in &right.pieces {
                let degree = a.series.degree + b.series.degree;
                let series = self.joined(&a.series, &b.series, Scalar::multiply, degree)?;
                pieces.push(Piece { power: a.power.add(&b.power, precision)?, log: a.log + b.log, series });
            }
        }
        let small = if left.small.is_zero() && right.small.is_zero() {
            Mono::ZERO
        } else {
            let crossed = left.small.times(right.upper(from, precision)?);
            crossed.plus(right.small.times(left.upper(from, precision)?), from).ok_or_else(unknown)?
        };
        Ok(Expansion { pieces, small })
    }

    /// |1/(p + s) − 1/p| ≤ 2 |s| / |p|² where |s| ≤ |p|/2.
    fn inverse_expansion(&mut self, part: &Expansion, from: f64) -> Outcome<Expansion> {
        let precision = self.precision;
        if part.pieces.len() > 1 {
            return self.inverse_by_powers(part, from);
        }
        let piece = part.single()?;
        let one = Laurent::constant(Scalar::one());
        let settled = self.settled(piece.series.clone())?;
        let series = self.joined(&one, &settled, Scalar::divide, -settled.degree)?;
        let inverse = Piece { power: piece.power.negate()?, log: 0, series };
        let small = if part.small.is_zero() {
            Mono::ZERO
        } else {
            let bound = inverse.upper(precision)?;
            let ratio = part.small.times(bound);
            ratio.peak(from).filter(|peak| *peak < -0.7).ok_or_else(unknown)?;
            Mono { log: std::f64::consts::LN_2, ..Mono::ONE }.times(ratio).times(bound).slack(1.0)
        };
        Ok(Expansion { pieces: vec![inverse], small })
    }

    /// 1/(p + q) = Σ (−q/p)^k / p, where p outweighs q: the rest is at most twice the first power that is left out.
    fn inverse_by_powers(&mut self, part: &Expansion, from: f64) -> Outcome<Expansion> {
        let precision = self.precision;
        let weight = |piece: &Piece| piece.exponent(0, precision).map_or(f64::MAX, |exponent| exponent.to_f64().0);
        let first = part.pieces.iter().min_by(|a, b| weight(a).total_cmp(&weight(b))).cloned().ok_or_else(unknown)?;
        let same = |piece: &Piece| weight(piece) <= weight(&first) + 1e-6;
        if part.pieces.iter().filter(|piece| same(piece)).count() > 1 {
            return Err(unknown());
        }
        let others = part.pieces.iter().filter(|piece| !same(piece)).cloned().collect();
        let lead = self.inverse_expansion(&Expansion { pieces: vec![first], small: Mono::ZERO }, from)?;
        let ratio = self.times(&Expansion { pieces: others, small: part.small }, &lead, from)?;
        let bound = ratio.upper(from, precision)?;
        let peak = bound.peak(from).filter(|peak| *peak < -0.7).ok_or_else(unknown)?;
        let count = (f64::from(precision) * std::f64::consts::LN_2 / -peak).ceil();
        if count > MOST as f64 {
            return Err(unknown());
        }
        let minus = Expansion::of(Laurent::constant(Scalar::integer(-1)));
        let step = self.times(&ratio, &minus, from)?;
        let (mut power, mut sum) = (Expansion::of(Laurent::constant(Scalar::one())), Vec::new());
        let mut small = Mono::ZERO;
        for _ in 0..=count as usize {
            sum.extend(power.pieces.iter().cloned());
            small = small.plus(power.small, from).ok_or_else(unknown)?;
            power = self.times(&power, &step, from)?;
        }
        let rest = bound.raised(count + 1.0).times(Mono { log: std::f64::consts::LN_2, ..Mono::ONE }).slack(1.0);
        let small = small.plus(rest, from).ok_or_else(unknown)?;
        self.times(&Expansion { pieces: sum, small }, &lead, from)
    }

    fn raised_expansion(&mut self, base: &Expansion, exponent: &Scalar, from: f64) -> Outcome<Expansion> {
        let precision = self.precision;
        if let Some(count) = exponent.as_i64().filter(|count| count.unsigned_abs() <= 12) {
            let base = if count < 0 { self.inverse_expansion(base, from)? } else { base.clone() };
            let mut product = Expansion::of(Laurent::constant(Scalar::one()));
            for _ in 0..count.unsigned_abs() {
                product = self.times(&product, &base, from)?;
            }
            return Ok(product);
        }
        let piece = base.single()?;
        let settled = Piece { series: self.settled(piece.series.clone())?, ..piece.clone() };
        let own = settled.exponent(0, precision)?;
        // x^{-a} is positive for a real a only: then it leaves the principal power of the rest alone.
        if !own.is_real() || !base.small.is_zero() {
            return Err(unknown());
        }
        let near = self.power(&settled.series.near, exponent)?;
        let over = self.power(&settled.series.over, exponent)?;
        let piece =
            Piece { power: own.multiply(exponent, precision)?, log: 0, series: Laurent { near, over, degree: 0 } };
        Ok(Expansion { pieces: vec![piece], small: Mono::ZERO })
    }

    /// log(x^{-a} S) = log S − a log x for a real a.
    fn log_expansion(&mut self, argument: &Expansion) -> Outcome<Expansion> {
        let precision = self.precision;
        let piece = argument.single()?;
        let settled = Piece { series: self.settled(piece.series.clone())?, ..piece.clone() };
        let own = settled.exponent(0, precision)?;
        if !own.is_real() || !argument.small.is_zero() {
            return Err(unknown());
        }
        let near = self.function_of("Log", &settled.series.near)?;
        let over = self.function_of("Log", &settled.series.over)?;
        let constant = Piece { power: Scalar::zero(), log: 0, series: Laurent { near, over, degree: 0 } };
        let logarithm = Piece { power: Scalar::zero(), log: 1, series: Laurent::constant(own.negate()?) };
        Ok(Expansion { pieces: vec![constant, logarithm], small: Mono::ZERO })
    }

    /// ∫_X^∞ of an expansion that holds from X on: the value, and ln of the bound of what is missing.
    pub fn tail_integral(&mut self, found: &Expansion, start: i64) -> Outcome<(Scalar, f64)> {
        let precision = self.precision;
        self.require_integrable(found)?;
        let end = Scalar::integer(start);
        let log = self.function_of("Log", &end)?;
        let mut sum = Scalar::zero();
        let mut errors = vec![found.small.integral(start as f64).ok_or_else(unknown)?];
        for piece in &found.pieces {
            let (terms, rest) = piece.series.terms();
            for (index, coefficient) in terms.iter().enumerate() {
                if coefficient.is_exact_zero() {
                    continue;
                }
                let fall = piece.exponent(index, precision)?.subtract(&Scalar::one(), precision)?;
                let value = self.power(&end, &fall.negate()?)?.multiply(coefficient, precision)?;
                let logs = log_factor(&fall, &log, piece.log, precision)?;
                sum = sum.add(&value.multiply(&logs, precision)?, precision)?;
            }
            if !rest.is_exact_zero() {
                let fall = piece.exponent(terms.len(), precision)?.to_f64().0 - 1.0 - 1e-9;
                errors.push(rest_of(&rest.ball(precision)?.abs_upper().to_f64(), fall, piece.log, start as f64)?);
            }
        }
        let error = errors.iter().fold(f64::NEG_INFINITY, |most, error| most.max(*error));
        Ok((sum, error + (errors.len() as f64).ln() + 1e-9))
    }

    /// Every term falls faster than 1/x; Err(Diverges) where one surely does not, and outweighs the others.
    fn require_integrable(&mut self, found: &Expansion) -> Outcome<()> {
        let precision = self.precision;
        let one = Ball::integer(1, precision);
        // Exponent, logarithms, whether it surely is there, whether it surely is no more than 1.
        let mut slow: Vec<(f64, usize, bool, bool)> = Vec::new();
        for piece in &found.pieces {
            let (terms, rest) = piece.series.terms();
            for (index, coefficient) in terms.iter().chain(std::iter::once(&rest)).enumerate() {
                let exponent = piece.exponent(index, precision)?;
                let real = exponent.ball(precision)?.re;
                if coefficient.is_exact_zero() || one.surely_less(&real) {
                    continue;
                }
                let there = !coefficient.ball(precision)?.contains_zero() && index < terms.len();
                slow.push((exponent.to_f64().0, piece.log, there, real.surely_at_most(&one)));
            }
        }
        let Some((index, first)) =
            slow.iter().enumerate().min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        else {
            return Ok(());
        };
        let weaker = |other: &(f64, usize, bool, bool)| {
            other.0 > first.0 + 1e-9 || (other.0 - first.0).abs() <= 1e-9 && other.1 < first.1
        };
        let outweighs = slow.iter().enumerate().all(|(own, other)| own == index || weaker(other));
        match first {
            (_, _, true, true) if outweighs => Err(Stuck::Diverges("the integral diverges".into())),
            (_, _, false, _) => Err(Stuck::Wide),
            _ => Err(Stuck::divergence("the integrand falls too slowly")),
        }
    }
}

/// Σ_m k!/(k−m)! L^{k−m} / b^{m+1}: what ∫_X^∞ x^{-1-b} (log x)^k dx is beside X^{-b}.
fn log_factor(fall: &Scalar, log: &Scalar, count: usize, precision: u32) -> Outcome<Scalar> {
    let mut sum = Scalar::one().divide(fall, precision)?;
    let mut power = sum.clone();
    // I_k = L^k / b + k/b I_{k−1}.
    for k in 1..=count {
        power = power.multiply(log, precision)?;
        let factor = Scalar::integer(i64::try_from(k).unwrap_or(1)).divide(fall, precision)?;
        sum = power.add(&sum.multiply(&factor, precision)?, precision)?;
    }
    Ok(sum)
}

/// ln of size · ∫_X^∞ x^{-1-fall} (log x)^count dx.
fn rest_of(size: &f64, fall: f64, count: usize, start: f64) -> Outcome<f64> {
    if fall.is_nan() || fall < 0.5 || !size.is_finite() {
        return Err(unknown());
    }
    let log = start.ln();
    let (mut sum, mut power) = (1.0 / fall, 1.0 / fall);
    for k in 1..=count {
        power *= log;
        sum = power + sum * k as f64 / fall;
    }
    Ok(size.ln() - fall * log + sum.ln() + 1e-6)
}

/// Functions by others that have expansions where they are large.
fn rewritten(head: Head, argument: &Expr) -> Option<Expr> {
    let root = |sign: i64| {
        let square = Expr::apply("Power", [argument.clone(), Expr::integer(2)]);
        Expr::apply("Sqrt", [Expr::apply("Add", [square, Expr::integer(sign)])])
    };
    match head {
        "Arsinh" => Some(Expr::apply("Log", [Expr::apply("Add", [argument.clone(), root(1)])])),
        _ => {
            let (_, top, bottom) = QUOTIENTS.iter().find(|(own, ..)| *own == head)?;
            let part =
                |head: Head| if head == "One" { Expr::integer(1) } else { Expr::apply(head, [argument.clone()]) };
            Some(Expr::apply("Divide", [part(top), part(bottom)]))
        }
    }
}
