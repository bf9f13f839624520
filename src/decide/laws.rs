//! Expectations over standard laws: `E[X^2]`, `Var(X)` and `E[e^{tX}]` where `X ~ N(m, s^2)`, by exact moments.
//!
//! Takes a problem; gives it with the moments in the place of the expectations, once for each way to read the law's
//! parameters: an exponential law has a rate or a mean, a geometric one counts from 0 or from 1.

use std::collections::BTreeMap;

use super::{Outcome, Reason, Verdict};
use crate::claims::Problem;
use crate::expr::{Expr, Kind, Name, Range};
use crate::functions::template::read;

/// A law over `a` (and `b`): its raw moments from the first, and its generating function at `t`.
struct Law {
    names: &'static [&'static str],
    parameters: usize,
    /// Whether the second parameter is a deviation: only a bare letter may be one.
    deviation: bool,
    moments: &'static [&'static str],
    generating: Option<&'static str>,
}

/// Names as authors write them, and as the catalogue calls them; a law with two rows has two parametrisations.
static LAWS: &[Law] = &[
    Law {
        names: NORMAL,
        parameters: 2,
        deviation: false,
        moments: &[
            "a",
            "(Add (Power a 2) b)",
            "(Add (Power a 3) (Multiply 3 a b))",
            "(Add (Power a 4) (Multiply 6 (Power a 2) b) (Multiply 3 (Power b 2)))",
        ],
        generating: Some("(Exp (Add (Multiply a t) (Divide (Multiply b (Power t 2)) 2)))"),
    },
    Law {
        names: NORMAL,
        parameters: 2,
        deviation: true,
        moments: &[
            "a",
            "(Add (Power a 2) (Power b 2))",
            "(Add (Power a 3) (Multiply 3 a (Power b 2)))",
            "(Add (Power a 4) (Multiply 6 (Power a 2) (Power b 2)) (Multiply 3 (Power b 4)))",
        ],
        generating: Some("(Exp (Add (Multiply a t) (Divide (Multiply (Power b 2) (Power t 2)) 2)))"),
    },
    Law {
        names: EXPONENTIAL,
        parameters: 1,
        deviation: false,
        moments: &["(Divide 1 a)", "(Divide 2 (Power a 2))", "(Divide 6 (Power a 3))", "(Divide 24 (Power a 4))"],
        generating: Some("(Divide a (Add a (Negate t)))"),
    },
    Law {
        names: EXPONENTIAL,
        parameters: 1,
        deviation: false,
        moments: &["a", "(Multiply 2 (Power a 2))", "(Multiply 6 (Power a 3))", "(Multiply 24 (Power a 4))"],
        generating: Some("(Divide 1 (Add 1 (Negate (Multiply a t))))"),
    },
    Law {
        names: &["Uniform", "U", "\\mathcal{U}", "\\text{U}", "\\text{Uniform}"],
        parameters: 2,
        deviation: false,
        moments: &[
            "(Divide (Add a b) 2)",
            "(Divide (Add (Power a 2) (Multiply a b) (Power b 2)) 3)",
            "(Divide (Multiply (Add a b) (Add (Power a 2) (Power b 2))) 4)",
            "(Divide (Add (Power a 4) (Multiply (Power a 3) b) (Multiply (Power a 2) (Power b 2)) (Multiply a (Power b 3)) (Power b 4)) 5)",
        ],
        generating: Some(
            "(Divide (Add (Exp (Multiply t b)) (Negate (Exp (Multiply t a)))) (Multiply t (Add b (Negate a))))",
        ),
    },
    Law {
        names: &["Bernoulli", "\\text{Bernoulli}", "Bern", "Ber", "\\text{Ber}", "\\text{Be}"],
        parameters: 1,
        deviation: false,
        moments: &["a", "a", "a", "a"],
        generating: Some("(Add 1 (Negate a) (Multiply a (Exp t)))"),
    },
    Law {
        names: &["BinomialDistribution", "B", "\\mathcal{B}", "\\text{B}", "Bin", "\\text{Binom}", "Binom"],
        parameters: 2,
        deviation: false,
        moments: &[
            "(Multiply a b)",
            "(Add (Multiply a b (Add 1 (Negate b))) (Power (Multiply a b) 2))",
            "(Add (Multiply a (Add a -1) (Add a -2) (Power b 3)) (Multiply 3 a (Add a -1) (Power b 2)) (Multiply a b))",
            "(Add (Multiply a (Add a -1) (Add a -2) (Add a -3) (Power b 4)) (Multiply 6 a (Add a -1) (Add a -2) (Power b 3)) (Multiply 7 a (Add a -1) (Power b 2)) (Multiply a b))",
        ],
        generating: Some("(Power (Add 1 (Negate b) (Multiply b (Exp t))) a)"),
    },
    Law {
        names: &["Poisson", "\\text{Poisson}", "Pois", "\\text{Pois}", "Poi", "\\text{Poi}", "\\mathcal{P}", "P"],
        parameters: 1,
        deviation: false,
        moments: &[
            "a",
            "(Add (Power a 2) a)",
            "(Add (Power a 3) (Multiply 3 (Power a 2)) a)",
            "(Add (Power a 4) (Multiply 6 (Power a 3)) (Multiply 7 (Power a 2)) a)",
        ],
        generating: Some("(Exp (Multiply a (Add (Exp t) -1)))"),
    },
    Law {
        names: GEOMETRIC,
        parameters: 1,
        deviation: false,
        moments: &["(Divide 1 a)", "(Divide (Add 2 (Negate a)) (Power a 2))"],
        generating: Some("(Divide (Multiply a (Exp t)) (Add 1 (Negate (Multiply (Add 1 (Negate a)) (Exp t)))))"),
    },
    Law {
        names: GEOMETRIC,
        parameters: 1,
        deviation: false,
        moments: &[
            "(Divide (Add 1 (Negate a)) a)",
            "(Divide (Multiply (Add 1 (Negate a)) (Add 2 (Negate a))) (Power a 2))",
        ],
        generating: Some("(Divide a (Add 1 (Negate (Multiply (Add 1 (Negate a)) (Exp t)))))"),
    },
    Law {
        names: GAMMA,
        parameters: 2,
        deviation: false,
        moments: &[
            "(Divide a b)",
            "(Divide (Multiply a (Add a 1)) (Power b 2))",
            "(Divide (Multiply a (Add a 1) (Add a 2)) (Power b 3))",
            "(Divide (Multiply a (Add a 1) (Add a 2) (Add a 3)) (Power b 4))",
        ],
        generating: Some("(Power (Divide b (Add b (Negate t))) a)"),
    },
    Law {
        names: GAMMA,
        parameters: 2,
        deviation: false,
        moments: &[
            "(Multiply a b)",
            "(Multiply a (Add a 1) (Power b 2))",
            "(Multiply a (Add a 1) (Add a 2) (Power b 3))",
            "(Multiply a (Add a 1) (Add a 2) (Add a 3) (Power b 4))",
        ],
        generating: Some("(Power (Add 1 (Negate (Multiply b t))) (Negate a))"),
    },
    Law {
        names: &["BetaDistribution", "\\text{Beta}", "Beta", "\\text{Be}"],
        parameters: 2,
        deviation: false,
        moments: &[
            "(Divide a (Add a b))",
            "(Divide (Multiply a (Add a 1)) (Multiply (Add a b) (Add a b 1)))",
            "(Divide (Multiply a (Add a 1) (Add a 2)) (Multiply (Add a b) (Add a b 1) (Add a b 2)))",
        ],
        generating: None,
    },
    Law {
        names: &["ChiSquared", "\\chi^{2}"],
        parameters: 1,
        deviation: false,
        moments: &["a", "(Multiply a (Add a 2))", "(Multiply a (Add a 2) (Add a 4))"],
        generating: Some("(Power (Add 1 (Negate (Multiply 2 t))) (Negate (Divide a 2)))"),
    },
];

