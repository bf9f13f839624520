//! Matrix products.

use super::clash::{Clash, ClashKind};
use super::form::{Axis, Form, Orientation};
use super::shapes::{Walker, is_one};
use crate::expr::{Expr, Name};
use crate::source::Span;

/// Bytes between two factors that only a written sign needs: `\cdot`, `\times`.
const WIDEST_GAP: u32 = 4;

impl Walker<'_> {
    /// matmul: (m,k) · (k,n) → (m,n), from the left; numbers scale; an unknown factor makes the product unknown.
    pub(super) fn product(&mut self, arguments: &[Expr], forms: Vec<Form>, span: Span) -> Form {
        if arguments.iter().any(|argument| argument.is_apply("Ellipsis")) {
            return Form::unknown();
        }
        self.unturned(arguments, &forms, span);
        let mut factors = forms.into_iter().zip(arguments.iter().map(|argument| argument.span));
        let Some((mut product, mut last_span)) = factors.next() else { return Form::unknown() };
        let mut last = product.clone();
        for (factor, factor_span) in factors {
            let between = joined(last_span, factor_span, span);
            product = if product.rank().is_some() {
                self.times(&product, &factor, between)
            } else {
                self.neighbours(&last, &factor, between);
                Form::unknown()
            };
            if !factor.is_scalar() {
                (last, last_span) = (factor, factor_span);
            }
        }
        product
    }

    /// `\mathbf{w} \mathbf{x}`, where the page has `\mathbf{w}^\top` at such places.
    ///
    /// `[\mathbf{u} \mathbf{v}]` is a matrix of columns.
    fn unturned(&mut self, arguments: &[Expr], forms: &[Form], span: Span) {
        if arguments.first().is_some_and(|first| span.start < first.span.start) {
            return;
        }
        for (pair, forms) in arguments.windows(2).zip(forms.windows(2)) {
            let ([left, right], [column, other]) = (pair, forms) else { continue };
            if right.span.start > left.span.end + WIDEST_GAP {
                continue;
            }
            let turned = match family(left) {
                Some(name) => self.relations.turned(name),
                None => self.relations.turns_any() && left.is_apply("Add") && is_column(left),
            };
            // `[\mathbf{u}_1 \mathbf{u}_2]` is a matrix of columns.
            let members = is_numbered(left) && is_numbered(right);
            let vector = turned && !members && column.rank().is_none_or(|rank| rank == 1);
            let array = family(right).is_some_and(is_bold)
                || is_column(right)
                || (family(right).is_some() && other.rank().is_some_and(|rank| rank > 0));
            if vector && array && column.orientation != Orientation::Row {
                let span = joined(left.span, right.span, left.span);
                let axes = (&Axis::default(), &Axis::default());
                let clash = self.clash(ClashKind::Columns, span, column, other, axes, false);
                self.clashes.push(Clash { sizes: None, fits: Some("the transpose of the first factor"), ..clash });
                return;
            }
        }
    }

    /// The form of a product of two, without a report.
    pub(super) fn pair(&mut self, left: &Form, right: &Form) -> Form {
        let reported = self.clashes.len();
        let form = self.times(left, right, Span::default());
        self.clashes.truncate(reported);
        form
    }

    /// A matrix and what follows it have to fit, whatever stands to the left.
    fn neighbours(&mut self, left: &Form, right: &Form, span: Span) {
        if left.rank() == Some(2) && matches!(right.rank(), Some(1 | 2)) {
            self.times(left, right, span);
        }
    }

    fn times(&mut self, left: &Form, right: &Form, span: Span) -> Form {
        let (Some(a), Some(b)) = (&left.axes, &right.axes) else { return Form::unknown() };
        match (a.as_slice(), b.as_slice()) {
            ([], _) => right.clone(),
            (_, []) => left.clone(),
            ([rows, inner], [other, columns]) => {
                self.inner_sizes(inner, other, left, right, span);
                Form::array(vec![rows.clone(), columns.clone()], left.places.clone()).also(right)
            }
            ([rows, inner], [size]) => {
                if right.orientation == Orientation::Row {
                    return self.by_row(rows, inner, size, (left, right), span);
                }
                self.inner_sizes(inner, size, left, right, span);
                Form::array(vec![rows.clone()], left.places.clone()).also(right).oriented(right.orientation)
            }
            ([size], [rows, columns]) => {
                if left.orientation == Orientation::Column || is_one(rows) {
                    return Form::unknown();
                }
                self.inner_sizes(size, rows, left, right, span);
                Form::array(vec![columns.clone()], left.places.clone()).also(right).oriented(left.orientation)
            }
            ([x], [y]) => self.vectors((x, left), (y, right), span),
            _ => Form::unknown(),
        }
    }

    /// A matrix times a row fits only if the matrix has one column.
    fn by_row(&mut self, rows: &Axis, inner: &Axis, size: &Axis, pair: (&Form, &Form), span: Span) -> Form {
        if inner.size.is_some() && !is_one(inner) {
            let one = Axis { size: Some(crate::expr::Size::constant(1)), places: size.places.clone() };
            let clash = self.clash(ClashKind::Product, span, pair.0, pair.1, (inner, &one), false);
            self.clashes.push(Clash { fits: Some("the column without its transpose"), ..clash });
        }
        Form::array(vec![rows.clone(), size.clone()], pair.0.places.clone()).also(pair.1)
    }

    /// x^⊤ y is a number and x y^⊤ a matrix where vectors are columns; the other way round where they are rows.
    fn vectors(&mut self, left: (&Axis, &Form), right: (&Axis, &Form), span: Span) -> Form {
        use Orientation::{Column, Either, Flipped, Free, Row};
        let ((x, a), (y, b)) = (left, right);
        match (a.orientation, b.orientation) {
            (Row, Column) | (Flipped, Free) | (Row, Free) | (Flipped, Column) | (Either, Column) | (Row, Either) => {
                if let Some(certain) = self.differ(x, y)
                    && self.symbols.columns()
                {
                    let clash = self.clash(ClashKind::Product, span, a, b, (x, y), certain);
                    self.clashes.push(clash);
                }
                match self.symbols.columns() {
                    true => Form::scalar().also(a).also(b),
                    false => Form::unknown(),
                }
            }
            (Column, Row) | (Free, Row) | (Column, Flipped) | (Either, Row) | (Column, Either) => {
                Form::array(vec![x.clone(), y.clone()], a.places.clone()).also(b)
            }
            (Free, Flipped) if self.symbols.columns() => {
                Form::array(vec![x.clone(), y.clone()], a.places.clone()).also(b)
            }
            (Free | Column, Free | Column) => self.columns((x, a), (y, b), span),
            _ => Form::unknown(),
        }
    }

    /// Two columns side by side; of one size, they may be meant entry by entry.
    fn columns(&mut self, left: (&Axis, &Form), right: (&Axis, &Form), span: Span) -> Form {
        if let Some(certain) = self.differ(left.0, right.0) {
            let clash = self.clash(ClashKind::Product, span, left.1, right.1, (left.0, right.0), certain);
            self.clashes.push(Clash { fits: Some("the transpose of the second factor"), ..clash });
        }
        Form::unknown()
    }

    fn inner_sizes(&mut self, inner: &Axis, other: &Axis, left: &Form, right: &Form, span: Span) {
        let Some(certain) = self.differ(inner, other) else { return };
        let clash = self.clash(ClashKind::Product, span, left, right, (inner, other), certain);
        let fits = self.what_fits(left, right);
        self.clashes.push(Clash { fits, ..clash });
    }

    /// The single transpose after which the two would fit.
    fn what_fits(&self, left: &Form, right: &Form) -> Option<&'static str> {
        let last = |form: &Form| form.axes.as_ref().and_then(|axes| axes.last().cloned());
        let first = |form: &Form| form.axes.as_ref().and_then(|axes| axes.first().cloned());
        let same =
            |x: Option<Axis>, y: Option<Axis>| x.zip(y).is_some_and(|(x, y)| x.size.is_some() && x.size == y.size);
        if same(last(left), last(right)) && right.rank() == Some(2) {
            Some("the transpose of the second factor")
        } else if same(first(left), first(right)) && left.rank() == Some(2) {
            Some("the transpose of the first factor")
        } else {
            None
        }
    }
}

