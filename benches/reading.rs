//! Formulas per second on one thread: notation, notation and meaning, and pulldown-latex on the same formulas.
//!
//! `cargo bench --bench reading`; the folder of pages is `MATHLINT_BENCH`, or the library that comes with the package.

#![allow(clippy::print_stdout, reason = "a bench reports to its user")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time; no verdict depends on it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use mathlint::extract::extract;
use mathlint::lower::lower;
use mathlint::scope::NoNames;
use mathlint::syntax::{Macros, parse};

const ROUNDS: usize = 7;

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

fn formulas() -> Vec<String> {
    let bundled = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/formulas"));
    let folder = std::env::var_os("MATHLINT_BENCH").map_or_else(bundled, PathBuf::from);
    let mut paths = Vec::new();
    pages(&folder, &mut paths);
    paths.sort();
    let texts = paths.iter().filter_map(|path| Some((path.display().to_string(), fs::read_to_string(path).ok()?)));
    texts.flat_map(|(path, text)| extract(&path, &text).formulas).map(|formula| formula.tex).collect()
}

/// The best rate of some rounds, in formulas per second; `read` counts something, so that nothing is left out.
fn measure(name: &str, formulas: &[String], read: impl Fn(&str) -> usize) {
    let mut best = f64::INFINITY;
    let mut counted = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        counted = formulas.iter().map(|tex| read(tex)).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name:>22}: {:>9.0} formulas/s ({counted} counted)", formulas.len() as f64 / best);
}

fn main() {
    let formulas = formulas();
    println!("{} formulas", formulas.len());
    let macros = Macros::default();
    measure("notation", &formulas, |tex| parse(tex, &macros).tokens);
    measure("notation and meaning", &formulas, |tex| {
        lower(&parse(tex, &macros).nodes, tex, 0, &NoNames).statements.len()
    });
    measure("pulldown-latex", &formulas, |tex| {
        let storage = pulldown_latex::Storage::new();
        pulldown_latex::Parser::new(tex, &storage).count()
    });
}
