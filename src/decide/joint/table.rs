//! The tables of a problem: variables, their values, one weight a cell.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Conditioned, Env, Event, Label, conditioned};
use super::{Numbered, measure, product, quotient, sum};
use crate::claims::Problem;
use crate::expr::print::plain;
use crate::expr::{Expr, Kind, Name, Range};

/// Cells of a table at most.
const MOST_CELLS: usize = 64;

/// One joint table a measure.
pub struct Tables {
    measures: BTreeMap<Expr, BTreeMap<Expr, Numbered>>,
    /// Random variables of expectations without a measure.
    pub(super) variables: BTreeSet<Expr>,
    used: BTreeSet<Name>,
    pub(super) drawn: BTreeSet<Name>,
    /// The variable that expectations are conditioned on.
    pub(super) divisor: Option<Expr>,
    /// Whether all variables of a table are independent, so that a cell weighs what its values weigh together.
    independent: bool,
}

impl Tables {
    /// The tables that a problem needs; `None` where it speaks of no probability.
    pub fn of(problem: &Problem, independent: bool) -> Option<Self> {
        let mut found: BTreeMap<Expr, BTreeMap<Expr, BTreeSet<Label>>> = BTreeMap::new();
        let mut bound = BTreeSet::new();
        for part in problem.parts() {
            collect(part, &mut found, &mut bound)?;
        }
        let is_defined = |key: &Expr| problem.definitions.iter().any(|own| key.free_names().contains(&own.name));
        found.retain(|key, _| !is_defined(key));
        let speaks = |part: &Expr| {
            part.any(&mut |node| is_moment(node) || measure(node).is_some_and(|(key, _)| found.contains_key(&key)))
        };
        if !problem.values().any(speaks) {
            return None;
        }
        let mut measures = BTreeMap::new();
        for (key, variables) in found {
            let numbered: BTreeMap<Expr, Numbered> =
                variables.into_iter().map(|(variable, labels)| (variable, number(&labels, &bound))).collect();
            let cells: usize = numbered.values().map(size).product();
            if cells > MOST_CELLS {
                return None;
            }
            measures.insert(key, numbered);
        }
        let drawn = problem.facts.iter().filter_map(|fact| fact.as_apply("Distributed")?.first()?.as_symbol().cloned());
        let drawn = drawn.collect();
        let divisor = super::moments::divisor(problem);
        Some(Self { measures, variables: BTreeSet::new(), used: BTreeSet::new(), drawn, divisor, independent })
    }

    pub fn has(&self, key: &Expr) -> bool {
        self.measures.contains_key(key)
    }

    /// The weights that were used.
    pub fn cells(&self) -> impl Iterator<Item = Name> {
        self.used.iter().cloned()
    }

    /// P(event | given): the weight of both over the weight of what is given.
    pub fn probability(&mut self, key: &Expr, read: &Conditioned) -> Expr {
        let both = Event::All(vec![read.event.clone(), read.given.clone()]);
        let above = self.weight(key, &both);
        let below = self.weight(key, &read.given);
        quotient(above, below)
    }

    fn weight(&mut self, key: &Expr, event: &Event) -> Expr {
        let Some(variables) = self.measures.get(key) else { return Expr::integer(0) };
        let mut cells: Vec<BTreeMap<&Expr, usize>> = vec![BTreeMap::new()];
        for (variable, numbered) in variables {
            let values = 0..size(numbered);
            cells = cells
                .iter()
                .flat_map(|cell| {
                    values.clone().map(|value| {
                        let mut cell = cell.clone();
                        cell.insert(variable, value);
                        cell
                    })
                })
                .collect();
        }
        let number = |variable: &Expr, label: &Label| match label {
            Label::Number(number) => *number,
            _ => variables.get(variable).and_then(|numbered| numbered.get(label)).copied().unwrap_or(0),
        };
        let inside = cells
            .iter()
            .filter(|cell| event.holds(&|variable: &Expr| cell.get(variable).copied().unwrap_or(0), &number));
        let weights: Vec<Vec<Name>> = inside.map(|cell| self.factors(key, cell)).collect();
        self.used.extend(weights.iter().flatten().cloned());
        sum(weights.into_iter().map(|names| product(names.into_iter().map(Expr::symbol).collect())).collect())
    }

