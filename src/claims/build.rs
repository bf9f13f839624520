//! Claims to self-contained problems.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern;
use super::{Definition, Problem, Relation, Role};
use crate::expr::{Bound, Expr, Kind, Name, Range, Sort};
use crate::prose::Stance;

/// How many definitions may stand behind one claim: a longer tail is not a step that a reader takes.
const MOST_DEFINITIONS: usize = 24;

/// An assumption so many formulas further down may still belong to a claim: "holds if b = …".
const NEAR: usize = 1;

/// What is supposed for what comes next reaches so many formulas.
const SOON: usize = 2;

/// The law of a random variable is kept in mind for so many formulas.
const REACH: usize = 24;

/// What a page defines and restricts, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    definitions: Vec<(usize, Definition)>,
    constraints: Vec<(usize, Expr)>,
    /// The section that each formula stands in.
    sections: Vec<usize>,
    /// Constraints that only hold where they are assumed, by their place in the list of all.
    local: BTreeSet<usize>,
    /// Values that are supposed for what comes next, by their place in the same list: "take k = 1; then …".
    brief: BTreeSet<usize>,
    /// The left sides of equations and their names, with formula, statement and link of each.
    determined: Vec<(Name, Expr, [usize; 3])>,
    /// Those of them that only assume something: "if we choose b = …".
    assumed: BTreeSet<[usize; 3]>,
}

impl Knowledge {
    /// Nothing yet of a page whose formulas stand in these sections.
    pub fn of_sections(sections: Vec<usize>) -> Self {
        Self { sections, ..Self::default() }
    }

    fn share_a_section(&self, one: usize, other: usize) -> bool {
        self.sections.get(one) == self.sections.get(other)
    }

    /// Takes in what a relation of formula `relation.formula` says.
    pub fn learn(&mut self, relation: &Relation) {
        if relation.stance == Stance::Denied {
            return;
        }
        if relation.relation == "Equal"
            && !sets(relation)
            && !is_law(relation)
            && !is_written_out(&relation.right)
            && let Some(name) = pattern::base_name(&relation.left)
        {
            self.determined.push((name.clone(), relation.left.clone(), place(relation)));
            if relation.stance == Stance::Assumed {
                self.assumed.insert(place(relation));
            }
        }
        match relation.role {
            Role::Definition => {
                if let Some(definition) = definition(relation) {
                    self.definitions.push((relation.formula, definition));
                }
            }
            Role::Constraint if !relation.tentative && sets(relation) && relation.stance == Stance::Assumed => {
                self.brief.insert(self.constraints.len());
                self.constraints.push((relation.formula, relation.whole()));
            }
            // What a name is set to in one run is no fact of the mathematics.
            Role::Constraint | Role::Declaration
                if !asks_of_another(relation) && !relation.tentative && !sets(relation) =>
            {
                let supposed = matches!(relation.stance, Stance::Assumed | Stance::Asked | Stance::Example);
                if supposed && relation.relation == "Equal" {
                    self.local.insert(self.constraints.len());
                }
                self.constraints.extend(one_by_one(relation).into_iter().map(|fact| (relation.formula, fact)));
            }
            // "Why is f(x) = x^p convex?": a function is another one from there on.
            Role::Constraint if asks_of_another(relation) => {
                let known = |own: &Definition| self.definitions.iter().any(|(_, other)| other.name == own.name);
                if let Some(definition) = definition(relation).filter(known) {
                    self.definitions.push((relation.formula, definition));
                }
            }
            // What follows for a name without a meaning is its meaning from there on.
            Role::Claim
                if relation.relation == "Equal" && relation.link == 0 && !sets(relation) && !is_law(relation) =>
            {
                let known = |own: &Definition| self.definitions.iter().any(|(_, other)| other.name == own.name);
                if let Some(definition) = definition(relation).filter(|own| !known(own)) {
                    self.definitions.push((relation.formula, definition));
                }
            }
            _ => {}
        }
    }

