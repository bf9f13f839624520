//! What stands around an answer and is no part of it: delimiters, boxes, a full stop, commas between thousands.

/// Pairs that may stand around the whole of an answer.
static AROUND: &[(&str, &str)] = &[
    ("$$", "$$"),
    ("$", "$"),
    ("\\(", "\\)"),
    ("\\[", "\\]"),
    ("\\boxed{", "}"),
    ("\\fbox{", "}"),
    ("\\mbox{$", "$}"),
];

/// Spaces that may stand at an end, and words that only set the size.
static BLANKS: &[&str] = &["\\,", "\\;", "\\:", "\\!", "\\ ", "~", "\\quad", "\\displaystyle", "\\textstyle"];

/// The answer by itself.
pub(super) fn cleaned(text: &str) -> String {
    let mut rest = text.trim();
    loop {
        let before = rest;
        for blank in BLANKS {
            rest = rest.strip_prefix(blank).unwrap_or(rest).trim();
            rest = rest.strip_suffix(blank).unwrap_or(rest).trim();
        }
        rest = rest.trim_end_matches(['.', ';', ',']).trim_end();
        for (open, close) in AROUND {
            if let Some(inner) = rest.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
                && stays_one(inner, open, close)
            {
                rest = inner.trim();
            }
        }
        if rest == before {
            return scientific(rest).unwrap_or_else(|| rest.replace("{,}", "").replace("\\!", ""));
        }
    }
}

/// Whether what stands inside is not closed and opened again: `$a$ and $b$` is no formula between dollars.
fn stays_one(inner: &str, open: &str, close: &str) -> bool {
    if open == close {
        return !inner.contains(open);
    }
    let mut depth = 0_i32;
    let mut escaped = false;
    for letter in inner.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    close.starts_with('}') || !inner.contains(close)
}

/// `1.5e3` as a formula.
fn scientific(text: &str) -> Option<String> {
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let number = |text: &str| {
        let text = text.strip_prefix(['-', '+']).unwrap_or(text);
        text.starts_with(|first: char| first.is_ascii_digit())
            && text.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
    };
    let whole = number(exponent) && !exponent.contains('.');
    (number(digits) && whole).then(|| format!("{digits} \\cdot 10^{{{exponent}}}"))
}

/// `12,345.6` without its commas; `None` for what is no such number.
pub(super) fn ungrouped(text: &str) -> Option<String> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = whole.contains(',')
        && first.len() <= 3
        && is_number(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && is_number(group))
        && (fraction.is_empty() || is_number(fraction));
    grouped.then(|| text.replace(',', ""))
}

/// `1\frac{2}{3}` and `1 2/3` as whole part, numerator and denominator, with the sign of all.
pub(super) fn mixed(text: &str) -> Option<(bool, [i64; 3])> {
    let (negative, body) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest.trim_start()));
    let end = body.find(|letter: char| !letter.is_ascii_digit())?;
    let (whole, rest) = body.split_at(end);
    let spaced = rest.trim_start();
    let fraction = ["\\frac", "\\dfrac", "\\tfrac"].iter().find_map(|command| spaced.strip_prefix(command));
    let (top, bottom) = match fraction {
        Some(rest) => {
            let (top, rest) = digits(rest.trim_start())?;
            let (bottom, rest) = digits(rest.trim_start())?;
            rest.trim().is_empty().then_some((top, bottom))?
        }
        None if spaced.len() < rest.len() => {
            let (top, bottom) = spaced.split_once('/')?;
            (top.trim().parse().ok()?, bottom.trim().parse().ok()?)
        }
        None => return None,
    };
    (0 < top && top < bottom).then_some((negative, [whole.parse().ok()?, top, bottom]))
}

/// `{12}` or a single digit, and what follows.
fn digits(text: &str) -> Option<(i64, &str)> {
    match text.strip_prefix('{') {
        Some(rest) => {
            let (inner, rest) = rest.split_once('}')?;
            Some((inner.trim().parse().ok()?, rest))
        }
        None => {
            let (digit, rest) = text.split_at_checked(1)?;
            Some((digit.parse().ok()?, rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_out_of_what_stands_around_it() {
        for text in
            ["x^2", "$x^2$", "$$ x^2 $$.", "\\boxed{x^2}", "$\\boxed{x^2}.$", "\\( x^2 \\)", "\\displaystyle x^2"]
        {
            assert_eq!(cleaned(text), "x^2", "{text}");
        }
        assert_eq!(cleaned("\\boxed{1} + \\boxed{2}"), "\\boxed{1} + \\boxed{2}");
        assert_eq!(cleaned("1{,}000"), "1000");
        assert_eq!(ungrouped("1,234,567.5").as_deref(), Some("1234567.5"));
        assert_eq!(ungrouped("1,23"), None);
        assert_eq!(mixed("-2\\frac{1}{3}"), Some((true, [2, 1, 3])));
        assert_eq!(mixed("2\\frac{4}{3}"), None);
        assert_eq!(mixed("2\\frac{x}{3}"), None);
    }
}