    /// The weights whose product is that of a cell.
    fn factors(&self, key: &Expr, cell: &BTreeMap<&Expr, usize>) -> Vec<Name> {
        if self.independent {
            cell.iter().map(|(variable, value)| cell_name(key, &BTreeMap::from([(*variable, *value)]))).collect()
        } else {
            vec![cell_name(key, cell)]
        }
    }

    /// Whether a letter is a variable of an event, or its value.
    pub fn ranges_over(&self, name: &Name, body: &Expr) -> bool {
        self.find(name, body).is_some()
    }

    /// How many values a letter runs over.
    pub fn count(&self, name: &Name, body: &Expr) -> usize {
        self.find(name, body).unwrap_or(1)
    }

    fn find(&self, name: &Name, body: &Expr) -> Option<usize> {
        let mut found = None;
        body.visit(&mut |node| {
            let Some((key, arguments)) = measure(node) else { return };
            let Some(variables) = self.measures.get(&key) else { return };
            let Some(read) = conditioned(arguments, &Env::new()) else { return };
            let mut spoken = BTreeMap::new();
            read.event.collect(&mut spoken);
            read.given.collect(&mut spoken);
            for (variable, labels) in spoken {
                let own = variable.as_symbol() == Some(name);
                let value = labels.contains(&Label::Written(Expr::symbol(name)));
                if own || value {
                    found = variables.get(&variable).map(size);
                }
            }
        });
        found
    }

    /// The measure of a name without arguments, and its only variable: `D_{KL}(p \| q)`.
    pub fn only_variable(&self, key: &Expr) -> Option<(&Expr, usize)> {
        let mut variables = self.measures.get(key)?.iter();
        let (variable, numbered) = variables.next()?;
        variables.next().is_none().then(|| (variable, size(numbered)))
    }

    /// Adds a variable to the table of a measure.
    pub fn add(&mut self, key: &Expr, variable: &Expr) {
        let labels = BTreeSet::from([Label::Own]);
        let numbered = number(&labels, &BTreeSet::new());
        self.measures.entry(key.clone()).or_default().entry(variable.clone()).or_insert(numbered);
    }
}

/// `p(A=0,B=1)`
fn cell_name(key: &Expr, cell: &BTreeMap<&Expr, usize>) -> Name {
    let values: Vec<String> = cell.iter().map(|(variable, value)| format!("{}={value}", plain(variable))).collect();
    Name::from(format!("\\text{{weight {} of {}}}", plain(key), values.join(", ")))
}

/// Values by label; numbers only are the values themselves, else there is one more than is spoken of.
fn number(labels: &BTreeSet<Label>, bound: &BTreeSet<Name>) -> Numbered {
    let fixed = labels.iter().filter(|label| match label {
        Label::Written(value) => value.as_symbol().is_none_or(|name| !bound.contains(name)),
        _ => true,
    });
    fixed.cloned().enumerate().map(|(number, label)| (label, number)).collect()
}

fn size(numbered: &Numbered) -> usize {
    let digits = numbered.keys().all(|label| matches!(label, Label::Written(value) if value.as_number().is_some()));
    if digits && numbered.len() > 1 { numbered.len() } else { numbered.len().max(1) + 1 }
}

fn is_moment(node: &Expr) -> bool {
    match &node.kind {
        Kind::Apply("Expectation" | "Variance" | "Covariance" | "KLDivergence" | "StandardDeviation", _) => true,
        Kind::Bind(binding) => matches!(binding.head, "Expectation" | "Variance" | "Covariance"),
        _ => false,
    }
}

/// Variables and labels of every probability, and the letters that sums bind; `None` where one cannot be read.
fn collect(
    expr: &Expr,
    found: &mut BTreeMap<Expr, BTreeMap<Expr, BTreeSet<Label>>>,
    bound: &mut BTreeSet<Name>,
) -> Option<()> {
    if let Some((key, arguments)) = measure(expr) {
        let read = conditioned(arguments, &Env::new())?;
        let variables = found.entry(key).or_default();
        read.event.collect(variables);
        read.given.collect(variables);
        return Some(());
    }
    if let Kind::Bind(binding) = &expr.kind {
        bound.extend(binding.bound.iter().map(|bound| bound.name.clone()));
        for own in &binding.bound {
            if let Range::Distributed(measure) = &own.range
                && measure.as_symbol().is_some()
            {
                found
                    .entry(measure.clone())
                    .or_default()
                    .entry(Expr::symbol(&own.name))
                    .or_default()
                    .insert(Label::Own);
            }
        }
    }
    expr.children().into_iter().try_for_each(|child| collect(child, found, bound))
}
