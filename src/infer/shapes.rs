//! Shapes of expressions.
//!
//! Takes an expression and what is known of its names; gives its form and the clashes inside. What nobody declared is
//! unknown and fits everything.

use std::collections::BTreeMap;

use super::clash::{Clash, ClashKind};
use super::form::{Axis, Form, Orientation, Places};
use super::product::{family, is_bold};
use super::rules::{Rule, rule};
use super::sizes::{Compared, Relations, member, size_of};
use super::symbols::Symbols;
use crate::expr::{Binding, Expr, Head, Kind, Name, Range, Size};
use crate::source::Span;

/// Walks the expressions of one statement.
pub(super) struct Walker<'a> {
    pub symbols: &'a dyn Symbols,
    /// Shapes that definitions of the page gave to names that nobody declared.
    pub defined: &'a BTreeMap<Name, Form>,
    pub relations: &'a Relations,
    pub statement: usize,
    pub clashes: Vec<Clash>,
    /// Letters that run over numbers here.
    pub counters: Vec<Name>,
}

impl Walker<'_> {
    /// The form of an expression; clashes inside are recorded.
    pub fn form(&mut self, expr: &Expr) -> Form {
        match &expr.kind {
            Kind::Number(_) => Form::scalar(),
            Kind::Symbol(name) => self.name(name),
            Kind::Apply(head, arguments) => self.apply(head, arguments, expr.span),
            Kind::Call(callee, arguments) => self.call(callee, arguments),
            Kind::Bind(binding) => self.bind(binding),
            Kind::Opaque(_) => Form::unknown(),
        }
    }

    fn name(&self, name: &Name) -> Form {
        if self.counters.contains(name) {
            return Form::scalar();
        }
        match self.symbols.known(name, self.statement) {
            Some(known) if known.indices == 0 && known.sort.signature.is_none() => self.or_sliced(known.form(), name),
            Some(known) if known.sort.signature.is_some() => Form::unknown(),
            Some(_) => self.sliced(name),
            None => self.defined.get(name).cloned().unwrap_or_else(|| self.sliced(name)),
        }
    }

    /// The form that is declared; where none is, what colons show.
    fn or_sliced(&self, form: Form, name: &Name) -> Form {
        if form.rank().is_some() { form } else { self.sliced(name) }
    }

    /// The form that colons among the indices of a name show, somewhere on the page.
    fn sliced(&self, name: &Name) -> Form {
        match self.relations.sliced(name) {
            Some(rank) => Form::array(vec![Axis::default(); rank], Places::new()).shown(),
            None => Form::unknown(),
        }
    }

    /// f : … → R has the shape of R.
    fn call(&mut self, callee: &Expr, arguments: &[Expr]) -> Form {
        for argument in arguments {
            self.form(argument);
        }
        let known = callee.as_symbol().and_then(|name| self.symbols.known(name, self.statement));
        let result = known.and_then(|known| Some((known.sort.signature?.result, known.place)));
        result.map_or_else(Form::unknown, |(sort, place)| Form::declared(&sort.shape, place))
    }

    fn bind(&mut self, binding: &Binding) -> Form {
        let depth = self.counters.len();
        for bound in &binding.bound {
            for part in bound.range.parts() {
                self.form(part);
            }
            let counts = matches!(bound.range, Range::Between(..)) && binding.head != "Integral";
            if counts {
                self.counters.push(bound.name.clone());
            }
        }
        let body = self.form(&binding.body);
        self.counters.truncate(depth);
        match binding.head {
            "Sum" | "Integral" | "Limit" | "Expectation" => body,
            "Product" | "Max" | "Min" | "Supremum" | "Infimum" if body.is_scalar() => body,
            _ => Form::unknown(),
        }
    }

    fn apply(&mut self, head: Head, arguments: &[Expr], span: Span) -> Form {
        let rule = rule(head);
        match rule {
            Rule::At => return self.at(arguments),
            Rule::Upper => return self.upper(arguments),
            Rule::Derivative | Rule::Gradient | Rule::Hessian => return self.derivative(rule, arguments),
            Rule::Identity => return identity(arguments),
            _ => {}
        }
        let forms: Vec<Form> = arguments.iter().map(|argument| self.form(argument)).collect();
        match rule {
            Rule::Sum => self.sum(arguments, forms, span),
            Rule::Product => self.product(arguments, forms, span),
            Rule::Hadamard => self.fold(forms, span, ClashKind::Entrywise),
            Rule::InnerProduct => self.inner(forms, span),
            Rule::Matrix => matrix(arguments, self),
            Rule::Piecewise => forms.into_iter().step_by(2).find(|form| form.rank().is_some()).unwrap_or_default(),
            _ => self.one(rule, forms, arguments, span),
        }
    }

    /// Rules that look at their arguments' forms one by one.
    fn one(&mut self, rule: Rule, forms: Vec<Form>, arguments: &[Expr], span: Span) -> Form {
        let first = forms.first().cloned().unwrap_or_default();
        match rule {
            Rule::Scalar => Form::scalar(),
            Rule::Entrywise | Rule::First => first,
            Rule::ScalarIfScalar if forms.iter().all(Form::is_scalar) => Form::scalar(),
            Rule::Quotient | Rule::Power if forms.get(1).is_some_and(Form::is_scalar) => first,
            // Nobody transposes a number: here the letter means something else.
            Rule::Transpose if first.is_scalar() => Form::unknown(),
            Rule::Transpose => first.transposed(),
            Rule::PseudoInverse => first.transposed(),
            Rule::SquareToScalar => {
                self.square(&first, span);
                Form::scalar()
            }
            Rule::Inverse => {
                self.square(&first, span);
                first
            }
            Rule::InverseTranspose => {
                self.square(&first, span);
                first.transposed()
            }
            Rule::OuterProduct => outer(&forms),
            Rule::Kronecker => kronecker(&forms),
            Rule::Diag => diagonal(first),
            Rule::Vec => flattened(&first),
            Rule::Concat => self.concat(&forms),
            Rule::List => list(arguments, &forms),
            _ => Form::unknown(),
        }
    }

    /// x_i of a declared family is a member; of a declared vector or matrix, an entry, a row or a column.
    fn at(&mut self, arguments: &[Expr]) -> Form {
        let Some((base, indices)) = arguments.split_first() else { return Form::unknown() };
        let kept: Vec<bool> = indices.iter().map(|index| index.is_apply("Slice")).collect();
        let Some(name) = base.as_symbol() else {
            let form = self.form(base);
            return entry(&form, &kept).unwrap_or_default();
        };
        let named = member(arguments).and_then(|name| self.symbols.known(&name, self.statement));
        if let Some(known) = named {
            return known.form();
        }
        if let Some(known) = self.symbols.member(name, indices, self.statement) {
            return known.form();
        }
        match self.symbols.known(name, self.statement) {
            Some(known) if known.indices == 0 => {
                let form = self.or_sliced(known.form(), name);
                // A bold letter with one index is as often a member of a family as an entry.
                let bold = name.as_str().contains("\\mathbf");
                let sure = indices.len() > 1 || !bold;
                sure.then(|| entry(&form, &kept)).flatten().unwrap_or_else(|| slice(&kept))
            }
            _ => entry(&self.sliced(name), &kept).unwrap_or_else(|| slice(&kept)),
        }
    }

    /// x^{(i)} is a member of a family: the shape of x where x is declared with one.
    fn upper(&mut self, arguments: &[Expr]) -> Form {
        let Some((base, indices)) = arguments.split_first() else { return Form::unknown() };
        let known = base.as_symbol().and_then(|name| self.symbols.member(name, indices, self.statement));
        known.map_or_else(Form::unknown, |known| known.form())
    }

    /// ∂f/∂x of a number f: the shape of x; of an array by a number: the shape of f.
    fn derivative(&mut self, rule: Rule, arguments: &[Expr]) -> Form {
        let Some((of, by)) = arguments.split_first() else { return Form::unknown() };
        let (before, value) = (self.clashes.len(), of);
        let of = self.form(of);
        // `\nabla_x x^\top A`: the variable of a rule of calculus has the size that fits.
        self.clashes.truncate(before);
        let names = by;
        let by: Vec<Form> = by.iter().map(|name| self.form(name)).collect();
        match (rule, by.as_slice()) {
            (Rule::Hessian, [by]) if of.is_scalar() && by.rank() == Some(1) => outer(&[by.clone(), by.clone()]),
            (Rule::Hessian, _) => Form::unknown(),
            (_, [by]) if of.is_scalar() => by.clone().also(&of),
            // Layouts differ in the orientation of a gradient, not in its size.
            (_, [by]) if of.rank().is_none() && by.rank() == Some(1) && is_number_by_bold(value, names) => {
                by.clone().oriented(Orientation::Free)
            }
            (Rule::Derivative, by) if by.iter().all(Form::is_scalar) => of,
            _ => Form::unknown(),
        }
    }

    fn square(&mut self, form: &Form, span: Span) {
        let Some([rows, columns]) = form.axes.as_deref() else { return };
        if let Some(certain) = self.differ(rows, columns) {
            let places = rows.places.union(&columns.places).copied().collect();
            let clash = self.clash(ClashKind::Square, span, form, form, (rows, columns), certain);
            self.clashes.push(Clash { places, ..clash });
        }
    }

    fn inner(&mut self, forms: Vec<Form>, span: Span) -> Form {
        if let [left, right] = forms.as_slice()
            && left.rank().is_some_and(|rank| rank > 0)
            && left.rank() == right.rank()
        {
            self.join(left, right, span, ClashKind::Entrywise);
        }
        Form::scalar()
    }

    fn sum(&mut self, arguments: &[Expr], forms: Vec<Form>, span: Span) -> Form {
        if arguments.iter().any(|argument| argument.is_apply("Ellipsis")) {
            return Form::unknown();
        }
        self.fold(forms, span, ClashKind::Sum)
    }

    fn fold(&mut self, forms: Vec<Form>, span: Span, kind: ClashKind) -> Form {
        let mut forms = forms.into_iter();
        let Some(mut joined) = forms.next() else { return Form::unknown() };
        for form in forms {
            joined = self.join(&joined, &form, span, kind);
        }
        joined
    }

    /// The shape of two terms: one shape, or one broadcast to the other.
    pub fn join(&mut self, left: &Form, right: &Form, span: Span, kind: ClashKind) -> Form {
        let (Some(a), Some(b)) = (&left.axes, &right.axes) else { return Form::unknown() };
        match (a.as_slice(), b.as_slice()) {
            ([], _) => right.clone(),
            (_, []) => left.clone(),
            ([x], [y]) => {
                let axis = self.agree(x, y, (left, right), span, kind);
                let orientation =
                    if left.orientation == right.orientation { left.orientation } else { Orientation::Free };
                Form::array(vec![axis], left.places.clone()).also(right).oriented(orientation)
            }
            ([x, y], [z, w]) => {
                let rows = self.agree(x, z, (left, right), span, kind);
                let columns = self.agree(y, w, (left, right), span, kind);
                Form::array(vec![rows, columns], left.places.clone()).also(right)
            }
            ([_, columns], [size]) => self.broadcast(columns, size, (left, right), span, kind, left),
            ([size], [_, columns]) => self.broadcast(columns, size, (left, right), span, kind, right),
            _ => Form::unknown(),
        }
    }

    /// A vector is added to each row of a matrix, or, for some, to each column.
    fn broadcast(
        &mut self,
        columns: &Axis,
        size: &Axis,
        pair: (&Form, &Form),
        span: Span,
        kind: ClashKind,
        whole: &Form,
    ) -> Form {
        let rows = whole.axes.as_ref().and_then(|axes| axes.first()).cloned().unwrap_or_default();
        let fits = |walker: &Self, axis: &Axis| walker.differ(axis, size).is_none() || is_one(axis) || is_one(size);
        if !fits(self, columns) && !fits(self, &rows) {
            let certain = self.differ(columns, size) == Some(true) && self.differ(&rows, size) == Some(true);
            let clash = self.clash(kind, span, pair.0, pair.1, (columns, size), certain);
            self.clashes.push(clash);
        }
        whole.clone().also(if whole == pair.0 { pair.1 } else { pair.0 })
    }

    /// The axis of two that have to be the same, or of which one is 1.
    fn agree(&mut self, x: &Axis, y: &Axis, pair: (&Form, &Form), span: Span, kind: ClashKind) -> Axis {
        if is_one(x) {
            return y.clone();
        }
        if is_one(y) {
            return x.clone();
        }
        if let Some(certain) = self.differ(x, y) {
            let clash = self.clash(kind, span, pair.0, pair.1, (x, y), certain);
            self.clashes.push(clash);
        }
        if x.size.is_some() { x.clone() } else { y.clone() }
    }

    /// Whether two axes clash: `Some(true)` for all values of their names, `Some(false)` where nothing relates them.
    pub fn differ(&self, x: &Axis, y: &Axis) -> Option<bool> {
        match self.relations.compare(x.size.as_ref()?, y.size.as_ref()?) {
            Compared::Different => Some(true),
            Compared::Unrelated if self.share_letters(x, y) => Some(false),
            _ => None,
        }
    }

    /// Whether the letters of two sizes mean one thing here.
    fn share_letters(&self, x: &Axis, y: &Axis) -> bool {
        x.places.union(&y.places).all(|place| self.symbols.is_near(*place, self.statement))
    }

    pub fn clash(
        &self,
        kind: ClashKind,
        span: Span,
        left: &Form,
        right: &Form,
        axes: (&Axis, &Axis),
        certain: bool,
    ) -> Clash {
        let places = axes.0.places.union(&axes.1.places).copied().collect();
        let sizes = Some((axes.0.to_string(), axes.1.to_string()));
        let (left, right) = (left.clone(), right.clone());
        Clash { statement: self.statement, kind, span, left, right, sizes, places, certain, fits: None }
    }

    /// Joined along the last axis of vectors; of matrices along the axis that need not agree.
    fn concat(&mut self, forms: &[Form]) -> Form {
        let vectors: Option<Vec<&Axis>> = forms.iter().map(|form| form.axes.as_deref().and_then(only)).collect();
        match vectors {
            Some(axes) if axes.len() > 1 => {
                let size = axes.iter().try_fold(Size::constant(0), |sum, axis| Some(sum.add(axis.size.as_ref()?)));
                let places: Places = axes.iter().flat_map(|axis| axis.places.iter().copied()).collect();
                Form::array(vec![Axis { size, places: places.clone() }], places)
            }
            _ => Form::unknown(),
        }
    }
}

