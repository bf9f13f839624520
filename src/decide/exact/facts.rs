//! What is known of names and terms: real, whole, positive.
//!
//! Takes sorts and conditions, answers by rules of signs. A `true` is certain; a `false` says nothing.

use std::collections::BTreeMap;

use num_traits::{One, Signed, Zero};

use super::atom::{Atom, Engine, TALLEST_SIGN};
use super::poly::{AtomId, Exponent, Monomial, Poly};
use crate::expr::{Domain, Expr, Fact, Head, Kind, Name, Sort};

/// Sorts of names, and conditions as normal forms.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) sorts: BTreeMap<Name, Sort>,
    pub(super) positive: Vec<Poly>,
    pub(super) nonnegative: Vec<Poly>,
    pub(super) nonzero: Vec<Poly>,
    pub(super) integers: Vec<Poly>,
    pub(super) reals: Vec<Poly>,
    /// Names without a sort are real numbers, as in a book's text.
    pub(super) assume_real: bool,
}

/// The sign of a real value; strict when it is not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) negative: bool,
    pub(super) strict: bool,
}

const POSITIVE: Sign = Sign { negative: false, strict: true };
const NONNEGATIVE: Sign = Sign { negative: false, strict: false };

/// Heads that take real arguments to real values.
const REAL_ON_REALS: &[Head] = &[
    "Arctan",
    "Arsinh",
    "Erf",
    "Erfc",
    "Erfi",
    "Sinc",
    "Floor",
    "Ceil",
    "Round",
    "Sign",
    "Heaviside",
    "Gamma",
    "Fibonacci",
    "BernoulliPolynomial",
    "AiryAi",
    "AiryBi",
    "Arctan2",
    "HermiteH",
    "ChebyshevT",
    "ChebyshevU",
    "LegendreP",
    "NormalCDF",
    "Max",
    "Min",
    "Mod",
    "Gcd",
    "Lcm",
    "Binomial",
];

/// Heads whose values are real whatever the argument.
const ALWAYS_REAL: &[Head] = &["Abs", "Argument", "KroneckerDelta", "Indicator", "Floor", "Ceil", "Round"];

impl Engine {
    fn sort_of(&self, atom: &Atom) -> Option<&Sort> {
        match atom {
            Atom::Name(name) => self.facts.sorts.get(name),
            Atom::Apply("At" | "AtUpper", arguments) => {
                let family = arguments.first().and_then(Poly::as_atom)?;
                self.sort_of(self.atom(family))
            }
            Atom::Call(callee, _) => {
                let Kind::Symbol(name) = &callee.kind else { return None };
                let signature = self.facts.sorts.get(name).and_then(|sort| sort.signature.as_ref());
                signature.map(|signature| &*signature.result)
            }
            _ => None,
        }
    }

    fn domain_of(&self, atom: &Atom) -> Domain {
        self.sort_of(atom).map_or(Domain::Unknown, |sort| sort.domain)
    }

    /// Whether a product of powers takes integer values only.
    pub(super) fn is_whole(&self, monomial: &Monomial) -> bool {
        monomial
            .factors()
            .iter()
            .all(|(atom, exponent)| exponent.is_integer() && exponent.is_positive() && self.is_whole_atom(*atom))
    }

    fn is_whole_atom(&self, id: AtomId) -> bool {
        if self.height(id) > TALLEST_SIGN {
            return false;
        }
        let atom = self.atom(id);
        let declared = || {
            let sort = self.sort_of(atom);
            let facts = [Fact::Integer, Fact::Even, Fact::Odd];
            let by_fact = sort.is_some_and(|sort| facts.iter().any(|fact| sort.facts.contains(fact)));
            by_fact || matches!(self.domain_of(atom), Domain::Integer | Domain::Natural)
        };
        match atom {
            Atom::Prime(_) => true,
            Atom::Apply(
                "Floor" | "Ceil" | "Round" | "KroneckerDelta" | "Indicator" | "Gcd" | "Lcm" | "Fibonacci",
                _,
            ) => true,
            Atom::Apply("Gamma", arguments) => arguments.iter().all(|p| self.is_integer(p)),
            Atom::Power(base, power) => {
                let natural = self.is_whole(power)
                    && power.factors().iter().all(|(atom, _)| self.atom_sign(*atom).is_some_and(|sign| !sign.negative));
                natural && self.is_whole_atom(*base)
            }
            Atom::Name(_) | Atom::Call(..) => declared(),
            Atom::Apply("At" | "AtUpper", _) => declared(),
            _ => false,
        }
    }

