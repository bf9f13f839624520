//! Matrices and vectors in a normal form.
//!
//! Takes claims whose names have known shapes. Products do not commute: a matrix is a sum of words with scalar
//! coefficients, numbers such as x^T A y and traces are atoms of the scalar normal form. Never guesses a shape.

mod gradient;
mod value;
mod word;

use super::atom::Engine;
use super::poly::Poly;
use super::scalar::{is_scalar, rank};
use super::{Budget, Exact};
use crate::claims::Problem;
use crate::expr::{Domain, Expr, Fact, Head, Kind as Form, Name, Shape, Size};
use crate::infer::size_of;
use value::Value;
use word::{Base, Kind};

pub(super) use value::Matrix;
pub(super) use word::{BaseId, Bases, Letter};

/// Most letters of inverted sums that are multiplied away.
const MOST_CLEARED: usize = 6;

/// left = right, both without defined names.
pub(super) fn prove(problem: &Problem, left: &Expr, right: &Expr, budget: &mut Budget) -> Exact {
    if !matches!(problem.relation, "Equal" | "Equivalent") {
        return Exact::Unknown;
    }
    let mut engine = super::scalar_proof::engine(problem, budget);
    let verdict = engine.prepare(problem, left, right).and_then(|()| engine.compare_arrays(left, right));
    *budget = engine.budget.clone();
    verdict.unwrap_or(Exact::Unknown)
}

impl Engine {
    fn compare_arrays(&mut self, left: &Expr, right: &Expr) -> Option<Exact> {
        let equal = match (self.array(left)?, self.array(right)?) {
            (Value::Scalar(a), Value::Scalar(b)) => self.is_zero(&a.subtract(&b))?,
            (Value::Matrix(a), Value::Matrix(b)) => self.equal_matrices(&a, &b)?,
            (Value::Matrix(a), Value::Identity) | (Value::Identity, Value::Matrix(a)) => {
                let identity = Matrix::identity(a.rows.clone());
                self.equal_matrices(&a, &identity)?
            }
            (Value::Matrix(a), Value::Zero) | (Value::Zero, Value::Matrix(a)) => {
                let zero = Matrix::zero(a.rows.clone(), a.columns.clone());
                self.equal_matrices(&a, &zero)?
            }
            _ => false,
        };
        equal.then(|| {
            let mut steps = self.laws().to_vec();
            steps.push("both sides have one normal form; products are not reordered".to_owned());
            Exact::Proved { steps }
        })
    }

    fn equal_matrices(&mut self, a: &Matrix, b: &Matrix) -> Option<bool> {
        let minus = self.matrix_scale(b, &Poly::integer(-1))?;
        let mut difference = a.add(&minus)?;
        for _ in 0..MOST_CLEARED {
            if self.all_zero(&difference)? {
                return Some(true);
            }
            match self.clear_inverse(&difference)? {
                Some(cleared) => difference = cleared,
                None => return Some(false),
            }
        }
        Some(false)
    }

