//! Small questions about raw LaTeX that every host has to ask: environments, closing marks, whether it looks like maths.

/// Environments that are displays by themselves, without any dollar.
pub const DISPLAY_ENVIRONMENTS: &[&str] = &[
    "align",
    "align*",
    "alignat",
    "alignat*",
    "displaymath",
    "dmath",
    "dmath*",
    "eqnarray",
    "eqnarray*",
    "equation",
    "equation*",
    "flalign",
    "flalign*",
    "gather",
    "gather*",
    "math",
    "multline",
    "multline*",
    "subequations",
];

/// Of those, the ones whose name says nothing about what is inside: the formula is their body.
const PLAIN_ENVIRONMENTS: &[&str] = &["displaymath", "equation", "equation*", "math", "subequations"];

/// A display environment at the start of `rest`: its name and the length of `\begin{name}`.
pub fn environment_start(rest: &str) -> Option<(&str, usize)> {
    let after = rest.strip_prefix("\\begin{")?;
    let name = after.get(..after.bytes().take(20).position(|byte| byte == b'}')?)?;
    DISPLAY_ENVIRONMENTS.contains(&name).then_some((name, "\\begin{}".len() + name.len()))
}

/// Whether the formula is what stands between `\begin{name}` and `\end{name}`.
pub fn is_plain(name: &str) -> bool {
    PLAIN_ENVIRONMENTS.contains(&name)
}

/// Where `\end{name}` stands that closes an environment whose body starts at the start of `rest`.
pub fn environment_end(rest: &str, name: &str) -> Option<usize> {
    let (open, close) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        let end = at + rest.get(at..)?.find(&close)?;
        depth += rest[at..end].matches(&open).count();
        if depth == 0 {
            return Some(end);
        }
        depth -= 1;
        at = end + close.len();
    }
}

/// Whether text between `\(` and `\)` or `\[` and `\]` is maths rather than escaped brackets around words.
pub fn looks_like_maths(content: &str) -> bool {
    let signs = content.contains(['\\', '^', '_', '=', '<', '>', '+']);
    let longest = content.split(|c: char| !c.is_alphabetic()).map(|word| word.chars().count()).max().unwrap_or(0);
    let wide = content.chars().any(|c| c > '\u{2e7f}');
    !content.trim().is_empty() && (signs || (longest <= 2 && !wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_close_where_they_should() {
        assert_eq!(environment_start("\\begin{align*}x"), Some(("align*", 14)));
        assert_eq!(environment_start("\\begin{center}"), None);
        let body = "a\\begin{align}b\\end{align}c\\end{align}d";
        assert_eq!(environment_end(body, "align"), Some(body.len() - "\\end{align}d".len()));
        assert_eq!(environment_end("a", "align"), None);
    }

    #[test]
    fn words_in_brackets_are_no_maths() {
        for (content, maths) in
            [("x", true), ("n-1", true), ("x_1", true), ("see below", false), ("见下", false), (" ", false)]
        {
            assert_eq!(looks_like_maths(content), maths, "{content:?}");
        }
    }
}