    /// The names that have a definition in a formula before `formula`.
    pub fn names_before(&self, formula: usize) -> BTreeSet<Name> {
        self.definitions.iter().filter(|(at, _)| *at < formula).map(|(_, definition)| definition.name.clone()).collect()
    }

    /// The names that a membership or a condition of the page speaks of: they range over what it says.
    pub fn restricted(&self) -> BTreeSet<Name> {
        let ranges = self.constraints.iter().filter(|(_, fact)| !fact.is_apply("Equal"));
        ranges.flat_map(|(_, fact)| ranged(fact)).collect()
    }

    /// The names for which the page has an equation other than a claim itself and the formulas that it uses.
    pub fn determined(&self, claim: &Relation, used: &[usize]) -> BTreeSet<&Name> {
        let further = |at: &[usize; 3]| at[0] > claim.formula + NEAR && self.assumed.contains(at);
        let others = self.determined.iter().filter(|(name, left, at)| {
            let parameters = match &left.kind {
                Kind::Call(_, arguments) => arguments.iter().filter_map(|own| own.as_symbol().cloned()).collect(),
                _ => Vec::new(),
            };
            let of_others = is_of_another(claim, name, &parameters) || is_of_others(claim, name, left);
            *at != place(claim) && !used.contains(&at[0]) && !further(at) && !of_others
        });
        others.map(|(name, ..)| name).collect()
    }

    /// The definitions of a page, with the formula each stands in.
    pub fn definitions(&self) -> &[(usize, Definition)] {
        &self.definitions
    }

    /// What a name means in a formula: the nearest definition before it, else the only one after it.
    fn meaning(&self, name: &Name, formula: usize) -> Option<&(usize, Definition)> {
        let own = || self.definitions.iter().filter(|(_, definition)| definition.name == *name);
        let once = own().all(|(_, other)| own().next().is_some_and(|(_, first)| first == other));
        // A letter with several meanings means something else in every section.
        let here = |at: usize| self.share_a_section(at, formula);
        let mut after = own().filter(|(at, _)| *at > formula && here(*at));
        own()
            .rfind(|(at, _)| *at <= formula && (once || here(*at)))
            .or_else(|| after.next().filter(|_| after.next().is_none()))
    }

    /// The formula that says which law a name has in another formula: the last one before it in its section.
    fn law(&self, name: &Expr, formula: usize) -> Option<usize> {
        let drawn = |fact: &Expr| fact.as_apply("Distributed").is_some_and(|parts| parts.first() == Some(name));
        let laws = self.constraints.iter().filter(|(_, fact)| drawn(fact)).map(|(at, _)| *at);
        let mut before = laws.filter(|at| (*at..=at + REACH).contains(&formula) && self.share_a_section(*at, formula));
        before.next_back()
    }

    /// The problem that a claim poses, and the formulas whose definitions it uses.
    pub fn problem(&self, claim: &Relation, sorts: BTreeMap<Name, Sort>) -> (Problem, Vec<usize>) {
        let (definitions, used) = self.behind(claim);
        let mut names = claim.left.free_names();
        names.extend(claim.right.free_names());
        names.extend(definitions.iter().flat_map(|definition| definition.body.free_names()));
        let known = self.constraints.iter().enumerate().filter_map(|(number, (at, fact))| {
            let here = self.share_a_section(*at, claim.formula);
            if let Some([name, _]) = fact.as_apply("Distributed") {
                return (self.law(name, claim.formula) == Some(*at) && names.contains(name.as_symbol()?))
                    .then(|| fact.clone());
            }
            let reaches = match (self.brief.contains(&number), self.local.contains(&number)) {
                (true, _) => (at + 1..=at + SOON).contains(&claim.formula) && here,
                (_, true) => *at <= claim.formula + NEAR && here,
                _ => true,
            };
            (*at != claim.formula && reaches).then(|| over_names(fact, &names)).flatten()
        });
        let mut facts = claim.conditions.clone();
        facts.extend(known);
        facts.retain(|fact| !only_says_finite(fact));
        facts.sort();
        facts.dedup();
        let (mut facts, definitions) = solved(facts, definitions, claim);
        // A letter that names a function here is a number where a condition speaks of its size.
        facts.retain(|fact| !definitions.iter().any(|definition| mistakes(fact, definition)));
        // A function that gets its meaning further down is still any function here.
        let before = |own: &Definition| self.definitions.iter().any(|(at, known)| *at < claim.formula && known == own);
        let known = || definitions.iter().filter(|own| before(own));
        let called = |side: &Expr| known().fold(side.clone(), |side, own| called_in_derivatives(&side, own));
        let problem = Problem {
            left: called(&claim.left),
            relation: claim.relation,
            right: called(&claim.right),
            facts,
            definitions,
            sorts,
            closed: false,
        };
        (problem, used)
    }

