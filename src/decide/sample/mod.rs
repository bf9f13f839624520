//! Points at which a claim is tried: sampling is modelling.
//!
//! Takes a problem's free names, their sorts and the facts; gives exact values for all names that surely meet every
//! fact. Deterministic: a stream is keyed by the problem, the name, the attempt and the seed.

mod array;
mod candidates;
mod equation;
mod model;
mod region;
mod stream;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use candidates::Ends;
pub use candidates::{complex, height, rational};
use num_rational::BigRational;
use region::Region;
use stream::Stream;

use super::evaluate::Machine;
use super::evaluate::is_word;
use super::value::{Gauss, Scalar, Stuck, Value};
use crate::claims::{Definition, Problem};
use crate::expr::{Expr, Name, Shape, Size};

/// Values of the free names, in order of appearance.
pub type Point = Vec<(Name, Expr)>;

/// Steps for testing the facts at one point.
const FACT_STEPS: u64 = 20_000;
/// Steps for the facts of all points together.
const ALL_FACT_STEPS: u64 = 1_000_000;
const FACT_PRECISION: u32 = 128;

/// One name and what it is drawn from.
struct Variable {
    name: Name,
    source: Source,
}

impl Variable {
    /// Whether a value that was not drawn is one that the sort of an array allows.
    fn admits(&self, value: &Expr) -> bool {
        match &self.source {
            Source::Model(model::Model::Array { sort, .. }) => array::admits(value, sort),
            Source::Model(model::Model::Function { .. }) | Source::Region(_) | Source::Size => true,
        }
    }
}

enum Source {
    Region(Region),
    /// How many entries an array has along an axis: small, and different from other sizes.
    Size,
    Model(model::Model),
}

/// A generator of points.
pub struct Sampler<'p> {
    problem: &'p Problem,
    key: [u8; 32],
    seed: u64,
    variables: Vec<Variable>,
    /// Indices of the facts that values meet by construction, up to the rounding of the ends of their region.
    met: BTreeSet<usize>,
    /// Indices of the facts that only say what the sort of a name says.
    said: BTreeSet<usize>,
    /// What the sorts of numbers say, as conditions.
    sorted: Vec<Expr>,
    attempt: u64,
    seen: BTreeSet<Point>,
    /// How often each fact kept a point out; `None` counts names that no value could be drawn for.
    obstacles: BTreeMap<Option<usize>, usize>,
    /// Steps that are left for the facts of all points together.
    left: Cell<u64>,
}

impl<'p> Sampler<'p> {
    pub fn new(problem: &'p Problem, seed: u64) -> Self {
        let key = *blake3::hash(format!("{problem:?}").as_bytes()).as_bytes();
        let mut met = BTreeSet::new();
        let mut sorted = Vec::new();
        let mut variables = Vec::new();
        let sizes = sizes(problem);
        let mut all = names(problem);
        all.extend(sizes.iter().filter(|name| !all.contains(name)).cloned().collect::<Vec<_>>());
        for name in all {
            let sort = problem.sorts.get(&name);
            let source = match model::of(problem, &name, sort) {
                Some(model) => Source::Model(model),
                None if sizes.contains(&name) => Source::Size,
                None => {
                    let described = region::describe(&name, sort, &problem.facts);
                    met.extend(described.met);
                    sorted.extend(sort.iter().flat_map(|sort| region::conditions(&name, sort)));
                    Source::Region(described.region)
                }
            };
            variables.push(Variable { name, source });
        }
        let said =
            (0..).zip(&problem.facts).filter(|(_, fact)| repeats_sort(fact, problem)).map(|(at, _)| at).collect();
        let variables = ordered(variables, problem);
        Self {
            problem,
            key,
            seed,
            variables,
            met,
            said,
            sorted,
            attempt: 0,
            seen: BTreeSet::new(),
            obstacles: BTreeMap::new(),
            left: Cell::new(ALL_FACT_STEPS),
        }
    }

    pub fn is_constant(&self) -> bool {
        self.variables.is_empty()
    }

    /// Whether every name runs over finitely many values.
    pub fn is_finite(&self) -> bool {
        self.variables
            .iter()
            .all(|variable| matches!(&variable.source, Source::Region(region) if candidates::is_finite(region)))
    }

    /// The next point that surely meets every fact, within a number of attempts.
    pub fn next_point(&mut self, attempts: u64) -> Option<Point> {
        for _ in 0..attempts {
            if self.left.get() == 0 {
                return None;
            }
            let attempt = self.attempt;
            self.attempt += 1;
            let Some(point) = self.draw(attempt) else {
                *self.obstacles.entry(None).or_default() += 1;
                continue;
            };
            if self.seen.contains(&point) {
                continue;
            }
            self.seen.insert(point.clone());
            match self.unmet(&point) {
                None => return Some(point),
                Some(fact) => *self.obstacles.entry(fact).or_default() += 1,
            }
        }
        None
    }

