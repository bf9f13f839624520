//! How long operations on 128-bit balls take: `cargo run --release --example number_speed`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement prints, and looks at the clock")]

use std::hint::black_box;
use std::time::Instant;

use mathlint::number::{Ball, Complex};

fn time(name: &str, rounds: u32, mut work: impl FnMut()) {
    let start = Instant::now();
    for _ in 0..rounds {
        work();
    }
    println!("{name:>12} {:>9.3} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
}

fn main() {
    let precision = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(128);
    let (x, y) = (Ball::ratio(22, 7, precision), Ball::ratio(-5, 13, precision));
    let z = Complex::new(x.clone(), y.clone());
    time("add", 100_000, || drop(black_box(&x + &y)));
    time("mul", 100_000, || drop(black_box(&x * &y)));
    time("div", 100_000, || drop(black_box(&x / &y)));
    time("sqrt", 20_000, || drop(black_box(x.sqrt())));
    time("exp", 20_000, || drop(black_box(x.exp())));
    time("log", 20_000, || drop(black_box(x.log())));
    time("sin_cos", 20_000, || drop(black_box(x.sin_cos())));
    time("atan", 20_000, || drop(black_box(x.atan())));
    time("complex mul", 20_000, || drop(black_box(&z * &z)));
    time("complex exp", 20_000, || drop(black_box(z.exp())));
    time("complex log", 20_000, || drop(black_box(z.log())));
    time("complex pow", 20_000, || drop(black_box(z.power(&z))));
}
