//! Raw LaTeX to the run of characters that a browser copies for it.
//!
//! Takes a text and a place where a formula may begin; gives its atoms one after the other, each with its end and what
//! it looks like. Scripts come lower first, as in MathML. Never fails: what is no LaTeX ends the formula.

use super::symbols::{self, Shape};

/// A character of the rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A letter, a digit, a bracket: always copied.
    Kept(char),
    /// One of these signs, or nothing where copying lost it.
    Lost(&'static str),
    /// Any sign at all, or nothing.
    Any,
    /// A blank or nothing.
    Blank,
}

/// A formula has no deeper braces than this.
const DEEPEST: usize = 40;

/// Reads atoms from a line.
#[derive(Clone, Copy, Debug)]
pub struct Render<'a> {
    pub line: &'a [char],
}

impl Render<'_> {
    fn at(&self, at: usize) -> Option<char> {
        self.line.get(at).copied()
    }

    /// The atom at `at` with its scripts: appends its glyphs, gives its end; `None` where no formula goes on.
    pub fn atom(&self, at: usize, glyphs: &mut Vec<Glyph>) -> Option<usize> {
        self.scripted(at, glyphs, 0)
    }

    fn scripted(&self, at: usize, glyphs: &mut Vec<Glyph>, depth: usize) -> Option<usize> {
        let mut end = self.nucleus(at, glyphs, depth)?;
        let (mut below, mut above) = (Vec::new(), Vec::new());
        loop {
            let next = self.skip_blanks(end);
            match self.at(next) {
                Some('_') => end = self.argument(next + 1, &mut below, depth)?,
                Some('^') => end = self.argument(next + 1, &mut above, depth)?,
                Some('\'') => {
                    above.push(Glyph::Lost("′'’"));
                    end = next + 1;
                }
                _ => break,
            }
        }
        glyphs.append(&mut below);
        glyphs.append(&mut above);
        Some(end)
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.at(at) == Some(' ') {
            at += 1;
        }
        at
    }

    /// An argument: a group or one token.
    fn argument(&self, at: usize, glyphs: &mut Vec<Glyph>, depth: usize) -> Option<usize> {
        let at = self.skip_blanks(at);
        self.nucleus(at, glyphs, depth + 1)
    }

    fn nucleus(&self, at: usize, glyphs: &mut Vec<Glyph>, depth: usize) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        match self.at(at)? {
            '{' => self.group(at + 1, glyphs, depth, '}'),
            '\\' => self.command(at + 1, glyphs, depth),
            '}' | '_' | '^' | '$' | '#' => None,
            ' ' | '~' | '&' => {
                glyphs.push(Glyph::Blank);
                Some(at + 1)
            }
            c => {
                glyphs.push(character(c, depth)?);
                Some(at + 1)
            }
        }
    }

    /// The inside of a group up to `close`.
    fn group(&self, mut at: usize, glyphs: &mut Vec<Glyph>, depth: usize, close: char) -> Option<usize> {
        while self.at(at)? != close {
            at = self.scripted(at, glyphs, depth + 1)?;
        }
        Some(at + 1)
    }

    fn command(&self, at: usize, glyphs: &mut Vec<Glyph>, depth: usize) -> Option<usize> {
        let letters: String = self.line.iter().skip(at).take(24).take_while(|c| c.is_ascii_alphabetic()).collect();
        let (name, end) = if letters.is_empty() {
            (self.at(at)?.to_string(), at + 1)
        } else {
            let length = symbols::longest_known(&letters).unwrap_or(letters.len());
            (letters.chars().take(length).collect(), at + length)
        };
        match symbols::shape(&name) {
            Some(Shape::Letters(letters)) => glyphs.extend(letters.chars().map(Glyph::Kept)),
            Some(Shape::Sign(sign)) => glyphs.push(Glyph::Lost(sign)),
            Some(Shape::Space) => glyphs.push(Glyph::Blank),
            Some(Shape::Nothing(arguments)) => return self.arguments(end, arguments, &mut Vec::new(), depth),
            Some(Shape::Arguments(arguments)) => return self.arguments(end, arguments, glyphs, depth),
            Some(Shape::Swapped) => return self.swapped(end, glyphs, depth),
            Some(Shape::Accent) => {
                let end = self.argument(end, glyphs, depth)?;
                glyphs.push(Glyph::Any);
                return Some(end);
            }
            Some(Shape::Text) => return self.text(end, glyphs),
            Some(Shape::Delimiter) => return self.delimiter(end, glyphs),
            None => glyphs.push(Glyph::Any),
        }
        // A blank behind a command's letters belongs to it.
        Some(end)
    }

    /// Some arguments; one in brackets before them is rendered behind them.
    fn arguments(&self, at: usize, count: u8, glyphs: &mut Vec<Glyph>, depth: usize) -> Option<usize> {
        let (mut at, mut optional) = (at, Vec::new());
        if count > 0 && self.at(at) == Some('[') {
            at = self.group(at + 1, &mut optional, depth, ']')?;
        }
        for _ in 0..count {
            at = self.argument(at, glyphs, depth)?;
        }
        glyphs.append(&mut optional);
        Some(at)
    }

    fn swapped(&self, at: usize, glyphs: &mut Vec<Glyph>, depth: usize) -> Option<usize> {
        let mut first = Vec::new();
        let at = self.argument(at, &mut first, depth)?;
        let at = self.argument(at, glyphs, depth)?;
        glyphs.append(&mut first);
        Some(at)
    }

    /// The inside of a text command: everything counts as it stands.
    fn text(&self, at: usize, glyphs: &mut Vec<Glyph>) -> Option<usize> {
        let mut at = if self.at(at) == Some('*') { at + 1 } else { at };
        if self.at(self.skip_blanks(at)) != Some('{') {
            glyphs.push(character(self.at(self.skip_blanks(at))?, 1)?);
            return Some(self.skip_blanks(at) + 1);
        }
        at = self.skip_blanks(at) + 1;
        let mut depth = 1;
        loop {
            match self.at(at)? {
                '{' => depth += 1,
                '}' if depth == 1 => return Some(at + 1),
                '}' => depth -= 1,
                '-' => glyphs.push(Glyph::Lost("-‐−")),
                c if c.is_whitespace() => glyphs.push(Glyph::Blank),
                '\\' | '$' => glyphs.push(Glyph::Any),
                c => glyphs.push(Glyph::Kept(symbols::plain(c))),
            }
            at += 1;
        }
    }

    fn delimiter(&self, at: usize, glyphs: &mut Vec<Glyph>) -> Option<usize> {
        let at = self.skip_blanks(at);
        match self.at(at)? {
            '.' => Some(at + 1),
            '\\' => self.command(at + 1, glyphs, DEEPEST - 1),
            c => {
                glyphs.push(character(c, 1)?);
                Some(at + 1)
            }
        }
    }
}