static NORMAL: &[&str] = &["Normal", "N", "\\mathcal{N}", "\\text{N}", "\\text{Normal}"];
static EXPONENTIAL: &[&str] = &["ExponentialDistribution", "Exp", "\\text{Exp}", "Expo", "\\text{Expo}"];
static GEOMETRIC: &[&str] = &["Geometric", "\\text{Geometric}", "Geo", "Geom", "\\text{Geo}", "\\text{Geom}"];
static GAMMA: &[&str] = &["GammaDistribution", "\\Gamma", "\\text{Gamma}", "Gamma", "\\text{Ga}", "Ga"];

/// The problem with exact moments, in each reading of its law; empty where it has no expectation over one.
pub fn over_laws(problem: &Problem) -> Vec<Problem> {
    if !names_a_law(problem) {
        return Vec::new();
    }
    let drawn: BTreeMap<Name, Expr> = problem
        .facts
        .iter()
        .filter_map(|fact| match fact.as_apply("Distributed") {
            Some([name, law]) => Some((name.as_symbol()?.clone(), law.clone())),
            _ => None,
        })
        .collect();
    let mut readings = Vec::new();
    for law in LAWS {
        let rewriter = Rewriter { law, drawn: &drawn };
        let mut changed = problem.map(|side| rewriter.through(side));
        if changed != *problem {
            changed.facts.retain(|fact| !fact.is_apply("Distributed"));
            readings.push(changed);
        }
    }
    readings
}