    pub(super) fn is_integer(&self, poly: &Poly) -> bool {
        let termwise = poly.terms().all(|(monomial, c)| c.is_integer() && self.is_whole(monomial));
        termwise || self.facts.integers.contains(poly)
    }

    /// Whether an atom takes real values only.
    pub(super) fn is_real_atom(&self, id: AtomId) -> bool {
        if self.height(id) > TALLEST_SIGN {
            return false;
        }
        let atom = self.atom(id);
        match atom {
            Atom::Unity => false,
            Atom::Euler | Atom::Constant(_) | Atom::Prime(_) => true,
            Atom::Name(_) | Atom::Call(..) | Atom::Apply("At" | "AtUpper", _) => match self.domain_of(atom) {
                Domain::Complex | Domain::Boolean | Domain::Set => false,
                Domain::Unknown => self.facts.assume_real || self.facts.reals.contains(&Poly::atom(id)),
                _ => true,
            },
            Atom::Power(base, power) => {
                let real = power.factors().iter().all(|factor| self.is_real_factor(*factor));
                real && self.atom_sign(*base).is_some_and(|sign| !sign.negative)
                    || self.is_whole(power) && self.is_real_atom(*base)
            }
            Atom::Sum(poly) => self.is_real(poly),
            // Arrays are real here: only names of a real sort are.
            Atom::Trace(_) | Atom::Determinant(_) => true,
            Atom::Fold { body, end, .. } => end.is_some() && self.is_real(body),
            Atom::Apply("Log", arguments) => arguments.iter().all(|p| self.sign(p) == Some(POSITIVE)),
            Atom::Apply("LogGamma", arguments) => arguments.iter().all(|p| self.sign(p) == Some(POSITIVE)),
            Atom::Apply(head, arguments) => {
                ALWAYS_REAL.contains(head)
                    || REAL_ON_REALS.contains(head) && arguments.iter().all(|argument| self.is_real(argument))
            }
        }
    }

    fn is_real_factor(&self, (atom, exponent): (AtomId, Exponent)) -> bool {
        let whole = exponent.is_integer() && self.is_real_atom(atom);
        whole || self.atom_sign(atom).is_some_and(|sign| !sign.negative)
    }

    /// Whether a value is real: term by term, or because it is its own conjugate.
    pub(super) fn is_real(&self, poly: &Poly) -> bool {
        let termwise = poly.terms().all(|(m, _)| m.factors().iter().all(|factor| self.is_real_factor(*factor)));
        termwise || self.facts.reals.contains(poly) || self.conjugate_terms(poly).is_some_and(|other| other == *poly)
    }

    pub(super) fn atom_sign(&self, id: AtomId) -> Option<Sign> {
        if self.height(id) > TALLEST_SIGN {
            return None;
        }
        let atom = self.atom(id);
        let own = match atom {
            Atom::Euler | Atom::Constant(_) | Atom::Prime(_) => Some(POSITIVE),
            Atom::Unity => None,
            Atom::Name(_) | Atom::Call(..) | Atom::Apply("At" | "AtUpper", _) => self.declared_sign(atom),
            Atom::Power(base, power) => {
                let real = power.factors().iter().all(|factor| self.is_real_factor(*factor));
                self.atom_sign(*base).filter(|sign| real && *sign == POSITIVE)
            }
            Atom::Sum(poly) => self.sign(poly),
            Atom::Trace(word) => self.bases.is_square_norm(word).then_some(NONNEGATIVE),
            Atom::Fold { head: "Sum", body, end: Some(_), .. } => {
                self.sign(body).filter(|sign| !sign.negative).map(|_| NONNEGATIVE)
            }
            Atom::Fold { head: "Product", body, end: Some(_), .. } => self.sign(body).filter(|sign| !sign.negative),
            Atom::Apply("Abs", arguments) => {
                let strict = arguments.iter().all(|p| self.is_nonzero(p));
                Some(Sign { negative: false, strict })
            }
            Atom::Apply("Gamma", arguments) => arguments.first().and_then(|p| self.sign(p)).filter(|s| *s == POSITIVE),
            Atom::Apply("KroneckerDelta" | "Indicator", _) => Some(NONNEGATIVE),
            _ => None,
        };
        let strict = |sign: &Sign| sign.strict;
        own.filter(strict).or_else(|| self.known_sign(&Poly::atom(id))).or(own)
    }