    fn draw(&self, attempt: u64) -> Option<Point> {
        let mut machine = Machine::new(&self.problem.definitions, FACT_PRECISION, FACT_STEPS);
        let point = self.drawn_by(attempt, &mut machine);
        self.charge(&machine);
        point
    }

    fn charge(&self, machine: &Machine<'_>) {
        self.left.set(self.left.get().saturating_sub(FACT_STEPS.saturating_sub(machine.steps)));
    }

    fn drawn_by(&self, attempt: u64, machine: &mut Machine<'_>) -> Option<Point> {
        let mut point = Point::new();
        for variable in &self.variables {
            let mut stream = Stream::new(&self.key, variable.name.as_str(), attempt, self.seed);
            let value = match &variable.source {
                Source::Region(region) => self.pick(region, attempt, &mut stream, machine)?,
                Source::Size => Expr::integer(array::size_of(&variable.name, &self.key, attempt, self.seed)),
                Source::Model(model) => model.draw(&mut stream, &mut |size| machine.evaluate(&size).ok())?,
            };
            let (value, evaluated) = match (machine.evaluate(&value), &variable.source) {
                (Ok(evaluated), _) => (value, evaluated),
                // An equation that has no value here keeps the point out by itself, as a fact that is not met.
                (Err(_), Source::Region(Region::Among(_))) => {
                    let any = candidates::general(&region::ANYTHING, &mut stream, &mut Evaluated(machine))?;
                    let evaluated = machine.evaluate(&any).ok()?;
                    (any, evaluated)
                }
                (Err(_), _) => return None,
            };
            machine.define(variable.name.clone(), evaluated);
            point.push((variable.name.clone(), value));
        }
        Some(point)
    }

    /// A lone name runs through its special values first; several mix special and general ones.
    fn pick(&self, region: &Region, attempt: u64, stream: &mut Stream, machine: &mut Machine<'_>) -> Option<Expr> {
        let mut ends = Evaluated(machine);
        let count = candidates::count(region, &mut ends);
        if count == 0 {
            return None;
        }
        if self.variables.len() == 1 {
            // Every third value is a general one, as long as special ones are left.
            let index = usize::try_from(attempt - attempt / 3).unwrap_or(usize::MAX);
            if attempt % 3 != 2 || candidates::is_finite(region) {
                let index = if candidates::is_finite(region) { usize::try_from(attempt).ok()? } else { index };
                if let Some(value) = candidates::special(region, index, &mut ends) {
                    return Some(value);
                }
            }
            return candidates::general(region, stream, &mut ends);
        }
        match (attempt % 4, stream.below(5)) {
            (0, _) | (1, 0 | 1) => candidates::general(region, stream, &mut ends),
            // The simplest values first, where many combinations fail the facts.
            (3, _) => candidates::special(region, stream.below(count.min(7)), &mut ends),
            _ => candidates::special(region, stream.below(count), &mut ends),
        }
    }

    /// What kept most points out: a fact, or `None` where the names have no values or the facts no part in it.
    pub fn obstacle(&self) -> Option<usize> {
        self.obstacles.iter().max_by_key(|(_, count)| **count).and_then(|(fact, _)| *fact)
    }

    /// The first fact that is not certain to be met; a value on the end of its own region may be too close to tell.
    fn unmet(&self, point: &Point) -> Option<Option<usize>> {
        self.fails(point, |index, truth| match truth {
            Ok(truth) => truth,
            Err(Stuck::Wide) => self.met.contains(&index),
            Err(_) => false,
        })
    }

    /// Whether a point surely meets every fact and every sort.
    pub fn admits(&self, point: &Point) -> bool {
        let mut machine = Machine::new(&self.problem.definitions, FACT_PRECISION, FACT_STEPS);
        self.variables.iter().zip(point).all(|(variable, (_, value))| variable.admits(value))
            && self.fails(point, |_, truth| truth == Ok(true)).is_none()
            && bind(&mut machine, point).is_ok()
            && self.sorted.iter().all(|condition| machine.truth(condition) == Ok(true))
    }

    /// Whether a name says how large an array is, so that its value cannot change alone.
    pub fn is_size(&self, name: &Name) -> bool {
        self.variables.iter().any(|own| own.name == *name && matches!(own.source, Source::Size))
    }