    /// Whether the page says that a bare name is a number, so that a family of its letter is something else.
    fn is_number(&self, name: &Name) -> bool {
        self.constraints.iter().any(|(_, fact)| match fact.as_apply("Element") {
            Some([own, set]) => own.as_symbol() == Some(name) && !set.is_apply("CartesianPower"),
            _ => false,
        })
    }

    /// Every definition that the claim's names lead to, those that others build on first.
    fn behind(&self, claim: &Relation) -> (Vec<Definition>, Vec<usize>) {
        let mut wanted: Vec<Name> = claim.left.free_names().into_iter().chain(claim.right.free_names()).collect();
        let mut seen: BTreeSet<Name> = wanted.iter().cloned().collect();
        let mut indexed = indexed_names(&claim.left);
        indexed.extend(indexed_names(&claim.right));
        let mut found: Vec<(usize, Definition)> = Vec::new();
        while let Some(name) = wanted.pop() {
            let number = !indexed.contains(&name) && self.is_number(&name);
            let meaning = self.meaning(&name, claim.formula);
            let Some((at, definition)) = meaning.filter(|(_, own)| !number || own.indices.is_empty()) else { continue };
            if found.len() == MOST_DEFINITIONS
                || repeats(claim, definition)
                || is_another_value(claim, definition)
                || is_of_another(claim, &definition.name, &definition.parameters)
            {
                continue;
            }
            for name in definition.body.free_names() {
                if seen.insert(name.clone()) {
                    wanted.push(name);
                }
            }
            indexed.extend(indexed_names(&definition.body));
            found.push((*at, definition.clone()));
        }
        found.sort();
        let used: BTreeSet<usize> = found.iter().map(|(at, _)| *at).collect();
        (in_order_of_use(found.into_iter().map(|(_, definition)| definition).collect()), used.into_iter().collect())
    }
}

/// The names that a fact gives a range: a distribution that of what is drawn from it, a condition that of what stands
/// in it as itself, not inside of a function.
fn ranged(fact: &Expr) -> BTreeSet<Name> {
    match &fact.kind {
        Kind::Apply("Distributed", sides) => sides.first().and_then(pattern::base_name).into_iter().cloned().collect(),
        Kind::Call(..) | Kind::Bind(_) => BTreeSet::new(),
        Kind::Symbol(name) => BTreeSet::from([name.clone()]),
        _ => fact.children().into_iter().flat_map(ranged).collect(),
    }
}

/// The names that stand with an index.
fn indexed_names(expr: &Expr) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    expr.visit(&mut |part| {
        if let Kind::Apply("At" | "AtUpper", parts) = &part.kind {
            names.extend(parts.first().and_then(Expr::as_symbol).cloned());
        }
    });
    names
}

/// The letters that write an identity matrix in a condition.
const IDENTITIES: &[&str] = &["I", "\\mathbf{I}", "\\mathbb{I}"];