/// Whether something is drawn from a law at all.
fn names_a_law(problem: &Problem) -> bool {
    let over = |part: &Expr| match &part.kind {
        Kind::Bind(binding) => binding.bound.iter().any(|bound| matches!(bound.range, Range::Distributed(_))),
        _ => false,
    };
    problem.facts.iter().any(|fact| fact.is_apply("Distributed"))
        || problem.parts().any(|part| part.any(&mut |node| over(node)))
}

/// One verdict of those in several readings: what holds in one holds; what fails in all fails.
pub(super) fn of_readings(verdicts: Vec<Verdict>) -> Option<Verdict> {
    if let Some(holds) = verdicts.iter().find(|verdict| verdict.outcome == Outcome::Holds) {
        return Some(holds.clone());
    }
    let first = verdicts.first()?.clone();
    if first.outcome == Outcome::Fails && verdicts.iter().any(|verdict| verdict.outcome != Outcome::Fails) {
        return Some(Verdict::undecided(Reason::Readings, "a law with two parametrisations"));
    }
    Some(first)
}

struct Rewriter<'l> {
    law: &'static Law,
    drawn: &'l BTreeMap<Name, Expr>,
}

impl Rewriter<'_> {
    fn through(&self, expr: &Expr) -> Expr {
        let own = expr.map_children(&mut |part| self.through(part));
        self.moment_of(&own).unwrap_or(own)
    }

    /// The value of an expectation or a variance, bound to a law or of a name that facts draw from one.
    fn moment_of(&self, expr: &Expr) -> Option<Expr> {
        let (head, body, bound) = match &expr.kind {
            Kind::Bind(binding) => match binding.bound.as_slice() {
                [bound] => match &bound.range {
                    Range::Distributed(law) => (binding.head, &binding.body, Some((bound.name.clone(), law.clone()))),
                    _ => return None,
                },
                _ => return None,
            },
            Kind::Apply(head, parts) => match parts.as_slice() {
                [body] => (*head, body, None),
                _ => return None,
            },
            // `E(X)`, `D(X)` of what is drawn from a law.
            Kind::Call(callee, parts) => match (callee.as_symbol().map(Name::as_str), parts.as_slice()) {
                (Some("E" | "\\mathbb{E}"), [body]) => ("Expectation", body, None),
                (Some("D" | "V" | "\\mathbb{V}"), [body]) => ("Variance", body, None),
                _ => return None,
            },
            _ => return None,
        };
        if !matches!(head, "Expectation" | "Variance") {
            return None;
        }
        let (name, law) = match bound {
            Some(bound) => bound,
            None => self
                .drawn
                .iter()
                .find(|(name, _)| body.free_names().contains(*name))
                .map(|(a, b)| (a.clone(), b.clone()))?,
        };
        let others = self.drawn.keys().any(|other| *other != name && body.free_names().contains(other));
        let parameters = self.parameters(&law).filter(|_| !others)?;
        let mean = |body: &Expr| self.mean(body, &name, &parameters);
        match head {
            "Variance" => {
                let square = mean(&power(body, 2))?;
                Some(Expr::apply("Add", [square, Expr::apply("Negate", [power(&mean(body)?, 2)])]))
            }
            _ => mean(body),
        }
    }

    /// The parameters, if it is this law.
    fn parameters(&self, law: &Expr) -> Option<Vec<Expr>> {
        let (name, parameters) = spelled(law)?;
        let bare = parameters.get(1).is_some_and(|second| second.as_symbol().is_some());
        let fits = parameters.len() == self.law.parameters && (bare || !self.law.deviation);
        (self.law.names.contains(&name.as_str()) && fits).then_some(parameters)
    }

    fn mean(&self, body: &Expr, name: &Name, parameters: &[Expr]) -> Option<Expr> {
        if let Some((factor, rate)) = exponential_in(body, name) {
            let of_law = self.template(self.law.generating?, parameters, Some(&rate))?;
            return Some(Expr::apply("Multiply", [factor, of_law]));
        }
        let mut terms = Vec::new();
        for (order, factor) in powers(body, name)? {
            let moment = match order {
                0 => Expr::integer(1),
                _ => self.template(self.law.moments.get(order - 1)?, parameters, None)?,
            };
            terms.push(Expr::apply("Multiply", [factor, moment]));
        }
        match terms.len() {
            0 => Some(Expr::integer(0)),
            1 => terms.pop(),
            _ => Some(Expr::apply("Add", terms)),
        }
    }

    /// A row of the table with the parameters in place.
    fn template(&self, text: &str, parameters: &[Expr], at: Option<&Expr>) -> Option<Expr> {
        let template = read(text)?;
        let places = ["a", "b"].into_iter().zip(parameters).chain(at.map(|rate| ("t", rate)));
        // Over names of their own first, so that a parameter named `b` is not taken for the next place.
        let (mut fresh, mut filled) = (template, Vec::new());
        for (place, value) in places {
            let own = Name::from(format!("\\place{{{place}}}"));
            fresh = fresh.substitute(&Name::from(place), &Expr::symbol(&own));
            filled.push((own, value));
        }
        Some(filled.into_iter().fold(fresh, |expr, (own, value)| expr.substitute(&own, value)))
    }
}

