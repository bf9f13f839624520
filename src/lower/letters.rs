//! What the letters of a name suggest.
//!
//! Takes canonical spellings; gives their parts: base letter, font, case. Conventions of the field stand here as lists.

/// A canonical spelling taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter<'a> {
    /// The letter without fonts and accents: `W`, `\theta`, `softmax`.
    pub base: &'a str,
    pub font: Font,
    pub accented: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    Plain,
    Bold,
    Calligraphic,
    Blackboard,
    Word,
    Other,
}

static FONTS: &[(&str, Font)] = &[
    ("\\mathbf{", Font::Bold),
    ("\\mathcal{", Font::Calligraphic),
    ("\\mathbb{", Font::Blackboard),
    ("\\text{", Font::Word),
    ("\\mathsf{", Font::Other),
    ("\\mathfrak{", Font::Other),
    ("\\mathtt{", Font::Other),
];

/// Takes a name's spelling apart.
pub(super) fn letter(name: &str) -> Letter<'_> {
    let mut rest = name;
    let mut found = Letter { base: name, font: Font::Plain, accented: false };
    while let Some((command, inside)) = rest.split_once('{').filter(|_| rest.starts_with('\\')) {
        let Some((inside, _)) = inside.rsplit_once('}').or_else(|| inside.split_once('}')) else { break };
        match FONTS.iter().find(|(font, _)| font.trim_end_matches('{') == command) {
            Some((_, font)) => found.font = *font,
            None => found.accented = true,
        }
        rest = inside;
    }
    let end = rest.char_indices().skip(1).find(|(_, c)| !c.is_alphanumeric()).map_or(rest.len(), |(at, _)| at);
    let whole = if found.font == Font::Word { rest } else { rest.get(..end).unwrap_or(rest) };
    found.base = whole;
    found
}

impl Letter<'_> {
    pub fn is_capital(&self) -> bool {
        self.font != Font::Word && self.base.chars().find(|c| *c != '\\').is_some_and(char::is_uppercase)
    }

    pub fn is_greek(&self) -> bool {
        self.base.starts_with('\\')
    }

    pub fn is_bold(&self) -> bool {
        self.font == Font::Bold
    }

    /// Letters that usually name functions: `f(x)`, `p(x)`, `\phi(x)`.
    pub fn names_functions(&self) -> bool {
        self.font == Font::Calligraphic && !self.is_set()
            || FUNCTIONS.contains(&self.base) && matches!(self.font, Font::Plain | Font::Bold | Font::Other)
    }

    /// Letters that hardly ever stand in front of parentheses as a factor.
    pub fn surely_names_functions(&self) -> bool {
        self.font == Font::Calligraphic && !self.is_set() || SURE.contains(&self.base) && self.font != Font::Word
    }

    /// Letters that usually name numbers: `a(b + c)`, `\eta (\ldots)`.
    pub fn names_numbers(&self) -> bool {
        self.font == Font::Plain && NUMBERS.contains(&self.base)
    }

    /// Greek letters of rates and discounts: their powers are powers.
    pub fn names_rates(&self) -> bool {
        matches!(
            self.base,
            "\\gamma" | "\\lambda" | "\\alpha" | "\\rho" | "\\delta" | "\\eta" | "\\epsilon" | "\\varepsilon"
        )
    }

    /// Greek letters whose power of T counts steps: `\gamma^T`.
    pub fn names_discounts(&self) -> bool {
        self.names_rates() && !matches!(self.base, "\\alpha" | "\\lambda")
    }

    /// Calligraphic letters that usually name sets.
    pub fn is_set(&self) -> bool {
        self.font == Font::Blackboard || self.font == Font::Calligraphic && SETS.contains(&self.base)
    }
}

static FUNCTIONS: &[&str] = &[
    "f", "g", "h", "p", "q", "u", "F", "G", "H", "J", "L", "P", "Q", "V", "R", "S", "U", "A", "\\phi", "\\varphi",
    "\\psi", "\\pi", "\\mu", "\\sigma", "\\Phi", "\\Psi", "\\ell", "\\kappa", "\\rho", "l", "r", "s", "d", "I", "Z",
    "\\Gamma", "\\zeta", "\\xi", "\\tau", "\\omega", "\\Omega", "\\nu", "v", "k", "\\chi", "D", "E", "O", "o", "T",
    "\\Pi",
];

static SURE: &[&str] = &[
    "f", "g", "h", "F", "G", "J", "V", "Q", "P", "\\phi", "\\varphi", "\\psi", "\\sigma", "\\Phi", "\\Psi", "\\ell",
    "\\kappa", "\\Gamma", "\\zeta",
];

static NUMBERS: &[&str] = &[
    "\\alpha",
    "\\beta",
    "\\gamma",
    "\\delta",
    "\\eta",
    "\\lambda",
    "\\epsilon",
    "\\varepsilon",
    "a",
    "b",
    "c",
    "n",
    "m",
    "N",
    "M",
    "C",
    "B",
    "K",
    "x",
    "y",
    "z",
    "i",
    "j",
    "t",
    "w",
    "W",
    "X",
    "Y",
    "\\Delta",
];

static SETS: &[&str] =
    &["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "M", "P", "Q", "S", "T", "V", "X", "Y", "Z", "W", "R"];

/// Letters that count: `i`, `j`, `t`, `\ell`.
pub(super) fn is_index_letter(text: &str) -> bool {
    matches!(text, "i" | "j" | "k" | "l" | "\\ell" | "m" | "n" | "t" | "s" | "p" | "q" | "r" | "u" | "v")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let found = letter("\\hat{\\mathbf{y}}");
        assert_eq!((found.base, found.font, found.accented), ("y", Font::Bold, true));
        let found = letter("W^{Q}");
        assert_eq!((found.base, found.is_capital()), ("W", true));
        assert_eq!(letter("d_{\\text{model}}").base, "d");
        assert_eq!(letter("\\text{top-k}").base, "top-k");
        assert!(letter("\\theta'").is_greek() && !letter("\\theta").is_capital() && letter("\\Omega").is_capital());
    }
}
