//! What LaTeX commands look like once rendered, as far as copied text can show it.

/// What a command does to the text that a browser copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Letters that are never lost: Greek, names of functions.
    Letters(&'static str),
    /// A sign, which copying may lose.
    Sign(&'static str),
    /// A blank.
    Space,
    /// Nothing; as many arguments as it has are dropped.
    Nothing(u8),
    /// The arguments one after the other; an optional one in brackets comes last.
    Arguments(u8),
    /// The second argument, then the first: what stands over or under comes behind its base.
    Swapped,
    /// The argument, then a sign: accents and braces.
    Accent,
    /// The argument as text: blanks count.
    Text,
    /// The delimiter that follows, of whatever size.
    Delimiter,
}

/// The shape of a command, by its name without the backslash.
pub fn shape(name: &str) -> Option<Shape> {
    if let Some((_, letters)) = LETTERS.iter().find(|(command, _)| *command == name) {
        return Some(Shape::Letters(letters));
    }
    if let Some(own) = FUNCTIONS.iter().find(|function| **function == name) {
        return Some(Shape::Letters(own));
    }
    if let Some((_, sign)) = SIGNS.iter().find(|(command, _)| *command == name) {
        return Some(Shape::Sign(sign));
    }
    COMMANDS.iter().find(|(_, names)| names.contains(&name)).map(|(shape, _)| *shape)
}

/// The longest known command that `letters` begins with: in copied text words may follow a command without a blank.
pub fn longest_known(letters: &str) -> Option<usize> {
    (1..=letters.len()).rev().find(|length| letters.get(..*length).is_some_and(|name| shape(name).is_some()))
}

/// A letter without its font: ℝ and 𝐑 are R.
pub fn plain(c: char) -> char {
    if let Some((_, letter)) = LETTER_LIKE.iter().find(|(styled, _)| styled.contains(c)) {
        return LETTER_LIKE_LETTERS.chars().nth(*letter).unwrap_or(c);
    }
    match c as u32 {
        code @ 0x1d400..=0x1d6a3 => {
            let letter = (code - 0x1d400) % 52;
            let base = if letter < 26 { b'A' + letter as u8 } else { b'a' + (letter - 26) as u8 };
            base as char
        }
        code @ 0x1d6a8..=0x1d7c9 => greek((code - 0x1d6a8) % 58).unwrap_or(c),
        code @ 0x1d7ce..=0x1d7ff => (b'0' + ((code - 0x1d7ce) % 10) as u8) as char,
        0xa0 => ' ',
        _ => c,
    }
}

fn greek(index: u32) -> Option<char> {
    match index {
        0..=24 => char::from_u32(0x391 + index),
        26..=50 => char::from_u32(0x3b1 + index - 26),
        _ => None,
    }
}

/// Whether a character takes no room.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

const LETTER_LIKE_LETTERS: &str = "BCEFGHILMNPQRZegolh";
const LETTER_LIKE: &[(&str, usize)] = &[
    ("ℬ", 0),
    ("ℂℭ", 1),
    ("ℰ", 2),
    ("ℱ", 3),
    ("𝒢", 4),
    ("ℋℌℍ", 5),
    ("ℐℑ", 6),
    ("ℒ", 7),
    ("ℳ", 8),
    ("ℕ", 9),
    ("ℙ", 10),
    ("ℚ", 11),
    ("ℛℜℝ", 12),
    ("ℤℨ", 13),
    ("ℯ", 14),
    ("ℊ", 15),
    ("ℴ", 16),
    ("ℓ", 17),
    ("ℎ", 18),
];

const LETTERS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ϵ"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("varpi", "ϖ"),
    ("rho", "ρ"),
    ("varrho", "ϱ"),
    ("sigma", "σ"),
    ("varsigma", "ς"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "ϕ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Upsilon", "Υ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("ell", "l"),
    ("lbrace", "{"),
    ("rbrace", "}"),
    ("lbrack", "["),
    ("rbrack", "]"),
    ("colon", ":"),
    ("lt", "<"),
    ("gt", ">"),
    ("limsup", "limsup"),
    ("bmod", "mod"),
    ("pmod", "mod"),
    ("mod", "mod"),
    ("{", "{"),
    ("}", "}"),
    ("%", "%"),
    ("$", "$"),
    ("_", "_"),
    ("#", "#"),
    ("&", "&"),
];

const FUNCTIONS: &[&str] = &[
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin",
    "arccos", "arctan", "max", "min", "sup", "inf", "lim", "liminf", "argmax", "argmin", "arg", "det", "dim", "ker",
    "deg", "gcd", "hom", "Pr", "tr",
];

const SIGNS: &[(&str, &str)] = &[
    ("times", "×"),
    ("cdot", "⋅·"),
    ("div", "÷"),
    ("pm", "±"),
    ("mp", "∓"),
    ("ast", "∗*"),
    ("star", "⋆"),
    ("circ", "∘"),
    ("bullet", "∙•"),
    ("odot", "⊙"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("sum", "∑Σ"),
    ("prod", "∏Π"),
    ("int", "∫"),
    ("iint", "∬"),
    ("oint", "∮"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("infty", "∞"),
    ("le", "≤"),
    ("leq", "≤"),
    ("leqslant", "⩽≤"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "⩾≥"),
    ("ne", "≠"),
    ("neq", "≠"),
    ("approx", "≈"),
    ("sim", "∼~"),
    ("simeq", "≃"),
    ("cong", "≅"),
    ("equiv", "≡"),
    ("propto", "∝"),
    ("ll", "≪"),
    ("gg", "≫"),
    ("in", "∈"),
    ("notin", "∉"),
    ("ni", "∋"),
    ("subset", "⊂"),
    ("subseteq", "⊆"),
    ("supset", "⊃"),
    ("supseteq", "⊇"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("setminus", "∖\\"),
    ("emptyset", "∅"),
    ("varnothing", "∅"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("neg", "¬"),
    ("land", "∧"),
    ("wedge", "∧"),
    ("lor", "∨"),
    ("vee", "∨"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("leftarrow", "←"),
    ("gets", "←"),
    ("leftrightarrow", "↔"),
    ("Rightarrow", "⇒"),
    ("Leftarrow", "⇐"),
    ("Leftrightarrow", "⇔"),
    ("iff", "⟺"),
    ("implies", "⟹"),
    ("mapsto", "↦"),
    ("longrightarrow", "⟶"),
    ("uparrow", "↑"),
    ("downarrow", "↓"),
    ("mid", "∣|"),
    ("parallel", "∥"),
    ("perp", "⊥"),
    ("top", "⊤"),
    ("dagger", "†"),
    ("prime", "′'"),
    ("ldots", "…"),
    ("dots", "…"),
    ("dotsc", "…"),
    ("dotsb", "⋯"),
    ("cdots", "⋯"),
    ("vdots", "⋮"),
    ("ddots", "⋱"),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("lfloor", "⌊"),
    ("rfloor", "⌋"),
    ("lceil", "⌈"),
    ("rceil", "⌉"),
    ("vert", "∣|"),
    ("lvert", "∣|"),
    ("rvert", "∣|"),
    ("Vert", "∥"),
    ("lVert", "∥"),
    ("rVert", "∥"),
    ("|", "∥"),
    ("hbar", "ℏ"),
    ("Re", "ℜ"),
    ("Im", "ℑ"),
    ("triangleq", "≜"),
    ("coloneqq", "≔"),
    ("because", "∵"),
    ("therefore", "∴"),
];

const COMMANDS: &[(Shape, &[&str])] = &[
    (Shape::Space, &[",", ";", ":", "!", " ", ">", "quad", "qquad", "enspace", "thinspace", "medspace", "space", "\\"]),
    (
        Shape::Nothing(0),
        &[
            "limits",
            "nolimits",
            "displaystyle",
            "textstyle",
            "scriptstyle",
            "rm",
            "bf",
            "it",
            "cal",
            "nonumber",
            "notag",
            "not",
            "hline",
            "/",
        ],
    ),
    (Shape::Nothing(1), &["label", "tag", "color", "begin", "end", "hspace", "vspace", "phantom", "mathstrut"]),
    (
        Shape::Arguments(1),
        &[
            "mathbf",
            "mathbb",
            "mathcal",
            "mathrm",
            "mathit",
            "mathsf",
            "mathtt",
            "mathfrak",
            "mathscr",
            "boldsymbol",
            "bm",
            "pmb",
            "sqrt",
            "boxed",
            "mathop",
            "mathbin",
            "mathrel",
            "mathord",
            "smash",
            "substack",
            "xrightarrow",
            "xleftarrow",
            "bold",
        ],
    ),
    (Shape::Arguments(2), &["frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"]),
    (Shape::Swapped, &["overset", "underset", "stackrel"]),
    (
        Shape::Accent,
        &[
            "hat",
            "widehat",
            "bar",
            "overline",
            "underline",
            "tilde",
            "widetilde",
            "vec",
            "dot",
            "ddot",
            "check",
            "breve",
            "acute",
            "grave",
            "mathring",
            "overrightarrow",
            "overbrace",
            "underbrace",
        ],
    ),
    (Shape::Text, &["text", "textrm", "textbf", "textit", "textsf", "texttt", "mbox", "hbox", "operatorname"]),
    (
        Shape::Delimiter,
        &[
            "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
            "Biggl", "Biggr", "bigm", "Bigm",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_end_where_words_begin() {
        for (letters, known) in [("theta", Some(5)), ("thetaTransformer", Some(5)), ("log", Some(3)), ("zzz", None)] {
            assert_eq!(longest_known(letters), known);
        }
    }

    #[test]
    fn fonts_are_taken_off() {
        for (styled, letter) in [('ℝ', 'R'), ('𝐱', 'x'), ('𝔼', 'E'), ('𝛼', 'α'), ('𝟚', '2'), ('ℒ', 'L'), ('字', '字')]
        {
            assert_eq!(plain(styled), letter);
        }
    }
}