/// The name of a law and its parameters: `Exp(\lambda)`, `\chi^2_k`, also as a product of letters.
fn spelled(law: &Expr) -> Option<(String, Vec<Expr>)> {
    match &law.kind {
        Kind::Apply("At", parts) => match parts.as_slice() {
            [name, degrees] => Some((name.as_symbol()?.to_string(), vec![degrees.clone()])),
            _ => None,
        },
        Kind::Apply("Multiply", letters) => {
            let (last, letters) = letters.split_last()?;
            let (end, parameters) = spelled(last)?;
            let start: Option<String> = letters.iter().map(letter).collect();
            Some((start? + &end, parameters))
        }
        Kind::Apply(head, parameters) => Some(((*head).to_owned(), parameters.clone())),
        Kind::Call(callee, parameters) => Some((callee.as_symbol()?.to_string(), parameters.clone())),
        _ => None,
    }
}

fn letter(factor: &Expr) -> Option<String> {
    match factor.as_apply("E") {
        Some([]) => Some("e".to_owned()),
        _ => factor.as_symbol().map(Name::to_string),
    }
}

fn power(base: &Expr, exponent: i64) -> Expr {
    Expr::apply("Power", [base.clone(), Expr::integer(exponent)])
}

/// `c e^{r X + s}` as `(c e^s, r)`.
fn exponential_in(body: &Expr, name: &Name) -> Option<(Expr, Expr)> {
    if let Some(factors) = body.as_apply("Multiply") {
        let (inside, free): (Vec<&Expr>, Vec<&Expr>) =
            factors.iter().partition(|factor| factor.free_names().contains(name));
        let [one] = inside.as_slice() else { return None };
        let (factor, rate) = exponential_in(one, name)?;
        let factors: Vec<Expr> = free.into_iter().cloned().chain([factor]).collect();
        return Some((Expr::apply("Multiply", factors), rate));
    }
    let exponent = match &body.kind {
        Kind::Apply("Exp", parts) => parts.first()?,
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, exponent] if base.is_apply("E") => exponent,
            _ => return None,
        },
        _ => return None,
    };
    let mut linear = powers(exponent, name)?;
    let rate = linear.remove(&1)?;
    let shift = linear.remove(&0).unwrap_or_else(|| Expr::integer(0));
    linear.is_empty().then(|| (Expr::apply("Exp", [shift]), rate))
}

/// Highest power of a name that is taken.
const HIGHEST: usize = 8;