/// A condition on some of the names: as it stands, or for all values of the letters that only pick entries, as in
/// `p_i > 0` and `\sum_j A_{ij} = 1`.
fn over_names(fact: &Expr, names: &BTreeSet<Name>) -> Option<Expr> {
    let own = fact.free_names();
    if own.is_disjoint(names) {
        return None;
    }
    let further: BTreeSet<Name> =
        own.into_iter().filter(|name| !names.contains(name) && !IDENTITIES.contains(&name.as_str())).collect();
    if further.is_empty() {
        return Some(fact.clone());
    }
    let picks = further.iter().all(|name| is_only_index(fact, name)) && restricts_entries(fact);
    picks.then(|| {
        let bound = further.into_iter().map(|name| Bound { name, range: Range::Implicit }).collect();
        Expr::bind("ForAll", bound, fact.clone())
    })
}

/// Whether a letter stands among the indices of names and nowhere else.
fn is_only_index(expr: &Expr, letter: &Name) -> bool {
    match &expr.kind {
        Kind::Symbol(name) => name != letter,
        Kind::Apply("At", parts) => {
            let (base, indices) = parts.split_at(1.min(parts.len()));
            base.iter().all(|part| is_only_index(part, letter))
                && indices.iter().all(|index| index.as_symbol().is_some() || !index.free_names().contains(letter))
        }
        _ => expr.children().into_iter().all(|child| is_only_index(child, letter)),
    }
}

/// Whether a condition keeps values out: an order, a set of values, a total. An equation of an entry says what it is.
fn restricts_entries(fact: &Expr) -> bool {
    match &fact.kind {
        Kind::Apply("Greater" | "GreaterEqual" | "Less" | "LessEqual" | "NotEqual", _) => true,
        Kind::Apply("Element", sides) => {
            sides.get(1).is_some_and(|set| matches!(set.kind, Kind::Apply("Set" | "Interval" | "RestrictedSet", _)))
        }
        Kind::Apply("Equal", sides) => sides.first().is_some_and(|left| matches!(left.kind, Kind::Bind(_))),
        _ => false,
    }
}

/// `x < \infty`: true of every number.
fn only_says_finite(fact: &Expr) -> bool {
    let infinite = |side: &Expr| side.is_apply("Infinity");
    let below = |side: &Expr| side.as_apply("Negate").and_then(<[Expr]>::first).is_some_and(infinite);
    match &fact.kind {
        Kind::Apply("Less" | "LessEqual" | "MuchLess", sides) => {
            sides.last().is_some_and(infinite) || sides.first().is_some_and(below)
        }
        Kind::Apply("Greater" | "GreaterEqual" | "MuchGreater", sides) => {
            sides.first().is_some_and(infinite) || sides.last().is_some_and(below)
        }
        _ => false,
    }
}

/// Facts that say what a name is (`d = H d_h`) serve as its definition.
fn solved(facts: Vec<Expr>, definitions: Vec<Definition>, claim: &Relation) -> (Vec<Expr>, Vec<Definition>) {
    let mut definitions = definitions;
    let mut left_over = Vec::new();
    for fact in facts {
        match meaning_of(&fact).filter(|meaning| !mixes(meaning, &definitions) && !repeats(claim, meaning)) {
            Some(meaning) => definitions.push(meaning),
            None => left_over.push(fact),
        }
    }
    (left_over, in_order_of_use(definitions))
}

/// Whether a condition speaks of the name of a function as if it were a value.
fn mistakes(fact: &Expr, definition: &Definition) -> bool {
    let own = |part: &Expr| part.as_symbol() == Some(&definition.name);
    let called = |part: &Expr| matches!(&part.kind, Kind::Call(callee, _) if own(callee));
    let (mut seen, mut calls) = (0_usize, 0_usize);
    fact.visit(&mut |part| {
        seen += usize::from(own(part));
        calls += usize::from(called(part));
    });
    !definition.parameters.is_empty() && seen > calls
}

fn meaning_of(fact: &Expr) -> Option<Definition> {
    let [left, right] = fact.as_apply("Equal")? else { return None };
    let name = left.as_symbol()?.clone();
    let body = right.clone();
    (!body.free_names().contains(&name)).then(|| Definition { name, indices: Vec::new(), parameters: Vec::new(), body })
}

