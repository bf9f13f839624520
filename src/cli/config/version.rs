//! `required-version`: comparisons with the version of the program.

/// Whether a version meets all comparisons of `>=0.1, <0.3`; why not, where it does not.
pub(super) fn check(required: &str, version: &str) -> Result<(), String> {
    for part in required.split(',').map(str::trim) {
        let signs = [">=", "<=", "==", ">", "<", "="];
        let sign = signs.iter().find(|sign| part.starts_with(**sign)).copied().unwrap_or("");
        let wanted = part.strip_prefix(sign).unwrap_or(part).trim();
        let (Some(wanted), Some(own)) = (numbers(wanted), numbers(version)) else {
            return Err(format!("required-version: `{part}` is no comparison such as `>=0.1.2`"));
        };
        let met = match sign {
            ">=" | "" => own >= wanted,
            "<=" => own <= wanted,
            ">" => own > wanted,
            "<" => own < wanted,
            _ => own == wanted,
        };
        if !met {
            return Err(format!("required-version is `{required}`, and this is mathlint {version}"));
        }
    }
    Ok(())
}

/// The three numbers of a version; those that are missing are zero.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let mut numbers = [0; 3];
    let mut parts = version.split('.');
    for number in &mut numbers {
        let Some(part) = parts.next() else { return Some(numbers) };
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_all_met_or_the_run_stops() {
        for (required, met) in [
            ("0.1", true),
            (">=0.1, <0.3", true),
            ("==0.2.1", true),
            (">0.2.1", false),
            ("<0.2", false),
            ("=0.2", false),
        ] {
            assert_eq!(check(required, "0.2.1").is_ok(), met, "{required}");
        }
        assert!(check("newest", "0.2.1").unwrap_err().contains("newest"));
    }
}