fn only(axes: &[Axis]) -> Option<&Axis> {
    match axes {
        [axis] => Some(axis),
        _ => None,
    }
}

pub(super) fn is_one(axis: &Axis) -> bool {
    axis.size.as_ref().and_then(Size::as_constant) == Some(1)
}

/// The entry, row or column of a form, one flag per index: whether the axis is kept.
fn entry(form: &Form, kept: &[bool]) -> Option<Form> {
    let axes = form.axes.as_ref().filter(|axes| axes.len() == kept.len())?;
    let left = axes.iter().zip(kept).filter(|(_, kept)| **kept).map(|(axis, _)| axis.clone()).collect();
    Some(Form { shown: form.shown || kept.contains(&true), ..Form::array(left, form.places.clone()) })
        .map(|form| form.oriented(orientation(kept)))
}

/// What a colon among the indices says by itself: `A_{:,j}` is a column, whatever A is.
fn slice(kept: &[bool]) -> Form {
    if !kept.contains(&true) {
        return Form::unknown();
    }
    let axes = kept.iter().filter(|kept| **kept).map(|_| Axis::default()).collect();
    Form::array(axes, Places::new()).oriented(orientation(kept)).shown()
}

/// A column slice is a column; a row slice is written as a row by some and as a column by others.
fn orientation(kept: &[bool]) -> Orientation {
    match kept {
        [true, false] => Orientation::Column,
        [false, true] => Orientation::Either,
        _ => Orientation::Free,
    }
}

