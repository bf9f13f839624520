//! Whether what stands between two `$$` is prose that a lost partner let into a formula.
//!
//! Takes the text between the marks; gives where prose surely begins: a heading, a line of words with formulas of its
//! own, a paragraph of words. Words inside text commands and environments are a formula's own.

use crate::extract::lines::lines;

/// Signs of a script without blanks that make a paragraph, and those that make a line with formulas prose.
const WIDE_PARAGRAPH: usize = 8;
const WIDE_LINE: usize = 2;
/// The same in words of two letters or more.
const PARAGRAPH: usize = 6;
const LINE: usize = 2;

/// Where the first line of prose begins in the content of a display.
pub fn begins(content: &str) -> Option<usize> {
    let (mut depth, mut blank) = (0_usize, false);
    for line in lines(content) {
        let text = content[line.range.clone()].trim_start_matches(['>', ' ', '\t']);
        if depth == 0 && is_prose(text, blank) {
            return Some(line.range.start);
        }
        depth = (depth + text.matches("\\begin{").count()).saturating_sub(text.matches("\\end{").count());
        blank = text.trim().is_empty();
    }
    None
}

/// Whether a line is prose; behind a blank line it need not hold formulas.
fn is_prose(line: &str, opens: bool) -> bool {
    if opens && is_heading(line) {
        return true;
    }
    if line.contains("\\begin{") || line.contains("\\\\") || line.contains('&') {
        return false;
    }
    let bare = without_words(line);
    let outside = bare.split('$').step_by(2).collect::<Vec<_>>().join(" ");
    let formulas = bare.matches('$').count() >= 2;
    let Count { wide, words } = count(&outside);
    let signs = outside.contains(['\\', '=', '^', '_']);
    formulas && (wide >= WIDE_LINE || words >= LINE) && !outside.contains('=')
        || opens && !signs && (wide >= WIDE_PARAGRAPH || words >= PARAGRAPH)
}

fn is_heading(line: &str) -> bool {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let Count { wide, words } = count(&line[marks..]);
    (1..=6).contains(&marks) && line[marks..].starts_with(' ') && wide + words > 0
}

struct Count {
    wide: usize,
    words: usize,
}

/// The signs of a script without blanks, and the words of others that no backslash makes commands.
fn count(text: &str) -> Count {
    let wide = text.chars().filter(|c| ('\u{2e80}'..'\u{ff00}').contains(c) && c.is_alphabetic()).count();
    let word = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic() && c != '\\');
        word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-')
    };
    Count { wide, words: text.split_whitespace().filter(word).count() }
}

/// A line without what its text commands hold and without escaped dollars.
fn without_words(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        kept.push_str(&rest[..at]);
        let command = &rest[at..];
        let name = 1 + command[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let is_text = TEXT.contains(&&command[1..name]) && command[name..].starts_with('{');
        let length = match (is_text, name) {
            (true, _) => name + braced(&command[name..]),
            (false, 1) => 1 + command[1..].chars().next().map_or(0, char::len_utf8),
            _ => name,
        };
        if !is_text && name > 1 {
            kept.push_str(&command[..name]);
        }
        rest = &command[length..];
    }
    kept.push_str(rest);
    kept
}

const TEXT: &[&str] = &["text", "mbox", "textrm", "textit", "textbf", "hbox", "mathrm", "tag", "operatorname"];

/// The length of a group in braces at the start of `rest`; of all of it where it does not close.
fn braced(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_between_dollars_is_seen() {
        for (content, line) in [
            ("\n\n其中 $u$ ，$a$ 待定。\n\n", "其中"),
            ("\nx = 1\n\nwhere the value $x$ is taken from $y$\n\n", "where"),
            ("\nx = 1\n\n## On sums\n", "## On"),
            ("\nx = 1\n\nThese are the words of a sentence without any maths.\n", "These"),
            ("\nx = 1\n\n这是一个完整的中文句子。\n", "这是"),
        ] {
            assert_eq!(begins(content), content.find(line), "{content:?}");
        }
    }

    #[test]
    fn words_of_a_formula_are_no_prose() {
        for content in [
            "\nx = \\text{the value of $x$ where $y$ holds}\n",
            "\n准确率 = \\frac{正确}{总数}\n",
            "\n\\begin{cases} 1 & if $x > 0$ \\\\ 0 & if $x < 0$ \\end{cases}\n",
            "\nx\n\n+ c\n- d\n# e\n",
            "\n\\text{这是一个完整的中文句子和更多的字}\n",
            "\na = b\n\n\\alpha \\beta \\gamma \\delta \\epsilon \\zeta \\eta\n",
        ] {
            assert_eq!(begins(content), None, "{content:?}");
        }
    }
}