/// Whether the name has a meaning already, or one of those known is built on it.
fn mixes(meaning: &Definition, known: &[Definition]) -> bool {
    let own = meaning.body.free_names();
    known.iter().any(|other| {
        other.name == meaning.name || other.body.free_names().contains(&meaning.name) && own.contains(&other.name)
    })
}

/// `\eta = 0.05`: a value in one run. A number that something composed comes to is a condition on its parts.
fn sets(relation: &Relation) -> bool {
    let named = match &relation.left.kind {
        Kind::Symbol(_) | Kind::Apply("At" | "AtUpper" | "Sequence", _) => true,
        // A probability in an example turns no law of probability.
        Kind::Call(callee, _) => pattern::base_name(callee).is_some_and(pattern::is_measure),
        Kind::Apply(head, _) => matches!(*head, "Probability"),
        _ => false,
    };
    relation.relation == "Equal" && named && pattern::is_setting(&relation.right)
}

/// `q(y) = …` says nothing of `q(x)`: distributions are told apart by what they are of.
fn is_of_another(claim: &Relation, name: &Name, parameters: &[Name]) -> bool {
    let other = |argument: &Expr| pattern::base_name(argument).is_some_and(|own| !parameters.contains(own));
    let called = |part: &Expr| match &part.kind {
        Kind::Call(callee, arguments) => callee.as_symbol() == Some(name) && arguments.iter().any(other),
        _ => false,
    };
    !parameters.is_empty()
        && pattern::is_measure(name)
        && [&claim.left, &claim.right].iter().any(|side| side.any(&mut |part| called(part)))
}

/// `\partial \ell / \partial \mu` where the page defines `\ell(\mu)`: the value of the function, at its own letters.
fn called_in_derivatives(side: &Expr, own: &Definition) -> Expr {
    const DERIVATIVES: [&str; 4] = ["PartialDerivative", "TotalDerivative", "Gradient", "Hessian"];
    if own.parameters.is_empty() || !own.indices.is_empty() {
        return side.clone();
    }
    let inner = side.map_children(&mut |part| called_in_derivatives(part, own));
    match &inner.kind {
        Kind::Apply(head, parts) if DERIVATIVES.contains(head) => match parts.split_first() {
            Some((body, rest)) if body.as_symbol() == Some(&own.name) => {
                let letters = own.parameters.iter().map(Expr::symbol).collect::<Vec<_>>();
                let value = Expr::call(body.clone(), letters).at(body.span);
                Expr::apply(head, std::iter::once(value).chain(rest.iter().cloned()).collect::<Vec<_>>()).at(inner.span)
            }
            _ => inner,
        },
        _ => inner,
    }
}

/// `a, b \in \mathbb{R}` and `a, b > 0` say of each what they say of all; `x_1, \ldots, x_n \in \mathbb{R}` speaks of a
/// family.
fn one_by_one(relation: &Relation) -> Vec<Expr> {
    const EACH: [&str; 7] = ["Element", "Less", "LessEqual", "Greater", "GreaterEqual", "NotEqual", "NotElement"];
    let of_tuples = |part: &Expr| matches!(&part.kind, Kind::Apply(head, _) if PRODUCTS_OF_SETS.contains(head));
    let several = |side: &Expr| match &side.kind {
        Kind::Apply("Sequence" | "Tuple", members) => Some(members.clone()),
        _ => None,
    };
    let whole = || vec![relation.whole()];
    // Pairs are members of sets of pairs.
    if !EACH.contains(&relation.relation) || relation.right.any(&mut |part| of_tuples(part)) {
        return whole();
    }
    let with = |left: &Expr, right: &Expr| Expr::apply(relation.relation, [left.clone(), right.clone()]);
    let facts: Vec<Expr> = match (several(&relation.left), several(&relation.right)) {
        (Some(members), None) => members.iter().map(|member| with(member, &relation.right)).collect(),
        (None, Some(members)) if relation.relation != "Element" => {
            members.iter().map(|member| with(&relation.left, member)).collect()
        }
        _ => return whole(),
    };
    if facts.iter().any(|fact| fact.any(&mut |part| part.is_apply("Ellipsis"))) { Vec::new() } else { facts }
}

