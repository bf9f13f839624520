//! Membership, finite sets, and what runs over them.

use num_bigint::BigInt;

use super::Machine;
use super::logic::whole;
use super::table::Operator::{self, Lazy, Strict};
use crate::decide::value::{Outcome, Scalar, Stuck, Value};
use crate::expr::{Binding, Expr, Head, Kind, Name, Range};

pub static OPERATORS: &[(Head, Operator)] = &[
    ("Element", Lazy(|machine, parts| element(machine, parts).map(Value::Boolean))),
    ("NotElement", Lazy(|machine, parts| element(machine, parts).map(|truth| Value::Boolean(!truth)))),
    ("Placeholder", Lazy(|machine, _| machine.lookup(&placeholder()))),
    ("Set", Lazy(members)),
    ("EmptySet", Strict(|_, _| Ok(Value::Set(Vec::new())))),
    ("Tuple", Strict(|_, values| Ok(Value::Tuple(values.to_vec())))),
    ("Union", Strict(union)),
    ("Intersection", Strict(intersection)),
    ("SetMinus", Strict(difference)),
    ("Cardinality", Strict(cardinality)),
    ("Subset", Strict(subset)),
    ("SubsetEqual", Strict(subset)),
];

/// More members are not listed.
const MAX_MEMBERS: i64 = 10_000;

/// The name that stands for the member in the condition of a restricted set.
fn placeholder() -> Name {
    Name::from("\\cdot")
}