    fn all_zero(&mut self, matrix: &Matrix) -> Option<bool> {
        for coefficient in matrix.terms.values() {
            if !self.is_zero(coefficient)? {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Multiplied from the left or right by a sum whose inverse starts or ends a word.
    fn clear_inverse(&mut self, matrix: &Matrix) -> Option<Option<Matrix>> {
        for left in [true, false] {
            let ends = matrix.terms.keys().filter_map(|word| if left { word.first() } else { word.last() });
            let inverted = ends.filter(|letter| letter.inverse).find_map(|letter| {
                let Kind::Sum(sum) = &self.bases.get(letter.base)?.kind else { return None };
                Some((*letter, sum.clone()))
            });
            let Some((letter, sum)) = inverted else { continue };
            let sum = if letter.transposed { self.matrix_transpose(&sum) } else { sum };
            self.law("multiplied by an inverted sum");
            let mut cleared = Matrix::zero(matrix.rows.clone(), matrix.columns.clone());
            for (word, coefficient) in &matrix.terms {
                let mut one = Matrix::zero(matrix.rows.clone(), matrix.columns.clone());
                let end = if left { word.first() } else { word.last() };
                let part = if end == Some(&letter) {
                    let rest = if left { word.get(1..)? } else { word.get(..word.len() - 1)? };
                    one.add_term(rest.to_vec(), coefficient);
                    one
                } else {
                    one.add_term(word.clone(), coefficient);
                    if left { self.matrix_multiply(&sum, &one)? } else { self.matrix_multiply(&one, &sum)? }
                };
                cleared = cleared.add(&part)?;
            }
            return Some(Some(cleared));
        }
        Some(None)
    }

    fn array(&mut self, expr: &Expr) -> Option<Value> {
        if is_scalar(expr, &self.facts.sorts.clone()) {
            return self.form(expr).map(Value::Scalar);
        }
        self.budget.spend(4)?;
        match &expr.kind {
            Form::Symbol(name) => self.array_name(name),
            Form::Apply(head, arguments) => self.array_application(head, arguments),
            _ => None,
        }
    }

    fn array_name(&mut self, name: &Name) -> Option<Value> {
        let sort = self.facts.sorts.get(name)?.clone();
        // Lengths are x^T x, so entries must be real; what is not said to be complex is.
        let Shape::Known(sizes) = Some(&sort.shape).filter(|_| sort.domain != Domain::Complex)? else { return None };
        let (rows, columns) = match sizes.as_slice() {
            [rows] => (rows.clone(), Size::constant(1)),
            [rows, columns] => (rows.clone(), columns.clone()),
            _ => return None,
        };
        let has = |facts: &[Fact]| facts.iter().any(|fact| sort.facts.contains(fact));
        let base = Base {
            kind: Kind::Name(name.clone()),
            symmetric: has(&[Fact::Symmetric, Fact::Psd, Fact::Spd, Fact::Diagonal]),
            orthogonal: has(&[Fact::Orthogonal]),
            unit: has(&[Fact::UnitNorm, Fact::OneHot]),
            rows,
            columns,
        };
        self.letter_value(base)
    }

    fn letter_value(&mut self, base: Base) -> Option<Value> {
        let mut matrix = Matrix::zero(base.rows.clone(), base.columns.clone());
        let letter = self.bases.letter(base);
        matrix.add_term(vec![letter], &Poly::one());
        Some(Value::Matrix(matrix))
    }

    fn array_application(&mut self, head: Head, arguments: &[Expr]) -> Option<Value> {
        match (head, arguments) {
            ("IdentityMatrix", []) => return Some(Value::Identity),
            ("IdentityMatrix", [size]) => return Some(Value::Matrix(Matrix::identity(size_of(size)?))),
            ("ZeroArray", _) => return Some(Value::Zero),
            // What is transposed is no number, whatever else is known of the member.
            ("Transpose" | "ConjugateTranspose", [Expr { kind: Form::Apply("At" | "AtUpper", _), .. }]) => return None,
            ("Gradient" | "PartialDerivative" | "Jacobian" | "Hessian", [function, variable]) => {
                return self.array_derivative(head, function, variable);
            }
            _ => {}
        }
        let values = arguments.iter().map(|argument| self.array(argument)).collect::<Option<Vec<_>>>()?;
        match head {
            "Add" => values.into_iter().map(Some).reduce(|a, b| self.array_add(a?, b?)).flatten(),
            "Multiply" => values.into_iter().map(Some).reduce(|a, b| self.array_multiply(a?, b?)).flatten(),
            "Negate" => self.array_multiply(Value::Scalar(Poly::integer(-1)), values.into_iter().next()?),
            _ => self.array_function(head, values),
        }
    }

    fn array_add(&mut self, a: Value, b: Value) -> Option<Value> {
        match (a, b) {
            (Value::Scalar(a), Value::Scalar(b)) => Some(Value::Scalar(a.add(&b))),
            (Value::Matrix(a), Value::Matrix(b)) => a.add(&b).map(Value::Matrix),
            (Value::Matrix(a), Value::Identity) | (Value::Identity, Value::Matrix(a)) => {
                let identity = Matrix::identity(a.rows.clone());
                a.add(&identity).map(Value::Matrix)
            }
            (a, Value::Zero) | (Value::Zero, a) => Some(a),
            _ => None,
        }
    }

    fn array_multiply(&mut self, a: Value, b: Value) -> Option<Value> {
        match (a, b) {
            (Value::Scalar(a), Value::Scalar(b)) => self.multiply(&a, &b).map(Value::Scalar),
            (Value::Scalar(a), Value::Matrix(b)) | (Value::Matrix(b), Value::Scalar(a)) => {
                self.matrix_scale(&b, &a).map(Value::Matrix)
            }
            (Value::Matrix(a), Value::Matrix(b)) => {
                let product = self.matrix_multiply(&a, &b)?;
                self.simplify(product)
            }
            (Value::Identity, other @ (Value::Matrix(_) | Value::Identity))
            | (other @ Value::Matrix(_), Value::Identity) => Some(other),
            _ => None,
        }
    }

    fn array_function(&mut self, head: Head, values: Vec<Value>) -> Option<Value> {
        match (head, values.as_slice()) {
            ("Transpose", [Value::Matrix(a)]) => Some(Value::Matrix(self.matrix_transpose(a))),
            ("Transpose" | "Inverse", [Value::Identity]) => Some(Value::Identity),
            ("Transpose", [Value::Scalar(a)]) => Some(Value::Scalar(a.clone())),
            ("Inverse", [Value::Matrix(a)]) => self.matrix_inverse(a).map(Value::Matrix),
            ("InverseTranspose", [Value::Matrix(a)]) => {
                let inverse = self.matrix_inverse(a)?;
                Some(Value::Matrix(self.matrix_transpose(&inverse)))
            }
            ("Power", [Value::Matrix(a), Value::Scalar(exponent)]) => {
                let power = self.matrix_power(a, exponent.as_integer()?)?;
                Some(Value::Matrix(power))
            }
            ("Divide", [Value::Matrix(a), Value::Scalar(below)]) => {
                let factor = self.divide(&Poly::one(), below)?;
                self.matrix_scale(a, &factor).map(Value::Matrix)
            }
            ("Trace", [Value::Matrix(a)]) => self.trace(a).map(Value::Scalar),
            ("Determinant", [Value::Matrix(a)]) => self.determinant(a).map(Value::Scalar),
            ("Norm", [Value::Matrix(a)]) if a.columns.as_constant() == Some(1) => self.norm(a),
            ("InnerProduct", [Value::Matrix(a), Value::Matrix(b)]) => self.inner_product(a, b).map(Value::Scalar),
            ("OuterProduct", [Value::Matrix(a), Value::Matrix(b)]) => {
                let turned = self.matrix_transpose(b);
                self.matrix_multiply(a, &turned).map(Value::Matrix)
            }
            _ => self.array_rest(head, values),
        }
    }

    fn norm(&mut self, a: &Matrix) -> Option<Value> {
        let square = self.inner_product(a, a)?;
        self.law("|x|^2 = x^T x");
        self.power(&square, &Poly::ratio(1, 2)).map(Value::Scalar)
    }

    /// tr(A^T B).
    fn inner_product(&mut self, a: &Matrix, b: &Matrix) -> Option<Poly> {
        let turned = self.matrix_transpose(a);
        let product = self.matrix_multiply(&turned, b)?;
        self.trace(&product)
    }

    /// Scalar functions of numbers; products entry by entry as one letter.
    fn array_rest(&mut self, head: Head, values: Vec<Value>) -> Option<Value> {
        let numbers: Option<Vec<Poly>> = values
            .iter()
            .map(|value| match value {
                Value::Scalar(number) => Some(number.clone()),
                _ => None,
            })
            .collect();
        if let Some(numbers) = numbers {
            return self.function(head, &numbers).map(Value::Scalar);
        }
        if head != "Hadamard" {
            return None;
        }
        let mut arguments = Vec::new();
        for value in &values {
            let Value::Matrix(matrix) = value else { return None };
            arguments.push(matrix.clone());
        }
        arguments.sort();
        let first = arguments.first()?.clone();
        if !arguments.iter().all(|matrix| matrix.has_shape_of(&first)) {
            return None;
        }
        let kind = Kind::Function(head, arguments);
        self.letter_value(Base {
            kind,
            rows: first.rows,
            columns: first.columns,
            symmetric: false,
            orthogonal: false,
            unit: false,
        })
    }

    fn array_derivative(&mut self, head: Head, function: &Expr, variable: &Expr) -> Option<Value> {
        let name = variable.as_symbol()?;
        if rank(name, &self.facts.sorts).is_none_or(|rank| rank == 0) {
            return None;
        }
        self.array_name(name)?;
        let variable = self.bases.find(name)?;
        match (head, self.array(function)?) {
            ("Gradient" | "PartialDerivative", Value::Scalar(value)) => {
                self.gradient(&value, variable).map(Value::Matrix)
            }
            ("Hessian", Value::Scalar(value)) => {
                let gradient = self.gradient(&value, variable)?;
                self.jacobian(&gradient, variable).map(Value::Matrix)
            }
            ("Jacobian" | "PartialDerivative", Value::Matrix(value)) if value.columns.as_constant() == Some(1) => {
                self.jacobian(&value, variable).map(Value::Matrix)
            }
            _ => None,
        }
    }
}