/// Sets of tuples.
const PRODUCTS_OF_SETS: [&str; 3] = ["CartesianPower", "CartesianProduct", "SetBuilder"];

/// An equation for a function of letters inside of a question.
fn asks_of_another(relation: &Relation) -> bool {
    let called = || pattern::defined(&relation.left).is_some_and(|defined| !defined.parameters.is_empty());
    relation.stance == Stance::Asked && relation.relation == "Equal" && called()
}

/// `P(D = 1) = …` says nothing of `P(A \mid B)`: their events are of other variables.
fn is_of_others(claim: &Relation, measure: &Name, left: &Expr) -> bool {
    let told = spoken_of(left, measure);
    let asked: BTreeSet<Name> = [&claim.left, &claim.right].iter().flat_map(|side| spoken_of(side, measure)).collect();
    pattern::is_measure(measure) && !told.is_empty() && told.is_disjoint(&asked)
}

/// The letters of the variables that the events of a measure speak of.
fn spoken_of(side: &Expr, measure: &Name) -> BTreeSet<Name> {
    let mut found = BTreeSet::new();
    side.visit(&mut |part| match &part.kind {
        Kind::Call(callee, arguments) if callee.as_symbol() == Some(measure) => {
            arguments.iter().for_each(|argument| variables(argument, &mut found));
        }
        _ => {}
    });
    found
}

fn variables(event: &Expr, found: &mut BTreeSet<Name>) {
    match (&event.kind, pattern::base_name(event)) {
        (Kind::Apply("Equal", parts), _) => parts.iter().take(1).for_each(|part| variables(part, found)),
        (_, Some(name)) => {
            found.insert(name.clone());
        }
        _ => event.children().into_iter().for_each(|part| variables(part, found)),
    }
}

fn is_law(relation: &Relation) -> bool {
    pattern::is_law_of_probability(&relation.left, &relation.right)
}

/// `[x_1, x_2, \ldots, x_n]^\top`: the entries of an array by their names, which tell nothing of its value.
fn is_written_out(side: &Expr) -> bool {
    match &side.kind {
        Kind::Apply("Transpose", parts) => parts.first().is_some_and(is_written_out),
        Kind::Apply("List" | "Matrix" | "Tuple", _) => side.any(&mut |part| part.is_apply("Ellipsis")),
        _ => false,
    }
}

fn place(relation: &Relation) -> [usize; 3] {
    [relation.formula, relation.statement, relation.link]
}

/// Whether the claim says literally what the definition says: it must then not be proved by itself.
fn repeats(claim: &Relation, definition: &Definition) -> bool {
    pattern::base_name(&claim.left) == Some(&definition.name) && claim.right == definition.body
}

/// `\rho = 0` where another case has `\rho = 1`: each sets the name, neither says anything of the other.
fn is_another_value(claim: &Relation, definition: &Definition) -> bool {
    let literal = |side: &Expr| match &side.kind {
        Kind::Apply("Negate", parts) => parts.iter().all(|part| part.as_number().is_some()),
        _ => side.as_number().is_some(),
    };
    claim.relation == "Equal"
        && pattern::base_name(&claim.left) == Some(&definition.name)
        && literal(&claim.right)
        && literal(&definition.body)
}

fn definition(relation: &Relation) -> Option<Definition> {
    defining(&relation.left, &relation.right)
}