/// The coefficients of a polynomial in a name.
fn powers(body: &Expr, name: &Name) -> Option<BTreeMap<usize, Expr>> {
    let own = |order: usize, factor: Expr| BTreeMap::from([(order, factor)]);
    if !body.free_names().contains(name) {
        return Some(own(0, body.clone()));
    }
    match &body.kind {
        Kind::Symbol(_) => Some(own(1, Expr::integer(1))),
        Kind::Apply("Negate", parts) => times(&powers(parts.first()?, name)?, &own(0, Expr::integer(-1))),
        Kind::Apply("Add", parts) => {
            let mut sum: BTreeMap<usize, Expr> = BTreeMap::new();
            for (order, factor) in
                parts.iter().map(|part| powers(part, name)).collect::<Option<Vec<_>>>()?.into_iter().flatten()
            {
                add(&mut sum, order, factor);
            }
            Some(sum)
        }
        Kind::Apply("Multiply", parts) => {
            parts.iter().try_fold(own(0, Expr::integer(1)), |product, part| times(&product, &powers(part, name)?))
        }
        Kind::Apply("Divide", parts) => match parts.as_slice() {
            [above, below] if !below.free_names().contains(name) => {
                times(&powers(above, name)?, &own(0, Expr::apply("Divide", [Expr::integer(1), below.clone()])))
            }
            _ => None,
        },
        Kind::Apply("Power", parts) => match parts.as_slice() {
            [base, exponent] => {
                let exponent = usize::try_from(exponent.as_number()?.to_i64()?).ok().filter(|own| *own <= HIGHEST)?;
                let base = powers(base, name)?;
                (0..exponent).try_fold(own(0, Expr::integer(1)), |product, _| times(&product, &base))
            }
            _ => None,
        },
        _ => None,
    }
}

fn times(left: &BTreeMap<usize, Expr>, right: &BTreeMap<usize, Expr>) -> Option<BTreeMap<usize, Expr>> {
    let mut product = BTreeMap::new();
    for (one, a) in left {
        for (other, b) in right {
            if one + other > HIGHEST {
                return None;
            }
            add(&mut product, one + other, Expr::apply("Multiply", [a.clone(), b.clone()]));
        }
    }
    Some(product)
}

fn add(sum: &mut BTreeMap<usize, Expr>, order: usize, factor: Expr) {
    let total = match sum.remove(&order) {
        Some(known) => Expr::apply("Add", [known, factor]),
        None => factor,
    };
    sum.insert(order, total);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Definition;
    use crate::decide::{Settings, decide};
    use crate::expr::{Domain, Fact, Sort};

    fn verdict(left: Expr, right: Expr, definitions: Vec<Definition>, facts: Vec<Expr>) -> Verdict {
        let sort = || Sort::scalar(Domain::Real).with(Fact::Positive).with(Fact::OpenUnit);
        let sorts = ["a", "b"].map(|name| (Name::from(name), sort())).into();
        let problem = Problem { left, relation: "Equal", right, facts, definitions, sorts, closed: true };
        decide(&problem, &Settings::default())
    }

    /// Moments and generating functions are told independently of each other.
    #[test]
    fn moments_are_the_derivatives_of_the_generating_function() {
        for law in LAWS {
            let (Some(text), false) = (law.generating, law.names.contains(&"Uniform")) else { continue };
            let generating = || Definition {
                name: Name::from("M"),
                indices: Vec::new(),
                parameters: vec![Name::from("t")],
                body: read(text).unwrap(),
            };
            for (order, moment) in law.moments.iter().enumerate() {
                let derived = Expr::apply("Prime", [Expr::symbol("M"), Expr::integer(order as i64 + 1)]);
                let left = Kind::Call(Box::new(derived), vec![Expr::integer(0)]).into();
                let verdict = verdict(left, read(moment).unwrap(), vec![generating()], Vec::new());
                assert_eq!(verdict.outcome, Outcome::Holds, "{:?} {order} {:?}", law.names, verdict.note);
            }
        }
    }

    #[test]
    fn moments_over_an_interval_are_integrals() {
        let uniform = LAWS.iter().find(|law| law.names.contains(&"Uniform")).unwrap();
        for (order, moment) in uniform.moments.iter().enumerate() {
            let power = format!("(Power x {})", order + 1);
            let right = read(&format!("(Divide (Integral (x a b) {power}) (Add b (Negate a)))")).unwrap();
            let verdict = verdict(read(moment).unwrap(), right, Vec::new(), vec![read("(NotEqual a b)").unwrap()]);
            assert_eq!(verdict.outcome, Outcome::Holds, "{order} {:?}", verdict.note);
        }
        let beta = LAWS.iter().find(|law| law.names.contains(&"Beta")).unwrap();
        for (order, moment) in beta.moments.iter().enumerate() {
            let raised = format!("(Beta (Add a {}) b)", order + 1);
            let right = read(&format!("(Divide {raised} (Beta a b))")).unwrap();
            let verdict = verdict(read(moment).unwrap(), right, Vec::new(), Vec::new());
            assert_eq!(verdict.outcome, Outcome::Holds, "{order} {:?}", verdict.note);
        }
    }
}