fn outer(forms: &[Form]) -> Form {
    match forms.iter().map(|form| form.axes.as_deref().and_then(only)).collect::<Option<Vec<_>>>().as_deref() {
        Some([rows, columns]) => {
            let places = forms.iter().flat_map(|form| form.places.iter().copied()).collect();
            Form::array(vec![(*rows).clone(), (*columns).clone()], places)
        }
        _ => Form::unknown(),
    }
}

fn times(x: &Axis, y: &Axis) -> Axis {
    let size = x.size.as_ref().zip(y.size.as_ref()).map(|(x, y)| x.multiply(y));
    Axis { size, places: x.places.union(&y.places).copied().collect() }
}

fn kronecker(forms: &[Form]) -> Form {
    match forms.iter().map(|form| form.axes.as_deref()).collect::<Option<Vec<_>>>().as_deref() {
        Some([[a, b], [c, d]]) => {
            let places = forms.iter().flat_map(|form| form.places.iter().copied()).collect();
            Form::array(vec![times(a, c), times(b, d)], places)
        }
        _ => Form::unknown(),
    }
}

fn diagonal(form: Form) -> Form {
    match form.axes.as_deref() {
        Some([axis]) => Form::array(vec![axis.clone(), axis.clone()], form.places),
        Some([axis, _]) => Form::array(vec![axis.clone()], form.places.clone()),
        _ => Form::unknown(),
    }
}