/// defining: both sides of an equation → what it defines: `n = 3`, `p_i = …`, `f(x) = …`.
pub fn defining(left: &Expr, right: &Expr) -> Option<Definition> {
    let defined = pattern::defined(left)?;
    let circular = right.free_names().contains(&defined.name);
    let opaque = right.any(&mut |part| matches!(part.kind, Kind::Opaque(_)));
    let slipped = !defined.indices.is_empty() && slips(&defined.indices, right);
    let member = !defined.indices.is_empty() && sets_a_member(&defined.indices, right);
    (!circular && !opaque && !slipped && !member).then(|| Definition {
        name: defined.name,
        indices: defined.indices,
        parameters: defined.parameters,
        // A length or a deviation: what is given by its square is the root that is not negative.
        body: if defined.squared { Expr::apply("Sqrt", [right.clone()]) } else { right.clone() },
    })
}

/// `\mu_A = 6561`: the value of the member of that label, of no other one.
fn sets_a_member(indices: &[Name], body: &Expr) -> bool {
    let own = body.free_names();
    indices.iter().all(|index| index.as_str().starts_with(char::is_uppercase) && !own.contains(index))
}

/// `d_i = x_n - \mu`: the right side runs over another index, so that it is not known what is meant.
fn slips(indices: &[Name], body: &Expr) -> bool {
    let own = body.free_names();
    let mut others = false;
    body.visit(&mut |part| {
        if let Kind::Apply("At" | "AtUpper", parts) = &part.kind {
            others |= parts.iter().skip(1).any(|index| index.as_symbol().is_some_and(|name| own.contains(name)));
        }
    });
    others && indices.iter().all(|index| !own.contains(index))
}

/// Sorts so that a definition stands behind those it uses; what is left in a circle keeps its order and is dropped.
pub fn in_order_of_use(mut waiting: Vec<Definition>) -> Vec<Definition> {
    let mut ordered: Vec<Definition> = Vec::new();
    loop {
        let pending: BTreeSet<Name> = waiting.iter().map(|definition| definition.name.clone()).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|definition| definition.body.free_names().is_disjoint(&pending));
        if ready.is_empty() {
            return ordered;
        }
        ordered.extend(ready);
        waiting = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::ClaimKind;
    use crate::source::Span;

    fn relation(formula: usize, role: Role, left: Expr, right: Expr) -> Relation {
        Relation {
            formula,
            statement: 0,
            link: 0,
            role,
            kind: ClaimKind::Identity,
            stance: Stance::Plain,
            left,
            relation: "Equal",
            right,
            conditions: Vec::new(),
            span: Span::default(),
            tentative: false,
        }
    }

    #[test]
    fn a_claim_carries_what_its_names_lead_to_in_order_of_use() {
        let mut page = Knowledge::default();
        let sum = Expr::apply("Add", [Expr::symbol("z"), Expr::integer(1)]);
        page.learn(&relation(0, Role::Definition, Expr::symbol("y"), sum));
        page.learn(&relation(1, Role::Definition, Expr::symbol("z"), Expr::symbol("x")));
        page.learn(&relation(1, Role::Definition, Expr::symbol("w"), Expr::symbol("x")));
        let (problem, used) =
            page.problem(&relation(2, Role::Claim, Expr::symbol("y"), Expr::symbol("x")), BTreeMap::new());
        let names: Vec<_> = problem.definitions.iter().map(|definition| definition.name.as_str()).collect();
        assert_eq!(names, ["z", "y"]);
        assert_eq!(used, [0, 1]);
    }

    #[test]
    fn a_constraint_counts_where_the_claim_has_all_its_names() {
        let mut page = Knowledge::default();
        page.learn(&relation(0, Role::Constraint, Expr::apply("Abs", [Expr::symbol("x")]), Expr::symbol("x")));
        page.learn(&relation(0, Role::Constraint, Expr::symbol("x"), Expr::integer(2)));
        page.learn(&relation(0, Role::Constraint, Expr::symbol("x"), Expr::symbol("q")));
        let (problem, _) =
            page.problem(&relation(1, Role::Claim, Expr::symbol("x"), Expr::integer(3)), BTreeMap::new());
        assert_eq!(problem.facts.len(), 1);
    }
}
