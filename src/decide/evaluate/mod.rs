//! Expressions to values, under bindings, at a precision, within a budget of steps.
//!
//! Every enclosure is rigorous: the value of the expression lies in what is given, or there is a reason why not.
//! Never looks at documents; never gives a floating-point guess for a value.

mod arithmetic;
mod calculus;
mod expansion;
mod function;
mod growth;
mod improper;
mod infinite;
mod integral;
mod laurent;
mod limits;
mod linear;
mod logic;
mod mono;
mod parts;
mod quarter;
mod ratio;
mod sequence;
mod series;
mod sets;
mod special;
mod table;
mod tail;
mod theta;
mod waves;
mod whole;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use linear::transposed;
pub use logic::is_word;

use super::Reason;
use super::value::{Closure, Gauss, Outcome, Scalar, Stuck, Value};
use crate::claims::Definition;
use crate::expr::{Binding, Expr, Head, Kind, Name};

/// Deeper expressions are not evaluated.
const MAX_DEPTH: usize = 600;

/// An evaluator and what it knows.
pub struct Machine<'p> {
    definitions: &'p [Definition],
    /// Values of the free names.
    globals: BTreeMap<Name, Value>,
    /// Values that definitions gave under the present globals.
    defined: BTreeMap<Name, Value>,
    /// Values of bound names, the innermost last.
    locals: Vec<(Name, Value)>,
    pub precision: u32,
    /// Steps that are left.
    pub steps: u64,
    /// Whether rational numbers that are no integers become balls at once: another path through the arithmetic.
    inexact: bool,
    /// Whether only values of holomorphic functions count: inside a bound of a quadrature's error.
    analytic: bool,
    /// Whether numbers are real: a part that surely is not has no value.
    real: bool,
    depth: usize,
    tags: u32,
}

impl<'p> Machine<'p> {
    pub fn new(definitions: &'p [Definition], precision: u32, steps: u64) -> Self {
        Self {
            definitions,
            globals: BTreeMap::new(),
            defined: BTreeMap::new(),
            locals: Vec::new(),
            precision,
            steps,
            inexact: false,
            analytic: false,
            real: false,
            depth: 0,
            tags: 0,
        }
    }

    /// The same evaluator by balls only and with sums in reverse order.
    #[must_use]
    pub fn inexact(mut self) -> Self {
        self.inexact = true;
        self
    }

    /// The same evaluator, over the real numbers only where `real` says so.
    #[must_use]
    pub fn over_reals(mut self, real: bool) -> Self {
        self.real = real;
        self
    }

    pub fn is_inexact(&self) -> bool {
        self.inexact
    }

    pub fn define(&mut self, name: Name, value: Value) {
        self.globals.insert(name, value);
    }