/// `u_1`, by its last index or by its name.
fn is_numbered(factor: &Expr) -> bool {
    match factor.as_apply("At").and_then(<[Expr]>::last) {
        Some(index) => index.as_number().is_some(),
        None => factor.as_symbol().is_some_and(|name| name.as_str().ends_with(|last: char| last.is_ascii_digit())),
    }
}

/// The name of a factor, or of the family that it is a member of.
pub(super) fn family(factor: &Expr) -> Option<&Name> {
    match factor.as_apply("At").or_else(|| factor.as_apply("AtUpper")) {
        Some([base, indices @ ..]) if !indices.iter().any(|index| index.is_apply("Slice")) => base.as_symbol(),
        Some(_) => None,
        None => factor.as_symbol(),
    }
}

/// Whether the letters show a column: a bold small one, or a sum that has one among its terms.
fn is_column(expr: &Expr) -> bool {
    match expr.as_apply("Add").or_else(|| expr.as_apply("Negate")) {
        Some(terms) => terms.iter().any(is_column),
        None => family(expr).is_some_and(is_small_bold),
    }
}

pub(super) fn is_small_bold(name: &Name) -> bool {
    let inner = name.as_str().split_once("\\mathbf{").map(|(_, rest)| rest.trim_start_matches('\\'));
    inner.and_then(|rest| rest.chars().next()).is_some_and(|letter| letter.is_ascii_lowercase())
}

pub(super) fn is_bold(name: &Name) -> bool {
    name.as_str().contains("\\mathbf{")
}

/// The span of two neighbouring factors, or the whole where they have none.
fn joined(left: Span, right: Span, whole: Span) -> Span {
    if left.end > left.start && right.end > left.start { Span { start: left.start, end: right.end } } else { whole }
}