    fn declared_sign(&self, atom: &Atom) -> Option<Sign> {
        let sort = self.sort_of(atom)?;
        let has = |fact: Fact| sort.facts.contains(&fact);
        if has(Fact::Positive) || has(Fact::OpenUnit) {
            return Some(POSITIVE);
        }
        let bounded_below = matches!(sort.domain, Domain::Natural | Domain::Probability | Domain::Simplex);
        let zero_or_more = bounded_below || sort.domain == Domain::Distribution || has(Fact::NonNegative);
        zero_or_more.then_some(Sign { negative: false, strict: has(Fact::NonZero) })
    }

    fn factor_sign(&self, (atom, exponent): (AtomId, Exponent)) -> Option<Sign> {
        let even = exponent.is_integer() && exponent.to_integer() % 2 == 0;
        match self.atom_sign(atom) {
            Some(sign) if !sign.negative => Some(sign),
            Some(sign) if even => Some(Sign { negative: false, ..sign }),
            Some(sign) if exponent.is_integer() => Some(sign),
            _ if even && self.is_real_atom(atom) => {
                let nonzero = exponent.is_negative() || self.facts.nonzero.contains(&Poly::atom(atom));
                Some(Sign { negative: false, strict: nonzero })
            }
            _ => None,
        }
    }

    fn monomial_sign(&self, monomial: &Monomial) -> Option<Sign> {
        monomial.factors().iter().try_fold(POSITIVE, |sign, factor| {
            let own = self.factor_sign(*factor)?;
            Some(Sign { negative: sign.negative != own.negative, strict: sign.strict && own.strict })
        })
    }

    /// The sign by the signs of the terms alone.
    fn termwise_sign(&self, poly: &Poly) -> Option<Sign> {
        let mut signs = poly.terms().map(|(monomial, c)| {
            let sign = self.monomial_sign(monomial)?;
            Some(Sign { negative: sign.negative != c.is_negative(), ..sign })
        });
        let first = signs.next()??;
        signs.try_fold(first, |sum, sign| {
            let sign = sign.filter(|sign| sign.negative == sum.negative)?;
            Some(Sign { strict: sum.strict || sign.strict, ..sum })
        })
    }

    /// The sign by one known condition: the value is a positive multiple of it, or it plus something of that sign.
    fn known_sign(&self, poly: &Poly) -> Option<Sign> {
        let known =
            self.facts.positive.iter().map(|p| (p, true)).chain(self.facts.nonnegative.iter().map(|p| (p, false)));
        for (known, strict) in known {
            for negative in [false, true] {
                let signed = if negative { poly.negate() } else { poly.clone() };
                let rest = signed.subtract(&scaled_to(known, &signed));
                if rest.is_zero() {
                    return Some(Sign { negative, strict });
                }
                let rest = signed.subtract(known);
                let constant = rest.as_constant().filter(|c| !c.is_negative());
                if let Some(constant) = constant {
                    return Some(Sign { negative, strict: strict || constant.is_positive() });
                }
            }
        }
        None
    }

    pub(super) fn sign(&self, poly: &Poly) -> Option<Sign> {
        if poly.is_zero() {
            return Some(NONNEGATIVE);
        }
        let termwise = self.termwise_sign(poly);
        termwise.filter(|sign| sign.strict).or_else(|| self.known_sign(poly)).or(termwise)
    }

    pub(super) fn is_positive(&self, poly: &Poly) -> bool {
        self.sign(poly) == Some(POSITIVE)
    }

    pub(super) fn is_nonnegative(&self, poly: &Poly) -> bool {
        self.sign(poly).is_some_and(|sign| !sign.negative)
    }

    pub(super) fn is_nonzero(&self, poly: &Poly) -> bool {
        let factors = || {
            let (monomial, _) = poly.as_term()?;
            Some(monomial.factors().iter().all(|(atom, _)| self.is_nonzero_atom(*atom)))
        };
        self.sign(poly).is_some_and(|sign| sign.strict)
            || self.facts.nonzero.contains(poly)
            || self.facts.nonzero.contains(&poly.negate())
            || factors().unwrap_or(false)
    }