    /// Uses up steps; Err(budget) when none are left.
    pub fn spend(&mut self, steps: u64) -> Outcome<()> {
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => {
                self.steps = 0;
                Err(Stuck::budget())
            }
        }
    }

    /// evaluate: an expression → its value under the present bindings.
    pub fn evaluate(&mut self, expr: &Expr) -> Outcome<Value> {
        self.spend(1)?;
        if self.depth >= MAX_DEPTH {
            return Err(Stuck::budget());
        }
        self.depth += 1;
        let value = self.evaluate_kind(&expr.kind);
        self.depth -= 1;
        match value {
            Ok(Value::Scalar(scalar)) if self.real && !self.analytic && scalar.is_surely_complex() => {
                Err(Stuck::NoValue)
            }
            value => value,
        }
    }

    fn evaluate_kind(&mut self, kind: &Kind) -> Outcome<Value> {
        match kind {
            Kind::Number(number) => Ok(self.number(&number.value)),
            Kind::Symbol(name) => self.lookup(name),
            Kind::Apply(head, arguments) => self.apply(head, arguments),
            Kind::Call(callee, arguments) => self.call(callee, arguments),
            Kind::Bind(binding) => self.bind(binding),
            Kind::Opaque(text) => Err(Stuck::Undecided(Reason::Opaque, text.clone())),
        }
    }

    fn number(&self, value: &num_rational::BigRational) -> Value {
        let exact = Scalar::rational(value.clone());
        let blurred = self.inexact && !value.is_integer();
        match blurred.then(|| exact.ball(self.precision)) {
            Some(Ok(ball)) => Value::Scalar(Scalar::Ball(ball)),
            _ => Value::Scalar(exact),
        }
    }

    pub fn scalar(&mut self, expr: &Expr) -> Outcome<Scalar> {
        self.evaluate(expr)?.scalar().cloned()
    }

    pub fn truth(&mut self, expr: &Expr) -> Outcome<bool> {
        self.evaluate(expr)?.boolean()
    }

    /// The exact integer that an expression is; Err where it is none.
    pub fn integer(&mut self, expr: &Expr) -> Outcome<i64> {
        let value = self.evaluate(expr)?;
        match value {
            Value::Infinite(_) => Err(Stuck::divergence("an infinite bound")),
            _ => value.as_i64().ok_or_else(|| Stuck::method("an integer was expected")),
        }
    }

    fn lookup(&mut self, name: &Name) -> Outcome<Value> {
        if let Some((_, value)) = self.locals.iter().rev().find(|(own, _)| own == name) {
            return Ok(value.clone());
        }
        if let Some(value) = self.globals.get(name).or_else(|| self.defined.get(name)) {
            return Ok(value.clone());
        }
        let definitions = self.definitions;
        let definition = definitions.iter().rev().find(|definition| definition.name == *name);
        let Some(definition) = definition else {
            return Err(Stuck::Undecided(Reason::UnknownSymbol, name.to_string()));
        };
        if !definition.parameters.is_empty() || !definition.indices.is_empty() {
            let parameters = definition.indices.iter().chain(&definition.parameters).cloned().collect();
            let closure = Closure { parameters, body: definition.body.clone(), scope: Vec::new() };
            return Ok(Value::Function(Rc::new(closure)));
        }
        let value = self.under(Vec::new(), |machine| machine.evaluate(&definition.body))?;
        self.defined.insert(name.clone(), value.clone());
        Ok(value)
    }

    /// Evaluates with other bound names in place of the present ones.
    fn under<T>(&mut self, scope: Vec<(Name, Value)>, run: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.locals, scope);
        let result = run(self);
        self.locals = outer;
        result
    }

    /// Evaluates with one more bound name.
    pub fn with<T>(&mut self, name: &Name, value: Value, run: impl FnOnce(&mut Self) -> T) -> T {
        self.locals.push((name.clone(), value));
        let result = run(self);
        self.locals.pop();
        result
    }

    /// Evaluates with another value of a name, also where definitions use it.
    pub fn vary<T>(&mut self, name: &Name, value: Value, run: impl FnOnce(&mut Self) -> T) -> T {
        if self.locals.iter().any(|(own, _)| own == name) {
            return self.with(name, value, run);
        }
        let before = self.globals.insert(name.clone(), value);
        let defined = std::mem::take(&mut self.defined);
        let result = run(self);
        self.defined = defined;
        match before {
            Some(value) => self.globals.insert(name.clone(), value),
            None => self.globals.remove(name),
        };
        result
    }

    /// A tag for the infinitesimal of a new derivative: greater than those around it.
    pub fn fresh_tag(&mut self) -> u32 {
        self.tags += 1;
        self.tags
    }

    fn apply(&mut self, head: Head, arguments: &[Expr]) -> Outcome<Value> {
        match table::find(head) {
            Some(table::Operator::Lazy(run)) => run(self, arguments),
            Some(table::Operator::Strict(run)) => {
                let values = self.values(arguments)?;
                run(self, &values)
            }
            Some(table::Operator::Scalar(rule)) => {
                let values = self.values(arguments)?;
                self.scalar_function(head, *rule, &values)
            }
            None => Err(Stuck::Undecided(Reason::UnknownFunction, head.to_owned())),
        }
    }

    pub fn values(&mut self, arguments: &[Expr]) -> Outcome<Vec<Value>> {
        arguments.iter().map(|argument| self.evaluate(argument)).collect()
    }

    fn call(&mut self, callee: &Expr, arguments: &[Expr]) -> Outcome<Value> {
        match self.evaluate(callee)? {
            Value::Function(closure) => {
                let values = self.values(arguments)?;
                self.invoke(&closure, &values)
            }
            _ => Err(Stuck::Undecided(Reason::UnknownFunction, "a call of what is no function".into())),
        }
    }

    /// The value of a function at arguments; too few or too many are an error of reading.
    pub fn invoke(&mut self, closure: &Closure, values: &[Value]) -> Outcome<Value> {
        if closure.parameters.len() != values.len() {
            return Err(Stuck::shape("a function of another number of arguments"));
        }
        let mut scope = closure.scope.clone();
        scope.extend(closure.parameters.iter().cloned().zip(values.iter().cloned()));
        self.under(scope, |machine| machine.evaluate(&closure.body))
    }

    /// A function value: what `x ↦ body` and families are.
    fn closure(&self, binding: &Binding) -> Value {
        let parameters = binding.bound.iter().map(|bound| bound.name.clone()).collect();
        Value::Function(Rc::new(Closure { parameters, body: binding.body.clone(), scope: self.locals.clone() }))
    }

    fn bind(&mut self, binding: &Binding) -> Outcome<Value> {
        match table::find_binder(binding.head) {
            Some(run) => run(self, binding),
            None if binding.head == "Lambda" => Ok(self.closure(binding)),
            None => Err(Stuck::Undecided(Reason::NoMethod, binding.head.to_owned())),
        }
    }
}

impl Value {
    /// An exact number as a value.
    pub fn exact(exact: Gauss) -> Self {
        Self::Scalar(Scalar::Exact(exact))
    }
}