    /// The first fact that does not pass; `Some(None)` where the values themselves cannot be computed.
    fn fails(&self, point: &Point, passes: impl Fn(usize, Result<bool, Stuck>) -> bool) -> Option<Option<usize>> {
        let mut machine = Machine::new(&self.problem.definitions, FACT_PRECISION, FACT_STEPS);
        if bind(&mut machine, point).is_err() {
            return Some(None);
        }
        let facts = self.problem.facts.iter().enumerate().filter(|(index, _)| !self.said.contains(index));
        let mut failing = facts.filter(|(index, fact)| !passes(*index, machine.truth(fact)));
        let first = failing.next().map(|(index, _)| Some(index));
        drop(failing);
        self.charge(&machine);
        first
    }
}

/// `x ∈ ℝ^n` of an array that is drawn as such.
fn repeats_sort(fact: &Expr, problem: &Problem) -> bool {
    let Some([own, set]) = fact.as_apply("Element") else { return false };
    let sort = own.as_symbol().and_then(|name| problem.sorts.get(name));
    let axes = sort.and_then(|sort| sort.shape.rank()).filter(|rank| *rank > 0);
    let real = |set: &Expr| set.is_apply("RealNumbers");
    axes.is_some() && set.as_apply("CartesianPower").and_then(<[Expr]>::first).is_some_and(real)
}

/// Gives the names of a point their values.
pub fn bind(machine: &mut Machine<'_>, point: &Point) -> Result<(), Stuck> {
    for (name, value) in point {
        let value = machine.evaluate(value)?;
        machine.define(name.clone(), value);
    }
    Ok(())
}

struct Evaluated<'a, 'p>(&'a mut Machine<'p>);

impl Ends for Evaluated<'_, '_> {
    fn exact(&mut self, end: &Expr) -> Option<Gauss> {
        match self.0.evaluate(end) {
            Ok(Value::Scalar(Scalar::Exact(exact))) => Some(exact),
            _ => None,
        }
    }
}

/// The free names of a problem that no definition explains: of the sides in order of appearance, then of the facts.
pub fn names(problem: &Problem) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let inner = |definition: &'_ Definition| [definition.indices.as_slice(), &definition.parameters].concat();
    let definitions = problem.definitions.iter().map(|definition| (&definition.body, inner(definition)));
    let sides = [&problem.left, &problem.right].into_iter().map(|side| (side, Vec::new()));
    let facts = problem.facts.iter().map(|fact| (fact, Vec::new()));
    for (part, parameters) in sides.chain(definitions).chain(facts) {
        let free = part.free_names();
        part.visit(&mut |node| {
            let Some(name) = node.as_symbol() else { return };
            let known = is_word(name) || defined(problem, name);
            if free.contains(name) && !known && !names.contains(name) && !parameters.contains(name) {
                names.push(name.clone());
            }
        });
    }
    names
}

/// The names that the sizes of arrays are made of, once definitions are put in.
fn sizes(problem: &Problem) -> BTreeSet<Name> {
    let shapes = problem.sorts.iter().filter(|(name, _)| !defined(problem, name)).map(|(_, sort)| &sort.shape);
    let known = shapes.filter_map(|shape| match shape {
        Shape::Known(sizes) => Some(sizes.iter().flat_map(Size::names)),
        Shape::Unknown => None,
    });
    let mut names: BTreeSet<Name> = known.flatten().cloned().collect();
    for definition in problem.definitions.iter().rev() {
        if names.remove(&definition.name) {
            names.extend(definition.body.free_names());
        }
    }
    names
}

fn defined(problem: &Problem, name: &Name) -> bool {
    problem.definitions.iter().any(|definition| definition.name == *name)
}

/// Sizes first, arrays last, and names after those that their regions mention.
fn ordered(variables: Vec<Variable>, problem: &Problem) -> Vec<Variable> {
    let (mut done, rest): (Vec<_>, Vec<_>) =
        variables.into_iter().partition(|variable| matches!(variable.source, Source::Size));
    let (models, mut variables): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|variable| matches!(variable.source, Source::Model(_)));
    while !variables.is_empty() {
        let waiting: Vec<Name> = variables.iter().map(|variable| variable.name.clone()).collect();
        let free = variables.iter().position(|variable| match &variable.source {
            Source::Region(region) => {
                region.names().iter().all(|name| *name == variable.name || !waiting.contains(name))
            }
            Source::Size | Source::Model(_) => true,
        });
        let mut next = variables.remove(free.unwrap_or(0));
        // `a \ge b` describes both by one another: the first is drawn freely, the second beside it.
        if let (None, Source::Region(region)) = (free, &mut next.source) {
            region.forget(&waiting, problem.sorts.get(&next.name));
        }
        done.push(next);
    }
    done.extend(models);
    done
}

/// A rational number as a sum of few bits: how simple a witness is.
pub fn complexity(value: &Expr) -> u64 {
    let mut total = 0_u64;
    value.visit(&mut |node| {
        total = total.saturating_add(node.as_number().map_or(1, |number| height(&number.value)));
    });
    total
}

/// The rational number.
pub fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}