fn flattened(form: &Form) -> Form {
    match form.axes.as_deref() {
        Some([rows, columns]) => Form::array(vec![times(rows, columns)], form.places.clone()),
        _ => Form::unknown(),
    }
}

/// Whether a light letter is differentiated by a bold one: where arrays are bold, what is light is a number.
fn is_number_by_bold(value: &Expr, by: &[Expr]) -> bool {
    family(value).is_some_and(|name| !is_bold(name)) && by.iter().all(|by| family(by).is_some_and(is_bold))
}

fn identity(arguments: &[Expr]) -> Form {
    match arguments.first().and_then(size_of) {
        Some(size) => {
            let axis = Axis { size: Some(size), places: Places::new() };
            Form::array(vec![axis.clone(), axis], Places::new())
        }
        None => Form::unknown(),
    }
}

/// A list of numbers is a vector; a list of anything else may be blocks, rows or columns.
fn list(arguments: &[Expr], forms: &[Form]) -> Form {
    if arguments.len() < 2 || !forms.iter().all(Form::is_scalar) {
        return Form::unknown();
    }
    let size = i64::try_from(arguments.len()).ok().map(Size::constant);
    Form::array(vec![Axis { size, places: Places::new() }], Places::new())
}

fn matrix(rows: &[Expr], walker: &mut Walker) -> Form {
    let cells: Option<Vec<&[Expr]>> = rows.iter().map(|row| row.as_apply("List")).collect();
    let Some(cells) = cells else { return Form::unknown() };
    let width = cells.first().map_or(0, |row| row.len());
    let numbers = cells.iter().all(|row| row.len() == width && row.iter().all(|cell| walker.form(cell).is_scalar()));
    let sizes = [cells.len(), width].map(|size| i64::try_from(size).ok().map(Size::constant));
    match numbers && width > 0 {
        true => Form::array(sizes.map(|size| Axis { size, places: Places::new() }).to_vec(), Places::new()),
        false => Form::unknown(),
    }
}
