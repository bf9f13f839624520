//! Finite sums and products with symbolic bounds.
//!
//! The index runs from 0; the constant part of the end is split off as single terms; sums are taken term by term with
//! factors free of the index in front, powers and geometric terms in closed form, Kronecker deltas contracted. What
//! is left is one atom with a canonical index. Infinite sums keep their body whole: their parts may diverge.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::atom::{Atom, Engine};
use super::poly::{AtomId, Exponent, Monomial, Poly, from_exponent};
use crate::expr::{Domain, Fact, Head, Name, Sort};

/// Longest sum that is written out.
const LONGEST: i64 = 40;

/// Largest power of the index that has a closed sum.
const LARGEST_POWER: u32 = 12;

/// Most single terms that are split off the end.
const MOST_SPLIT: i64 = 12;

impl Engine {
    /// A new index name, a natural number.
    pub(super) fn fresh_index(&mut self) -> Option<Name> {
        self.fresh += 1;
        let name = Name::from(format!("index_{{{}}}", self.fresh));
        self.declare_index(&name);
        Some(name)
    }

    fn declare_index(&mut self, name: &Name) {
        let sort = Sort::scalar(Domain::Natural).with(Fact::Integer).with(Fact::NonNegative);
        self.facts.sorts.insert(name.clone(), sort);
    }

    /// Sum or product of a body over an index from 0 to an end.
    pub(super) fn fold_form(&mut self, head: Head, index: &Name, end: Option<Poly>, body: &Poly) -> Option<Poly> {
        self.budget.spend(20)?;
        if body.is_zero() {
            return (head == "Sum").then(Poly::zero);
        }
        let atom = self.name(index)?.as_atom()?;
        let Some(end) = end else { return self.infinite(head, index, atom, body) };
        let end = self.canonical(&end)?;
        if let Some(last) = end.as_integer() {
            return self.written_out(head, atom, last, body);
        }
        if head == "Sum" && body.atoms().into_iter().any(|own| self.sums_whole(own)) {
            return self.whole_sum(index, atom, end, body);
        }
        self.split_end(head, index, atom, end, body)
    }

    /// The constant part of the end as single terms.
    fn split_end(&mut self, head: Head, index: &Name, atom: AtomId, end: Poly, body: &Poly) -> Option<Poly> {
        if head == "Sum" && body.is_zero() {
            return Some(Poly::zero());
        }
        // Canonical is the sum over n terms, from 0 to n - 1.
        let shift = end.constant_term().floor().to_integer().to_i64()?.checked_add(1)?;
        let symbolic = end.subtract(&Poly::integer(shift));
        let splits = shift != 0 && shift.abs() <= MOST_SPLIT;
        if !splits || !self.runs_forward(&symbolic.add(&Poly::integer(shift.min(0)))) {
            if !self.runs_forward(&end) {
                return self.fold_atom(head, index, Some(end), body);
            }
            return self.terms(head, index, atom, &end, body);
        }
        self.law("the last terms of a sum or product stand alone");
        let main = self.terms(head, index, atom, &symbolic, body)?;
        let (from, to) = if shift > 0 { (1, shift) } else { (shift + 1, 0) };
        let mut extra = if head == "Sum" { Poly::zero() } else { Poly::one() };
        for step in from..=to {
            let value = self.substitute(body, atom, &symbolic.add(&Poly::integer(step)))?;
            extra = if head == "Sum" { extra.add(&value) } else { self.multiply(&extra, &value)? };
        }
        match (head, shift > 0) {
            ("Sum", true) => Some(main.add(&extra)),
            ("Sum", false) => Some(main.subtract(&extra)),
            (_, true) => self.multiply(&main, &extra),
            _ => self.divide(&main, &extra),
        }
    }

    /// Whether a factor has a closed sum over the whole range: Kronecker deltas, and factorials of a binomial.
    fn sums_whole(&self, atom: AtomId) -> bool {
        matches!(self.atom(atom), Atom::Apply("KroneckerDelta" | "Gamma", _))
    }

    /// A sum whose terms may have closed forms over the whole range: these are taken before the end is split.
    fn whole_sum(&mut self, index: &Name, atom: AtomId, end: Poly, body: &Poly) -> Option<Poly> {
        let body = self.canonical(body)?;
        let (mut sum, mut rest) = (Poly::zero(), Poly::zero());
        for (monomial, coefficient) in body.terms() {
            let (free, inside) = self.split_factors(monomial, atom)?;
            let contracted = self.contract(atom, &end, &inside)?;
            let closed = match contracted {
                None if self.runs_forward(&end) => self.binomial_sum(atom, &end, &inside)?,
                other => other,
            };
            match closed {
                Some(value) => sum = sum.add(&self.multiply(&Poly::term(coefficient.clone(), free), &value)?),
                None => rest.add_term(monomial.clone(), coefficient.clone()),
            }
        }
        let rest = self.split_end("Sum", index, atom, end, &rest)?;
        Some(sum.add(&rest))
    }

