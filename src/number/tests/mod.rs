//! Enclosures against tables of independently computed values (`generate.py` writes them), and inclusion.

mod calculus;
mod elementary;
mod elliptic;
mod gamma;
mod hypergeometric;

use num_rational::BigRational;

use super::{Ball, Complex, Radius, Value};

pub(super) type Function = fn(&[Complex]) -> Value;

pub(super) const PRECISION: u32 = 128;

fn part(text: &str, precision: u32) -> Ball {
    let (p, q) = text.split_once('/').unwrap_or((text, "1"));
    Ball::from_rational(&BigRational::new(p.parse().unwrap(), q.parse().unwrap()), precision)
}

/// `p/q` or `p/q,p/q`.
pub(super) fn number(text: &str, precision: u32) -> Complex {
    match text.split_once(',') {
        Some((x, y)) => Complex::new(part(x, precision), part(y, precision)),
        None => Complex::real(part(text, precision)),
    }
}

fn decimal(text: &str) -> Complex {
    let read = |digits: &str| Ball::from_decimal(digits, 400).unwrap();
    let value = match text.split_once(',') {
        Some((x, y)) => Complex::new(read(x), read(y)),
        None => Complex::real(read(text)),
    };
    // half a unit of the fiftieth digit
    let error = value.abs_upper().times(Radius::from_f64(1e-49));
    value.widened(error)
}

/// Bits of the widened arguments with which a cheap function is tried again.
pub(super) const WIDTHS: &[i64] = &[20, 6, 2];

/// Every line of the table: the ball meets the true value, is narrow, and holds what a narrower argument gives.
pub(super) fn check_table(table: &str, functions: &[(&str, Function)], widths: &[i64]) {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in table.lines().filter(|line| !line.is_empty()) {
        let mut fields = line.split('|').map(str::trim);
        let (name, arguments, expected) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let Some((_, function)) = functions.iter().find(|(known, _)| *known == name) else {
            panic!("{name} is in the table, not in the test");
        };
        count += 1;
        if let Err(reason) = check_line(arguments, expected, *function, widths) {
            failures.push(format!("{name}({arguments}): {reason}"));
        }
    }
    assert!(count >= functions.len(), "the table is too short");
    assert!(failures.is_empty(), "{} of {count} lines:\n{}", failures.len(), failures.join("\n"));
}

fn check_line(arguments: &str, expected: &str, function: Function, widths: &[i64]) -> Result<(), String> {
    let read = |precision| arguments.split_whitespace().map(|text| number(text, precision)).collect::<Vec<_>>();
    let exact = read(1024);
    let arguments: Vec<Complex> = exact.iter().map(|argument| argument.at(PRECISION)).collect();
    let truth = decimal(expected);
    let value = function(&arguments).map_err(|undefined| format!("undefined: {undefined}"))?;
    if !value.overlaps(&truth) {
        return Err(format!("{value} misses {}", truth.to_decimal(40)));
    }
    if value.accuracy() < 60 {
        return Err(format!("{value} is wide: {} bits", value.accuracy()));
    }
    for &bits in widths {
        let wide: Vec<Complex> = arguments.iter().map(|argument| spread(argument, bits)).collect();
        let Ok(whole) = function(&wide) else { continue };
        if !whole.overlaps(&truth) {
            return Err(format!("over arguments of {bits} bits {whole} misses the value"));
        }
        for side in [-1, 1] {
            let corner: Vec<Complex> = wide.iter().map(|argument| end(argument, side)).collect();
            match function(&corner) {
                Ok(value) if !whole.overlaps(&value) => {
                    return Err(format!("{whole} does not hold {value} at {bits} bits"));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// An argument widened to about `bits` bits, off its centre, exact integers kept.
fn spread(argument: &Complex, bits: i64) -> Complex {
    let part = |ball: &Ball| {
        if ball.as_integer().is_some() {
            return ball.clone();
        }
        let error = ball.abs_upper().shifted(-bits);
        let moved = ball + Ball::new(error.into(), Radius::ZERO, PRECISION) * Ball::ratio(1, 3, PRECISION);
        moved.widened(error)
    };
    Complex::new(part(&argument.re), part(&argument.im))
}

/// A corner of the rectangle, exact.
fn end(argument: &Complex, side: i64) -> Complex {
    let part = |ball: &Ball| {
        let radius = Ball::new(ball.radius().into(), Radius::ZERO, PRECISION);
        (ball.centre().at(400) + radius * side).centre()
    };
    Complex::new(part(&argument.re), part(&argument.im).at(400))
}