/// How a character that is no command is rendered; `None` for one that no formula has outside of its braces.
fn character(c: char, depth: usize) -> Option<Glyph> {
    Some(match c {
        '-' => Glyph::Lost("−-"),
        '*' => Glyph::Lost("∗*"),
        '|' => Glyph::Lost("∣|"),
        '\'' | '"' | '`' => Glyph::Any,
        c if c.is_whitespace() => Glyph::Blank,
        c if c.is_ascii() || c.is_alphabetic() && c < '\u{2e80}' => Glyph::Kept(symbols::plain(c)),
        c if c < '\u{2e80}' || ('\u{1d400}'..'\u{1d800}').contains(&c) => {
            let letter = symbols::plain(c);
            if letter == c { Glyph::Any } else { Glyph::Kept(letter) }
        }
        c if depth > 0 => Glyph::Kept(c),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is surely copied of a formula.
    fn kept(tex: &str) -> String {
        let line: Vec<char> = tex.chars().collect();
        let (mut glyphs, mut at) = (Vec::new(), 0);
        let render = Render { line: &line };
        while let Some(end) = render.atom(at, &mut glyphs) {
            at = end;
        }
        let letter = |glyph: &Glyph| if let Glyph::Kept(c) = glyph { Some(*c) } else { None };
        glyphs.iter().filter_map(letter).collect()
    }

    #[test]
    fn what_a_browser_copies() {
        let cases = [
            ("a_i^2", "ai2"),
            ("a^2_i", "ai2"),
            ("\\frac{a}{\\sqrt[3]{b}}", "ab3"),
            ("\\sum_{k=0}^n k", "k=0nk"),
            ("\\mathbb{E}\\left[\\log p(y|x)\\right]", "E[logp(yx)]"),
            ("\\overset{!}{=} \\text{if so}", "=!ifso"),
            ("\\operatorname*{argmax}_\\theta", "argmaxθ"),
            ("\\left\\{ x \\right.", "{x"),
            ("a则b", "a"),
        ];
        for (tex, expected) in cases {
            assert_eq!(kept(tex), expected, "{tex}");
        }
    }
}