    fn is_nonzero_atom(&self, id: AtomId) -> bool {
        let declared = self.sort_of(self.atom(id)).is_some_and(|sort| sort.facts.contains(&Fact::NonZero));
        match self.atom(id) {
            Atom::Unity => true,
            Atom::Power(base, _) => matches!(self.atom(*base), Atom::Euler | Atom::Unity | Atom::Prime(_)),
            _ => {
                let sign = self.atom_sign(id).is_some_and(|sign| sign.strict);
                declared || sign || self.facts.nonzero.contains(&Poly::atom(id))
            }
        }
    }

    /// Takes a condition into what is known; what says nothing here is left out.
    pub(super) fn assume(&mut self, fact: &Expr) -> Option<()> {
        let Kind::Apply(head, arguments) = &fact.kind else { return Some(()) };
        match (*head, arguments.as_slice()) {
            ("And", parts) => parts.iter().try_for_each(|part| self.assume(part)),
            ("Less" | "LessEqual" | "Greater" | "GreaterEqual", terms) => {
                terms.windows(2).try_for_each(|pair| self.assume_order(head, pair))
            }
            ("NotEqual", [a, b]) => {
                let (a, b) = (self.form(a)?, self.form(b)?);
                self.facts.nonzero.push(a.subtract(&b));
                Some(())
            }
            ("Element", [value, set]) => self.assume_member(value, set),
            _ => Some(()),
        }
    }

    fn assume_order(&mut self, head: Head, pair: &[Expr]) -> Option<()> {
        let [a, b] = pair else { return Some(()) };
        let (a, b) = (self.form(a)?, self.form(b)?);
        let difference = if head.starts_with("Less") { b.subtract(&a) } else { a.subtract(&b) };
        self.facts.reals.extend([a, b]);
        if head.ends_with("Equal") {
            self.facts.nonnegative.push(difference);
        } else {
            self.facts.positive.push(difference);
        }
        Some(())
    }

    fn assume_member(&mut self, value: &Expr, set: &Expr) -> Option<()> {
        let Kind::Apply(head, parts) = &set.kind else { return Some(()) };
        match (*head, parts.as_slice()) {
            ("RealNumbers" | "RationalNumbers", _) => {
                let value = self.form(value)?;
                self.facts.reals.push(value);
            }
            ("Integers" | "NaturalNumbers" | "PrimeNumbers", _) => {
                let value = self.form(value)?;
                self.facts.reals.push(value.clone());
                if *head != "Integers" {
                    self.facts.nonnegative.push(value.clone());
                }
                self.facts.integers.push(value);
            }
            ("RestrictedSet", [set, Expr { kind: Kind::Apply(relation, sides), .. }]) => {
                self.assume_member(value, set)?;
                let sides: Vec<_> = sides.iter().map(|side| fill(side, value)).collect();
                self.assume(&Expr::apply(relation, sides))?;
            }
            ("Interval", [low, high]) => {
                self.assume_end(low, value)?;
                self.assume_end(value, high)?;
            }
            ("SetMinus", [set, Expr { kind: Kind::Apply("Set", members), .. }]) => {
                self.assume_member(value, set)?;
                for member in members {
                    self.assume(&Expr::apply("NotEqual", [value.clone(), member.clone()]))?;
                }
            }
            _ => {}
        }
        Some(())
    }

    /// low ≤ high, or < where either is an open end; an infinite end says that the other is real.
    fn assume_end(&mut self, low: &Expr, high: &Expr) -> Option<()> {
        let open = low.is_apply("Open") || high.is_apply("Open");
        let strip = |end: &Expr| end.as_apply("Open").and_then(<[Expr]>::first).unwrap_or(end).clone();
        let (low, high) = (strip(low), strip(high));
        let infinite = |end: &Expr| end.any(&mut |part| part.is_apply("Infinity"));
        if infinite(&low) || infinite(&high) {
            return Some(());
        }
        self.assume(&Expr::apply(if open { "Less" } else { "LessEqual" }, [low, high]))
    }
}

/// The condition of a restricted set on its member.
fn fill(side: &Expr, value: &Expr) -> Expr {
    if side.is_apply("Placeholder") { value.clone() } else { side.clone() }
}

/// A known value times the positive ratio of the leading coefficients.
fn scaled_to(known: &Poly, poly: &Poly) -> Poly {
    let ratio = known.leading().zip(poly.leading()).map(|(known, own)| own.1 / known.1);
    let ratio = ratio.filter(|ratio| ratio.is_positive()).unwrap_or_else(num_rational::BigRational::one);
    debug_assert!(!ratio.is_zero());
    known.scale(&ratio)
}