    /// Factors free of the index, and the others.
    fn split_factors(&self, monomial: &Monomial, atom: AtomId) -> Option<(Monomial, Monomial)> {
        let (mut free, mut inside) = (Monomial::one(), Monomial::one());
        for (own, exponent) in monomial.factors() {
            let side = if self.atom_mentions(*own, atom) { &mut inside } else { &mut free };
            *side = side.multiply(&Monomial::atom(*own, *exponent))?;
        }
        Some((free, inside))
    }

    /// Whether a range from 0 ends at -1 (empty) or later: closed forms and splitting need it.
    fn runs_forward(&mut self, end: &Poly) -> bool {
        let certain = self.is_nonnegative(&end.add(&Poly::one()));
        if !certain && self.facts.assume_real {
            self.law("ranges of sums and products do not run backwards");
        }
        certain || self.facts.assume_real
    }

    fn written_out(&mut self, head: Head, atom: AtomId, last: i64, body: &Poly) -> Option<Poly> {
        if last > LONGEST {
            return None;
        }
        let mut value = if head == "Sum" { Poly::zero() } else { Poly::one() };
        for step in 0..=last {
            let term = self.substitute(body, atom, &Poly::integer(step))?;
            value = if head == "Sum" { value.add(&term) } else { self.multiply(&value, &term)? };
        }
        Some(value)
    }

    fn infinite(&mut self, head: Head, index: &Name, atom: AtomId, body: &Poly) -> Option<Poly> {
        if head != "Sum" || body.is_zero() {
            return self.fold_atom(head, index, None, body);
        }
        let content = body.content();
        let mut common = Monomial::one();
        for own in body.atoms().into_iter().filter(|own| !self.atom_mentions(*own, atom)) {
            common = common.multiply(&Monomial::atom(own, body.least_exponent(own)))?;
        }
        let mut rest = body.shift(&common.power(-Exponent::one())?)?.scale(&content.recip());
        let negative = rest.leading().is_some_and(|(_, c)| c.is_negative());
        if negative {
            rest = rest.negate();
        }
        let sum = self.fold_atom(head, index, None, &rest)?;
        let sum = sum.shift(&common)?.scale(&content);
        Some(if negative { sum.negate() } else { sum })
    }

    fn terms(&mut self, head: Head, index: &Name, atom: AtomId, end: &Poly, body: &Poly) -> Option<Poly> {
        if head == "Product" {
            return self.product_form(index, atom, end, body);
        }
        self.law("sums are linear");
        let body = self.canonical(body)?;
        let mut sum = Poly::zero();
        for (monomial, coefficient) in body.terms() {
            let (free, inside) = self.split_factors(monomial, atom)?;
            let inner = self.sum_of_monomial(index, atom, end, &inside)?;
            let term = self.multiply(&Poly::term(coefficient.clone(), free), &inner)?;
            sum = sum.add(&term);
        }
        Some(sum)
    }

    /// Σ of one product of atoms that all depend on the index.
    fn sum_of_monomial(&mut self, index: &Name, atom: AtomId, end: &Poly, inside: &Monomial) -> Option<Poly> {
        if let Some((power, ratio)) = self.geometric(atom, inside)? {
            let closed = self.power_sum(end, power, &ratio)?;
            return Some(closed);
        }
        self.fold_atom("Sum", index, Some(end.clone()), &Poly::term(One::one(), inside.clone()))
    }

    /// Σ_i δ_ij f(i) = f(j), for j in the range.
    fn contract(&mut self, atom: AtomId, end: &Poly, inside: &Monomial) -> Option<Option<Poly>> {
        for (own, exponent) in inside.factors() {
            let Atom::Apply("KroneckerDelta", arguments) = self.atom(*own).clone() else { continue };
            let [a, b] = arguments.as_slice() else { continue };
            let difference = a.subtract(b);
            let slope = difference.terms().find(|(m, _)| m.as_atom() == Some(atom)).map(|(_, c)| c.clone());
            let Some(slope) = slope.filter(|slope| slope.abs().is_one()) else { continue };
            let place = Poly::atom(atom).subtract(&difference.scale(&slope.recip()));
            if self.mentions(&place, atom) || !exponent.is_positive() || !self.within(&place, end) {
                continue;
            }
            self.law("Σ_i δ_ij f(i) = f(j)");
            let rest = Poly::term(One::one(), inside.without(*own));
            return self.substitute(&rest, atom, &place).map(Some);
        }
        Some(None)
    }