fn element(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<bool> {
    let [value, set] = parts else { return Err(Stuck::shape("a value and a set were expected")) };
    let value = machine.evaluate(value)?;
    machine.is_member(&value, set)
}

/// A set written out; `a, b, …, c` is a range of integers.
fn members(machine: &mut Machine<'_>, parts: &[Expr]) -> Outcome<Value> {
    let Some(dots) = parts.iter().position(|part| part.is_apply("Ellipsis")) else {
        let mut members: Vec<Value> = Vec::new();
        for part in parts {
            let value = machine.evaluate(part)?;
            if !machine.is_among(&value, &members)? {
                members.push(value);
            }
        }
        return Ok(Value::Set(members));
    };
    let (low, high) = ends_of_range(machine, parts, dots)?;
    if high - low > MAX_MEMBERS {
        return Err(Stuck::budget());
    }
    Ok(Value::Set((low..=high).map(Value::integer).collect()))
}

fn ends_of_range(machine: &mut Machine<'_>, parts: &[Expr], dots: usize) -> Outcome<(i64, i64)> {
    let (Some(first), Some(last)) = (parts.first(), parts.get(dots + 1)) else {
        return Err(Stuck::method("a list that goes on for ever"));
    };
    let (low, high) = (machine.integer(first)?, machine.integer(last)?);
    if let Some(second) = parts.get(1).filter(|_| dots > 1) {
        // `1, 2, …, n` with n = 1 names a second member that the range does not have.
        if machine.integer(second)? != low + 1 {
            return Err(Stuck::method("a progression with another step"));
        }
    }
    Ok((low, high))
}

fn finite(value: &Value) -> Outcome<&[Value]> {
    match value {
        Value::Set(members) => Ok(members),
        _ => Err(Stuck::method("a set that is not finite")),
    }
}

fn union(machine: &mut Machine<'_>, sets: &[Value]) -> Outcome<Value> {
    let mut all: Vec<Value> = Vec::new();
    for set in sets {
        for member in finite(set)? {
            if !machine.is_among(member, &all)? {
                all.push(member.clone());
            }
        }
    }
    Ok(Value::Set(all))
}

fn intersection(machine: &mut Machine<'_>, sets: &[Value]) -> Outcome<Value> {
    let Some((first, rest)) = sets.split_first() else { return Err(Stuck::shape("sets were expected")) };
    let mut common = finite(first)?.to_vec();
    for set in rest {
        common = keep(machine, &common, finite(set)?, true)?;
    }
    Ok(Value::Set(common))
}

fn difference(machine: &mut Machine<'_>, sets: &[Value]) -> Outcome<Value> {
    let [whole, removed] = sets else { return Err(Stuck::shape("two sets were expected")) };
    Ok(Value::Set(keep(machine, finite(whole)?, finite(removed)?, false)?))
}

fn keep(machine: &mut Machine<'_>, members: &[Value], others: &[Value], inside: bool) -> Outcome<Vec<Value>> {
    let mut kept = Vec::new();
    for member in members {
        if machine.is_among(member, others)? == inside {
            kept.push(member.clone());
        }
    }
    Ok(kept)
}

fn cardinality(_: &mut Machine<'_>, values: &[Value]) -> Outcome<Value> {
    let [set] = values else { return Err(Stuck::shape("one set was expected")) };
    let count = i64::try_from(finite(set)?.len()).map_err(|_| Stuck::budget())?;
    Ok(Value::integer(count))
}

fn subset(machine: &mut Machine<'_>, sets: &[Value]) -> Outcome<Value> {
    let [part, whole] = sets else { return Err(Stuck::shape("two sets were expected")) };
    Ok(Value::Boolean(machine.is_subset(finite(part)?, finite(whole)?)?))
}

impl Machine<'_> {
    /// is_member: a value and a set as it is written → certain membership.
    pub fn is_member(&mut self, value: &Value, set: &Expr) -> Outcome<bool> {
        if let Kind::Bind(binding) = &set.kind {
            return self.is_in_builder(value, binding);
        }
        let Kind::Apply(head, parts) = &set.kind else {
            let set = self.evaluate(set)?;
            return self.is_among(value, finite(&set)?);
        };
        match (*head, parts.as_slice()) {
            ("ComplexNumbers", _) => Ok(matches!(value, Value::Scalar(_))),
            ("RealNumbers", _) => self.is_real(value),
            ("RationalNumbers", _) => match value {
                Value::Scalar(Scalar::Exact(exact)) => Ok(exact.is_real()),
                _ => Err(Stuck::Wide),
            },
            ("Integers", _) => self.is_integer(value),
            ("NaturalNumbers", _) => Ok(self.is_integer(value)? && self.less(&Value::integer(0), value, true)?),
            ("PrimeNumbers", _) => Ok(self.is_integer(value)? && is_prime(value)?),
            ("UpperHalfPlane", _) => self.is_above(value),
            ("Interval", [low, high]) => self.is_between(value, low, high),
            ("RestrictedSet", [base, condition]) => {
                let inside = self.is_member(value, base)?;
                Ok(inside && self.with(&placeholder(), value.clone(), |machine| machine.truth(condition))?)
            }
            ("SetMinus", [base, removed]) => Ok(self.is_member(value, base)? && !self.is_member(value, removed)?),
            ("Complement", [set]) => Ok(!self.is_member(value, set)?),
            ("Union", parts) => self.is_in_any(value, parts),
            ("Intersection", parts) => {
                for part in parts {
                    if !self.is_member(value, part)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            ("Set", parts) => self.is_listed(value, parts),
            _ => {
                let set = self.evaluate(set)?;
                self.is_among(value, finite(&set)?)
            }
        }
    }

    fn is_in_any(&mut self, value: &Value, parts: &[Expr]) -> Outcome<bool> {
        let mut open = None;
        for part in parts {
            match self.is_member(value, part) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(stuck) => open = Some(stuck),
            }
        }
        open.map_or(Ok(false), Err)
    }

    fn is_listed(&mut self, value: &Value, parts: &[Expr]) -> Outcome<bool> {
        let Some(dots) = parts.iter().position(|part| part.is_apply("Ellipsis")) else {
            let members = self.values(parts)?;
            return self.is_among(value, &members);
        };
        let (low, high) = ends_of_range(self, parts, dots)?;
        if !self.is_integer(value)? || self.less(value, &Value::integer(low), true)? {
            return Ok(false);
        }
        self.less(value, &Value::integer(high), false)
    }

    fn is_real(&mut self, value: &Value) -> Outcome<bool> {
        match value {
            Value::Scalar(Scalar::Exact(exact)) => Ok(exact.is_real()),
            Value::Scalar(scalar) => {
                let ball = scalar.constant().ball(self.precision)?;
                match (ball.is_real(), ball.im.contains_zero()) {
                    (true, _) => Ok(true),
                    (false, false) => Ok(false),
                    (false, true) => Err(Stuck::Wide),
                }
            }
            _ => Ok(false),
        }
    }

    fn is_integer(&mut self, value: &Value) -> Outcome<bool> {
        match value {
            Value::Scalar(Scalar::Exact(exact)) => Ok(exact.as_integer().is_some()),
            Value::Scalar(scalar) => {
                let ball = scalar.constant().ball(self.precision)?;
                if !ball.im.contains_zero() {
                    return Ok(false);
                }
                let (floor, ceil) = (ball.re.floor().map_err(Stuck::from)?, ball.re.ceil().map_err(Stuck::from)?);
                if floor.overlaps(&ceil) { Err(Stuck::Wide) } else { Ok(false) }
            }
            _ => Ok(false),
        }
    }

    fn is_above(&mut self, value: &Value) -> Outcome<bool> {
        let ball = value.scalar()?.constant().ball(self.precision)?;
        match (ball.im.is_positive(), ball.im.is_nonpositive()) {
            (true, _) => Ok(true),
            (_, true) => Ok(false),
            _ => Err(Stuck::Wide),
        }
    }

    fn is_between(&mut self, value: &Value, low: &Expr, high: &Expr) -> Outcome<bool> {
        if !matches!(value, Value::Infinite(_)) && !self.is_real(value)? {
            return Ok(false);
        }
        let (low, low_open) = self.end(low)?;
        let (high, high_open) = self.end(high)?;
        let (above, below) = (self.less(&low, value, low_open), self.less(value, &high, high_open));
        match (above, below) {
            (Ok(false), _) | (_, Ok(false)) => Ok(false),
            (Ok(true), Ok(true)) => Ok(true),
            (Err(stuck), _) | (_, Err(stuck)) => Err(stuck),
        }
    }

    fn end(&mut self, end: &Expr) -> Outcome<(Value, bool)> {
        match end.as_apply("Open") {
            Some([inner]) => Ok((self.evaluate(inner)?, true)),
            _ => Ok((self.evaluate(end)?, false)),
        }
    }

    /// `x ∈ {a n + b : n ∈ S}`: for a body that is affine in its name, by solving for it.
    fn is_in_builder(&mut self, value: &Value, binding: &Binding) -> Outcome<bool> {
        let ([bound], "SetBuilder") = (binding.bound.as_slice(), binding.head) else {
            return Err(Stuck::method("membership in a set that is described"));
        };
        let domain = match &bound.range {
            Range::In(domain) => domain,
            Range::Where(condition) => match condition.as_apply("Element") {
                Some([name, domain]) if name.as_symbol() == Some(&bound.name) => domain,
                _ => return Err(Stuck::method("membership in a set that is described")),
            },
            _ => return Err(Stuck::method("membership in a set that is described")),
        };
        let precision = self.precision;
        let at = |machine: &mut Self, n: i64| {
            machine.with(&bound.name, Value::integer(n), |machine| machine.scalar(&binding.body))
        };
        let (zero, one, two, seven) = (at(self, 0)?, at(self, 1)?, at(self, 2)?, at(self, 7)?);
        let slope = one.subtract(&zero, precision)?;
        for (n, found) in [(2, two), (7, seven)] {
            let expected = zero.add(&slope.multiply(&Scalar::integer(n), precision)?, precision)?;
            if self.equal_scalars_or_wide(&expected, &found)? {
                return Err(Stuck::method("membership in a set that is no progression"));
            }
        }
        let index = value.scalar()?.subtract(&zero, precision)?.divide(&slope, precision)?;
        self.is_member(&index.into(), domain)
    }

    /// Whether two numbers surely differ.
    fn equal_scalars_or_wide(&mut self, left: &Scalar, right: &Scalar) -> Outcome<bool> {
        match self.equal(&left.clone().into(), &right.clone().into()) {
            Ok(equal) => Ok(!equal),
            Err(Stuck::Wide) => Ok(false),
            Err(stuck) => Err(stuck),
        }
    }

    /// The values that a bound name takes, where they can be listed.
    pub fn listed(&mut self, name: &Name, range: &Range) -> Outcome<Vec<Value>> {
        match range {
            Range::Between(low, high) => {
                let (low, high) = (self.integer(low)?, self.integer(high)?);
                if high.saturating_sub(low) > MAX_MEMBERS {
                    return Err(Stuck::budget());
                }
                Ok((low..=high).map(Value::integer).collect())
            }
            Range::In(set) => match self.evaluate(set)? {
                Value::Set(members) => Ok(members),
                _ => Err(Stuck::method("a range that is not finite")),
            },
            Range::Where(condition) => self.solutions(name, condition),
            _ => Err(Stuck::method("a range that is not told")),
        }
    }

    /// Solutions of conditions that bound their name: `d | n`, `a ≤ k < b`.
    fn solutions(&mut self, name: &Name, condition: &Expr) -> Outcome<Vec<Value>> {
        let (low, high) = self.window(name, condition)?;
        if high.saturating_sub(low) > MAX_MEMBERS {
            return Err(Stuck::budget());
        }
        let mut found = Vec::new();
        for candidate in low..=high {
            self.spend(1)?;
            let value = Value::integer(candidate);
            if self.with(name, value.clone(), |machine| machine.truth(condition))? {
                found.push(value);
            }
        }
        Ok(found)
    }

    /// An interval of integers outside which a condition on a name is false.
    fn window(&mut self, name: &Name, condition: &Expr) -> Outcome<(i64, i64)> {
        let open = || Stuck::method("a condition that does not bound its name");
        let Kind::Apply(head, parts) = &condition.kind else { return Err(open()) };
        let is_name = |expr: &Expr| expr.as_symbol() == Some(name);
        match (*head, parts.as_slice()) {
            // Divisors are positive by convention.
            ("Divides", [divisor, number]) if is_name(divisor) => Ok((1, self.integer(number)?.abs())),
            ("Less" | "LessEqual", [low, middle, high]) if is_name(middle) => {
                let inwards = i64::from(*head == "Less");
                Ok((self.integer(low)?.saturating_add(inwards), self.integer(high)?.saturating_sub(inwards)))
            }
            ("And" | "Sequence", parts) => {
                let (mut low, mut high) = (i64::MIN, i64::MAX);
                for part in parts {
                    if let Ok((a, b)) = self.window(name, part) {
                        (low, high) = (low.max(a), high.min(b));
                    }
                }
                if low == i64::MIN || high == i64::MAX { Err(open()) } else { Ok((low, high)) }
            }
            ("Less" | "LessEqual" | "Greater" | "GreaterEqual", [left, right]) => {
                let upward = matches!(*head, "Greater" | "GreaterEqual");
                let strict = i64::from(matches!(*head, "Less" | "Greater"));
                let (end, upward) = match (is_name(left), is_name(right)) {
                    (true, false) => (self.integer(right)?, upward),
                    (false, true) => (self.integer(left)?, !upward),
                    _ => return Err(open()),
                };
                Ok(if upward { (end.saturating_add(strict), i64::MAX) } else { (i64::MIN, end.saturating_sub(strict)) })
            }
            _ => Err(open()),
        }
    }
}

/// Trial division: for the small numbers that points are made of.
fn is_prime(value: &Value) -> Outcome<bool> {
    let number = whole(value.scalar()?)?;
    if number < BigInt::from(2) {
        return Ok(false);
    }
    let number = u64::try_from(number).map_err(|_| Stuck::budget())?;
    if number > 1 << 40 {
        return Err(Stuck::budget());
    }
    let mut divisor = 2;
    while divisor * divisor <= number {
        if number.is_multiple_of(divisor) {
            return Ok(false);
        }
        divisor += 1;
    }
    Ok(true)
}
