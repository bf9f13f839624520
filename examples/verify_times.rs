//! Prints how long each line of a file of identities takes to verify: the median, and the slowest.
//!
//! Usage: `cargo run --release --example verify_times -- FILE [ONLY [COUNT]]`; with ONLY, lines whose id starts with it;
//! with COUNT, so many of the slowest instead of ten. Times are those of the processor where the system tells them, so
//! that other work on the machine does not count.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring tool prints times")]

use std::time::Instant;

use mathlint::verify::Given;
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a file of identities was expected")?;
    let only = arguments.next().unwrap_or_default();
    let count = arguments.next().map_or(Ok(10), |count| count.parse())?;
    let text = std::fs::read_to_string(path)?;
    let mut times: Vec<(f64, String)> = Vec::new();
    for row in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let id = row["id"].as_str().unwrap_or_default();
        if !id.starts_with(&only) {
            continue;
        }
        let tex = row["tex"].as_str().unwrap_or_default();
        let assume: Vec<String> =
            row["assume"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let (start, used) = (Instant::now(), on_processor());
        let outcome = mathlint::verify::verify(tex, &Given { assume, lets: Vec::new() }, 0);
        let elapsed = start.elapsed().as_secs_f64();
        let seconds = on_processor().zip(used).map_or(elapsed, |(now, before)| now - before);
        let told = outcome.map_or_else(|error| format!("error {error:?}"), |verdict| format!("{:?}", verdict.outcome));
        times.push((seconds, format!("{id} {told}")));
    }
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    let total: f64 = times.iter().map(|(seconds, _)| seconds).sum();
    let median = times.get(times.len() / 2).map_or(0.0, |(seconds, _)| *seconds);
    let over = times.iter().filter(|(seconds, _)| *seconds > 2.0).count();
    println!("{} lines, {total:.1} s, median {:.2} ms, {over} over 2 s", times.len(), median * 1e3);
    for (seconds, what) in times.iter().take(count) {
        println!("{seconds:8.3} s  {what}");
    }
    Ok(())
}

/// Seconds that this thread has run, from the scheduler's figures.
fn on_processor() -> Option<f64> {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = figures.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