    fn within(&mut self, place: &Poly, end: &Poly) -> bool {
        let certain = self.is_integer(place) && self.is_nonnegative(place) && self.is_nonnegative(&end.subtract(place));
        if !certain && self.facts.assume_real {
            self.law("indices lie within the range of the sum");
        }
        certain || self.facts.assume_real
    }

    /// index^p · q^index as (p, q).
    pub(super) fn geometric(&mut self, atom: AtomId, inside: &Monomial) -> Option<Option<(u32, Poly)>> {
        let (mut power, mut ratio) = (0, Poly::one());
        for (own, exponent) in inside.factors() {
            if *own == atom {
                let Some(p) = exponent.is_integer().then(|| exponent.to_integer().to_u32()).flatten() else {
                    return Some(None);
                };
                power = p;
                continue;
            }
            let Atom::Power(base, inner) = self.atom(*own).clone() else { return Some(None) };
            let rest = inner.without(atom);
            let linear = inner.exponent(atom).is_one() && !self.monomial_mentions(&rest, atom);
            if !linear || self.atom_mentions(base, atom) {
                return Some(None);
            }
            let exponent = Poly::term(from_exponent(*exponent), rest);
            let base = if matches!(self.atom(base), Atom::Unity) { Poly::integer(-1) } else { Poly::atom(base) };
            let factor = self.power(&base, &exponent)?;
            ratio = self.multiply(&ratio, &factor)?;
        }
        Some((power <= LARGEST_POWER).then_some((power, ratio)))
    }

    /// Σ_{k=0}^{h} k^p q^k, by summing the differences of k^p q^k.
    fn power_sum(&mut self, end: &Poly, power: u32, ratio: &Poly) -> Option<Poly> {
        let next = end.add(&Poly::one());
        let denominator = ratio.subtract(&Poly::one());
        if self.is_zero(&denominator)? {
            self.law("Σ k^p is a polynomial in the number of terms (Faulhaber)");
            return self.faulhaber(&next, power);
        }
        self.law("geometric sum; needs a ratio other than 1");
        let last = self.power(ratio, &next)?;
        let mut sums: Vec<Poly> = Vec::new();
        for p in 0..=power {
            let top = self.integer_power(&next, i64::from(p))?;
            let mut value = self.multiply(&top, &last)?;
            if p == 0 {
                value = value.subtract(&Poly::one());
            }
            for (j, lower) in sums.clone().iter().enumerate() {
                let part = self.multiply(ratio, lower)?.scale(&choose(p, j as u32));
                value = value.subtract(&part);
            }
            sums.push(self.divide(&value, &denominator)?);
        }
        sums.pop()
    }

    /// Σ_{k=0}^{n-1} k^p.
    fn faulhaber(&mut self, count: &Poly, power: u32) -> Option<Poly> {
        let mut sums: Vec<Poly> = Vec::new();
        for p in 0..=power {
            let mut value = self.integer_power(count, i64::from(p) + 1)?;
            for (j, lower) in sums.iter().enumerate() {
                value = value.subtract(&lower.scale(&choose(p + 1, j as u32)));
            }
            sums.push(value.scale(&BigRational::new(1.into(), (p + 1).into())));
        }
        sums.pop()
    }

    /// Π of a body, factor by factor.
    fn product_form(&mut self, index: &Name, atom: AtomId, end: &Poly, body: &Poly) -> Option<Poly> {
        self.law("products are taken factor by factor");
        let body = self.factored(body)?;
        let count = end.add(&Poly::one());
        let content = body.content();
        let negative = body.leading().is_some_and(|(_, c)| c.is_negative());
        let content = if negative { -content } else { content };
        let mut rest = body.scale(&content.recip());
        let mut product = self.power(&Poly::constant(content), &count)?;
        for own in rest.atoms() {
            let exponent = rest.least_exponent(own);
            if exponent.is_zero() {
                continue;
            }
            let Some(factor) = self.product_factor(index, atom, end, own, exponent)? else { continue };
            product = self.multiply(&product, &factor)?;
            rest = rest.shift(&Monomial::atom(own, -exponent))?;
        }
        if !rest.is_one() {
            let factor = self.product_atom(index, atom, end, &rest)?;
            product = self.multiply(&product, &factor)?;
        }
        Some(product)
    }

    /// Π_k a^e; `None` inside where the power may not be taken out.
    fn product_factor(
        &mut self,
        index: &Name,
        atom: AtomId,
        end: &Poly,
        own: AtomId,
        e: Exponent,
    ) -> Option<Option<Poly>> {
        if let Atom::Power(base, inner) = self.atom(own).clone()
            && !self.atom_mentions(base, atom)
        {
            let exponent = self.terms("Sum", index, atom, end, &Poly::term(from_exponent(e), inner))?;
            let base = if matches!(self.atom(base), Atom::Unity) { Poly::integer(-1) } else { Poly::atom(base) };
            return self.power(&base, &exponent).map(Some);
        }
        if !e.is_integer() && self.atom_sign(own).is_none_or(|sign| sign.negative) {
            return Some(None);
        }
        let power = Poly::constant(from_exponent(e));
        if !self.atom_mentions(own, atom) {
            let exponent = self.multiply(&power, &end.add(&Poly::one()))?;
            return self.power(&Poly::atom(own), &exponent).map(Some);
        }
        let base = match self.atom(own).clone() {
            Atom::Sum(poly) => poly,
            _ => Poly::atom(own),
        };
        let product = self.product_atom(index, atom, end, &base)?;
        self.power(&product, &power).map(Some)
    }

    /// Π of what cannot be split; of a linear factor a quotient of gamma functions.
    fn product_atom(&mut self, index: &Name, atom: AtomId, end: &Poly, body: &Poly) -> Option<Poly> {
        let slope = body.terms().find(|(m, _)| m.as_atom() == Some(atom)).map(|(_, c)| c.clone());
        if let Some(slope) = slope {
            let rest = body.scale(&slope.recip()).subtract(&Poly::atom(atom));
            if !self.mentions(&rest, atom) && self.is_positive(&rest) {
                self.law("a product of consecutive numbers is a quotient of gamma functions");
                let count = end.add(&Poly::one());
                let (above, below) = (self.gamma(&rest.add(&count))?, self.gamma(&rest)?);
                let scale = self.power(&Poly::constant(slope), &count)?;
                let quotient = self.divide(&above, &below)?;
                return self.multiply(&scale, &quotient);
            }
        }
        self.fold_atom("Product", index, Some(end.clone()), body)
    }

    /// The atom, its index named by the height of the folds inside, the body read in the smaller of both directions.
    fn fold_atom(&mut self, head: Head, index: &Name, end: Option<Poly>, body: &Poly) -> Option<Poly> {
        let height = 1 + self.fold_height(body);
        let canonical = Name::from(format!("k_{{[{height}]}}"));
        self.declare_index(&canonical);
        let from = self.name(index)?.as_atom()?;
        let to = self.name(&canonical)?;
        let mut body = if canonical == *index { body.clone() } else { self.substitute(body, from, &to)? };
        if let Some(end) = &end {
            let mirrored = self.substitute(&body, to.as_atom()?, &end.subtract(&to));
            // f(k) before f(n - k): induction on n needs a body without n.
            let entangled = |body: &Poly| end.atoms().into_iter().any(|atom| self.mentions(body, atom));
            let order = |body: &Poly| (entangled(body), body.clone());
            body = mirrored.filter(|mirrored| order(mirrored) < order(&body)).unwrap_or(body);
        }
        self.make(Atom::Fold { head, index: canonical, end, body })
    }

    /// How deep folds are nested in a value.
    fn fold_height(&self, poly: &Poly) -> u32 {
        poly.atoms().into_iter().map(|atom| self.atom_height(atom)).max().unwrap_or(0)
    }

    fn atom_height(&self, id: AtomId) -> u32 {
        match self.atom(id) {
            Atom::Power(base, power) => {
                let inner = power.factors().iter().map(|factor| self.atom_height(factor.0)).max();
                self.atom_height(*base).max(inner.unwrap_or(0))
            }
            Atom::Sum(poly) => self.fold_height(poly),
            Atom::Apply(_, arguments) | Atom::Call(_, arguments) => {
                arguments.iter().map(|argument| self.fold_height(argument)).max().unwrap_or(0)
            }
            Atom::Fold { body, end, .. } => {
                (1 + self.fold_height(body)).max(end.as_ref().map_or(0, |end| self.fold_height(end)))
            }
            _ => 0,
        }
    }
}

pub(super) fn choose(n: u32, k: u32) -> BigRational {
    let product = (0..k).fold(BigInt::one(), |product, j| product * (n - j) / (j + 1));
    BigRational::from_integer(product)
}
