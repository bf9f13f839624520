//! Unicode characters that stand for commands, letters in a font, or ASCII.
//!
//! Takes a character, gives what it is short for. Never fails: what is in no row stands for itself.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::notation::Font;
use super::Role;

/// What a character is short for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Canonical {
    /// A command, by name.
    Command(&'static str),
    /// A letter or digit in a font: `ℝ`, `𝐱`; no font for `𝑥`, which is how every letter is set.
    Styled(Option<Font>, char),
    /// ASCII: full-width forms and the typographic minus.
    Ascii(char),
    /// A small digit or sign set low: `₂`.
    Sub(char),
    /// A small digit or sign set high: `²`.
    Sup(char),
}

/// What a character is short for, if it is short for something.
pub(crate) fn canonical(character: char) -> Option<Canonical> {
    if character.is_ascii() {
        return None;
    }
    row(COMMANDS, character)
        .map(Canonical::Command)
        .or_else(|| row(ASCII, character).map(Canonical::Ascii))
        .or_else(|| row(SCRIPT_LIKE, character).map(|(font, letter)| Canonical::Styled(Some(font), letter)))
        .or_else(|| row(SUBSCRIPTS, character).map(Canonical::Sub))
        .or_else(|| row(SUPERSCRIPTS, character).map(Canonical::Sup))
        .or_else(|| alphanumeric(character))
        .or_else(|| full_width(character))
}

/// The character that a canonical spelling shows: `\\alpha` → `α`.
pub(crate) fn shown(canonical: &str) -> Option<char> {
    SHOWN.get(canonical).copied()
}

static SHOWN: LazyLock<BTreeMap<&'static str, char>> = LazyLock::new(|| {
    let texts = COMMANDS.iter().filter_map(|(character, name)| {
        let text = match super::find_name(name)?.role {
            Role::Letter(text) | Role::BigOperator(text) | Role::Symbol(text, _) => text,
            _ => return None,
        };
        text.starts_with('\\').then_some((text, *character))
    });
    // The first character of a spelling that has several wins.
    texts.rev().collect()
});

fn row<T: Copy>(table: &[(char, T)], character: char) -> Option<T> {
    let at = table.binary_search_by_key(&character, |(key, _)| *key).ok()?;
    table.get(at).map(|(_, value)| *value)
}

/// Full-width ASCII, `！` to `～`.
fn full_width(character: char) -> Option<Canonical> {
    let code = u32::from(character);
    if !(0xFF01..=0xFF5E).contains(&code) {
        return None;
    }
    char::from_u32(code - 0xFEE0).map(Canonical::Ascii)
}

/// The mathematical alphanumeric block, U+1D400 to U+1D7FF: alphabets of 52 letters, then Greek, then digits.
fn alphanumeric(character: char) -> Option<Canonical> {
    let code = u32::from(character);
    if let Some(offset) = code.checked_sub(0x1D400).filter(|offset| *offset < 13 * 52) {
        let font = ALPHABETS.get(offset as usize / 52).copied()?;
        let place = (offset % 52) as u8;
        let letter = if place < 26 { b'A' + place } else { b'a' + place - 26 };
        return Some(Canonical::Styled(font, char::from(letter)));
    }
    let offset = code.checked_sub(0x1D7CE).filter(|offset| *offset < 50)?;
    let font = DIGIT_FONTS.get(offset as usize / 10).copied()?;
    Some(Canonical::Styled(Some(font), char::from(b'0' + (offset % 10) as u8)))
}

/// The fonts of the 13 Latin alphabets of the block, in its order.
static ALPHABETS: &[Option<Font>] = &[
    Some(Font::Bold),
    None,
    Some(Font::Bold),
    Some(Font::Script),
    Some(Font::Script),
    Some(Font::Fraktur),
    Some(Font::Blackboard),
    Some(Font::Fraktur),
    Some(Font::SansSerif),
    Some(Font::SansSerif),
    Some(Font::SansSerif),
    Some(Font::SansSerif),
    Some(Font::Typewriter),
];

static DIGIT_FONTS: &[Font] = &[Font::Bold, Font::Blackboard, Font::SansSerif, Font::SansSerif, Font::Typewriter];

/// The letters of those alphabets that Unicode had before the block.
static SCRIPT_LIKE: &[(char, (Font, char))] = &[
    ('ℂ', (Font::Blackboard, 'C')),
    ('ℊ', (Font::Script, 'g')),
    ('ℋ', (Font::Script, 'H')),
    ('ℌ', (Font::Fraktur, 'H')),
    ('ℍ', (Font::Blackboard, 'H')),
    ('ℐ', (Font::Script, 'I')),
    ('ℒ', (Font::Script, 'L')),
    ('ℕ', (Font::Blackboard, 'N')),
    ('ℙ', (Font::Blackboard, 'P')),
    ('ℚ', (Font::Blackboard, 'Q')),
    ('ℛ', (Font::Script, 'R')),
    ('ℝ', (Font::Blackboard, 'R')),
    ('ℤ', (Font::Blackboard, 'Z')),
    ('ℨ', (Font::Fraktur, 'Z')),
    ('ℬ', (Font::Script, 'B')),
    ('ℭ', (Font::Fraktur, 'C')),
    ('ℯ', (Font::Script, 'e')),
    ('ℰ', (Font::Script, 'E')),
    ('ℱ', (Font::Script, 'F')),
    ('ℳ', (Font::Script, 'M')),
    ('ℴ', (Font::Script, 'o')),
];

/// Characters that are typed for an ASCII one.
static ASCII: &[(char, char)] = &[
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Χ', 'X'),
    ('\u{2010}', '-'),
    ('\u{2011}', '-'),
    ('ℎ', 'h'),
    ('−', '-'),
    ('∕', '/'),
    ('、', ','),
    ('。', '.'),
];

static SUBSCRIPTS: &[(char, char)] = &[
    ('ᵢ', 'i'),
    ('ᵣ', 'r'),
    ('ᵤ', 'u'),
    ('ᵥ', 'v'),
    ('ᵦ', 'β'),
    ('ᵧ', 'γ'),
    ('ᵨ', 'ρ'),
    ('ᵩ', 'φ'),
    ('ᵪ', 'χ'),
    ('₀', '0'),
    ('₁', '1'),
    ('₂', '2'),
    ('₃', '3'),
    ('₄', '4'),
    ('₅', '5'),
    ('₆', '6'),
    ('₇', '7'),
    ('₈', '8'),
    ('₉', '9'),
    ('₊', '+'),
    ('₋', '-'),
    ('₌', '='),
    ('₍', '('),
    ('₎', ')'),
    ('ₐ', 'a'),
    ('ₑ', 'e'),
    ('ₒ', 'o'),
    ('ₓ', 'x'),
    ('ₕ', 'h'),
    ('ₖ', 'k'),
    ('ₗ', 'l'),
    ('ₘ', 'm'),
    ('ₙ', 'n'),
    ('ₚ', 'p'),
    ('ₛ', 's'),
    ('ₜ', 't'),
    ('ⱼ', 'j'),
];

static SUPERSCRIPTS: &[(char, char)] = &[
    ('²', '2'),
    ('³', '3'),
    ('¹', '1'),
    ('ʰ', 'h'),
    ('ʲ', 'j'),
    ('ʳ', 'r'),
    ('ʷ', 'w'),
    ('ʸ', 'y'),
    ('ˡ', 'l'),
    ('ˢ', 's'),
    ('ˣ', 'x'),
    ('ᴬ', 'A'),
    ('ᴮ', 'B'),
    ('ᴰ', 'D'),
    ('ᴱ', 'E'),
    ('ᴳ', 'G'),
    ('ᴴ', 'H'),
    ('ᴵ', 'I'),
    ('ᴶ', 'J'),
    ('ᴷ', 'K'),
    ('ᴸ', 'L'),
    ('ᴹ', 'M'),
    ('ᴺ', 'N'),
    ('ᴼ', 'O'),
    ('ᴾ', 'P'),
    ('ᴿ', 'R'),
    ('ᵀ', 'T'),
    ('ᵁ', 'U'),
    ('ᵂ', 'W'),
    ('ᵃ', 'a'),
    ('ᵇ', 'b'),
    ('ᵈ', 'd'),
    ('ᵉ', 'e'),
    ('ᵍ', 'g'),
    ('ᵏ', 'k'),
    ('ᵐ', 'm'),
    ('ᵒ', 'o'),
    ('ᵖ', 'p'),
    ('ᵗ', 't'),
    ('ᵘ', 'u'),
    ('ᵛ', 'v'),
    ('ᵝ', 'β'),
    ('ᵞ', 'γ'),
    ('ᵟ', 'δ'),
    ('ᵠ', 'φ'),
    ('ᵡ', 'χ'),
    ('ᶜ', 'c'),
    ('ᶠ', 'f'),
    ('ᶻ', 'z'),
    ('⁰', '0'),
    ('ⁱ', 'i'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
    ('⁺', '+'),
    ('⁻', '-'),
    ('⁼', '='),
    ('⁽', '('),
    ('⁾', ')'),
    ('ⁿ', 'n'),
    ('ⱽ', 'V'),
];

#[rustfmt::skip]
static COMMANDS: &[(char, &str)] = &[
    ('£', "pounds"), ('¥', "yen"), ('§', "S"), ('©', "copyright"), ('¬', "neg"), ('®', "textregistered"),
    ('°', "degree"), ('±', "pm"), ('µ', "mu"), ('¶', "P"), ('·', "cdot"), ('×', "times"), ('ð', "eth"),
    ('÷', "div"), ('ı', "imath"), ('ȷ', "jmath"), ('Γ', "Gamma"), ('Δ', "Delta"), ('Θ', "Theta"),
    ('Λ', "Lambda"), ('Ξ', "Xi"), ('Π', "Pi"), ('Σ', "Sigma"), ('Υ', "Upsilon"), ('Φ', "Phi"), ('Ψ', "Psi"),
    ('Ω', "Omega"), ('α', "alpha"), ('β', "beta"), ('γ', "gamma"), ('δ', "delta"), ('ε', "varepsilon"),
    ('ζ', "zeta"), ('η', "eta"), ('θ', "theta"), ('ι', "iota"), ('κ', "kappa"), ('λ', "lambda"), ('μ', "mu"),
    ('ν', "nu"), ('ξ', "xi"), ('π', "pi"), ('ρ', "rho"), ('ς', "varsigma"), ('σ', "sigma"), ('τ', "tau"),
    ('υ', "upsilon"), ('φ', "varphi"), ('χ', "chi"), ('ψ', "psi"), ('ω', "omega"), ('ϑ', "vartheta"),
    ('ϕ', "phi"), ('ϖ', "varpi"), ('ϝ', "digamma"), ('ϱ', "varrho"), ('ϵ', "epsilon"), ('‖', "|"),
    ('†', "dagger"), ('•', "bullet"), ('…', "ldots"), ('′', "prime"), ('ℏ', "hbar"), ('ℑ', "Im"), ('ℓ', "ell"),
    ('℘', "wp"), ('ℜ', "Re"), ('Ⅎ', "Finv"), ('ℵ', "aleph"), ('ℶ', "beth"), ('ℷ', "gimel"), ('ℸ', "daleth"),
    ('⅁', "Game"), ('←', "leftarrow"), ('↑', "uparrow"), ('→', "to"), ('↓', "downarrow"),
    ('↔', "leftrightarrow"), ('↕', "updownarrow"), ('↖', "nwarrow"), ('↗', "nearrow"), ('↘', "searrow"),
    ('↙', "swarrow"), ('↚', "nleftarrow"), ('↛', "nrightarrow"), ('↞', "twoheadleftarrow"),
    ('↠', "twoheadrightarrow"), ('↢', "leftarrowtail"), ('↣', "rightarrowtail"), ('↤', "mapsfrom"),
    ('↦', "mapsto"), ('↩', "hookleftarrow"), ('↪', "hookrightarrow"), ('↫', "looparrowleft"),
    ('↬', "looparrowright"), ('↭', "leftrightsquigarrow"), ('↮', "nleftrightarrow"), ('↰', "Lsh"), ('↱', "Rsh"),
    ('↶', "curvearrowleft"), ('↷', "curvearrowright"), ('↺', "circlearrowleft"), ('↻', "circlearrowright"),
    ('↼', "leftharpoonup"), ('↽', "leftharpoondown"), ('↾', "upharpoonright"), ('↿', "upharpoonleft"),
    ('⇀', "rightharpoonup"), ('⇁', "rightharpoondown"), ('⇂', "downharpoonright"), ('⇃', "downharpoonleft"),
    ('⇄', "rightleftarrows"), ('⇆', "leftrightarrows"), ('⇇', "leftleftarrows"), ('⇈', "upuparrows"),
    ('⇉', "rightrightarrows"), ('⇊', "downdownarrows"), ('⇋', "leftrightharpoons"), ('⇌', "rightleftharpoons"),
    ('⇍', "nLeftarrow"), ('⇎', "nLeftrightarrow"), ('⇏', "nRightarrow"), ('⇐', "Leftarrow"), ('⇑', "Uparrow"),
    ('⇒', "Rightarrow"), ('⇓', "Downarrow"), ('⇔', "Leftrightarrow"), ('⇕', "Updownarrow"), ('⇚', "Lleftarrow"),
    ('⇛', "Rrightarrow"), ('⇝', "rightsquigarrow"), ('⇠', "dashleftarrow"), ('⇢', "dashrightarrow"),
    ('∀', "forall"), ('∁', "complement"), ('∂', "partial"), ('∃', "exists"), ('∅', "emptyset"), ('∇', "nabla"),
    ('∈', "in"), ('∉', "notin"), ('∋', "ni"), ('∌', "notni"), ('∏', "prod"), ('∐', "coprod"), ('∑', "sum"),
    ('∓', "mp"), ('∔', "dotplus"), ('∖', "setminus"), ('∗', "ast"), ('∘', "circ"), ('∙', "bullet"),
    ('√', "surd"), ('∝', "propto"), ('∞', "infty"), ('∠', "angle"), ('∡', "measuredangle"),
    ('∢', "sphericalangle"), ('∣', "mid"), ('∤', "nmid"), ('∥', "parallel"), ('∦', "nparallel"), ('∧', "wedge"),
    ('∨', "vee"), ('∩', "cap"), ('∪', "cup"), ('∫', "int"), ('∬', "iint"), ('∭', "iiint"), ('∮', "oint"),
    ('∯', "oiint"), ('∰', "oiiint"), ('∴', "therefore"), ('∵', "because"), ('∶', "vcentcolon"),
    ('∷', "dblcolon"), ('∹', "eqcolon"), ('∼', "sim"), ('∽', "backsim"), ('≀', "wr"), ('≁', "nsim"),
    ('≂', "eqsim"), ('≃', "simeq"), ('≅', "cong"), ('≆', "ncong"), ('≈', "approx"), ('≊', "approxeq"),
    ('≍', "asymp"), ('≎', "Bumpeq"), ('≏', "bumpeq"), ('≐', "doteq"), ('≑', "doteqdot"), ('≒', "fallingdotseq"),
    ('≓', "risingdotseq"), ('≔', "coloneqq"), ('≕', "eqqcolon"), ('≖', "eqcirc"), ('≗', "circeq"),
    ('≜', "triangleq"), ('≠', "neq"), ('≡', "equiv"), ('≤', "le"), ('≥', "ge"), ('≦', "leqq"), ('≧', "geqq"),
    ('≨', "lneqq"), ('≩', "gneqq"), ('≪', "ll"), ('≫', "gg"), ('≬', "between"), ('≮', "nless"), ('≯', "ngtr"),
    ('≰', "nleq"), ('≱', "ngeq"), ('≲', "lesssim"), ('≳', "gtrsim"), ('≶', "lessgtr"), ('≷', "gtrless"),
    ('≺', "prec"), ('≻', "succ"), ('≼', "preccurlyeq"), ('≽', "succcurlyeq"), ('≾', "precsim"),
    ('≿', "succsim"), ('⊀', "nprec"), ('⊁', "nsucc"), ('⊂', "subset"), ('⊃', "supset"), ('⊆', "subseteq"),
    ('⊇', "supseteq"), ('⊈', "nsubseteq"), ('⊉', "nsupseteq"), ('⊊', "subsetneq"), ('⊋', "supsetneq"),
    ('⊎', "uplus"), ('⊏', "sqsubset"), ('⊐', "sqsupset"), ('⊑', "sqsubseteq"), ('⊒', "sqsupseteq"),
    ('⊓', "sqcap"), ('⊔', "sqcup"), ('⊕', "oplus"), ('⊖', "ominus"), ('⊗', "otimes"), ('⊘', "oslash"),
    ('⊙', "odot"), ('⊚', "circledcirc"), ('⊛', "circledast"), ('⊝', "circleddash"), ('⊞', "boxplus"),
    ('⊟', "boxminus"), ('⊠', "boxtimes"), ('⊡', "boxdot"), ('⊢', "vdash"), ('⊣', "dashv"), ('⊤', "top"),
    ('⊥', "perp"), ('⊨', "models"), ('⊩', "Vdash"), ('⊪', "Vvdash"), ('⊬', "nvdash"), ('⊭', "nvDash"),
    ('⊮', "nVdash"), ('⊯', "nVDash"), ('⊶', "origof"), ('⊷', "imageof"), ('⊸', "multimap"), ('⊺', "intercal"),
    ('⊻', "veebar"), ('⊼', "barwedge"), ('⋀', "bigwedge"), ('⋁', "bigvee"), ('⋂', "bigcap"), ('⋃', "bigcup"),
    ('⋅', "cdot"), ('⋇', "divideontimes"), ('⋈', "bowtie"), ('⋉', "ltimes"), ('⋊', "rtimes"),
    ('⋋', "leftthreetimes"), ('⋌', "rightthreetimes"), ('⋍', "backsimeq"), ('⋎', "curlyvee"),
    ('⋏', "curlywedge"), ('⋐', "Subset"), ('⋑', "Supset"), ('⋒', "Cap"), ('⋓', "Cup"), ('⋔', "pitchfork"),
    ('⋘', "lll"), ('⋙', "ggg"), ('⋚', "lesseqgtr"), ('⋛', "gtreqless"), ('⋞', "curlyeqprec"),
    ('⋟', "curlyeqsucc"), ('⋠', "npreceq"), ('⋡', "nsucceq"), ('⋦', "lnsim"), ('⋧', "gnsim"), ('⋨', "precnsim"),
    ('⋩', "succnsim"), ('⋬', "ntrianglelefteq"), ('⋭', "ntrianglerighteq"), ('⋮', "vdots"), ('⋯', "cdots"),
    ('⋱', "ddots"), ('⌈', "lceil"), ('⌉', "rceil"), ('⌊', "lfloor"), ('⌋', "rfloor"), ('⌜', "ulcorner"),
    ('⌝', "urcorner"), ('⌞', "llcorner"), ('⌟', "lrcorner"), ('⌢', "frown"), ('⌣', "smile"),
    ('⎰', "lmoustache"), ('⎱', "rmoustache"), ('◯', "bigcirc"), ('♠', "spadesuit"), ('♡', "heartsuit"),
    ('♢', "diamondsuit"), ('♣', "clubsuit"), ('♭', "flat"), ('♮', "natural"), ('♯', "sharp"),
    ('✓', "checkmark"), ('⟂', "perp"), ('⟦', "llbracket"), ('⟧', "rrbracket"), ('⟨', "langle"), ('⟩', "rangle"),
    ('⟮', "lgroup"), ('⟯', "rgroup"), ('⟵', "leftarrow"), ('⟶', "to"), ('⟷', "longleftrightarrow"),
    ('⟸', "impliedby"), ('⟹', "implies"), ('⟺', "iff"), ('⟼', "longmapsto"), ('⦃', "lBrace"), ('⦄', "rBrace"),
    ('⦵', "minuso"), ('⨀', "bigodot"), ('⨁', "bigoplus"), ('⨂', "bigotimes"), ('⨄', "biguplus"),
    ('⨆', "bigsqcup"), ('⩞', "doublebarwedge"), ('⩴', "Coloneqq"), ('⩽', "leqslant"), ('⩾', "geqslant"),
    ('⪅', "lessapprox"), ('⪆', "gtrapprox"), ('⪇', "lneq"), ('⪈', "gneq"), ('⪉', "lnapprox"), ('⪊', "gnapprox"),
    ('⪋', "lesseqqgtr"), ('⪌', "gtreqqless"), ('⪕', "eqslantless"), ('⪖', "eqslantgtr"), ('⪯', "preceq"),
    ('⪰', "succeq"), ('⪵', "precneqq"), ('⪶', "succneqq"), ('⪷', "precapprox"), ('⪸', "succapprox"),
    ('⪹', "precnapprox"), ('⪺', "succnapprox"), ('⫅', "subseteqq"), ('⫆', "supseteqq"), ('⫋', "subsetneqq"),
    ('⫌', "supsetneqq"), ('〈', "langle"), ('〉', "rangle"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(COMMANDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ASCII.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SCRIPT_LIKE.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SUBSCRIPTS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SUPERSCRIPTS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn commands_have_rows() {
        for (character, name) in COMMANDS {
            assert!(super::super::find(&format!("\\{name}")).is_some(), "{character} {name}");
        }
    }

    #[test]
    fn alphabets_and_full_width_forms() {
        assert_eq!(canonical('ℝ'), Some(Canonical::Styled(Some(Font::Blackboard), 'R')));
        assert_eq!(canonical('𝐱'), Some(Canonical::Styled(Some(Font::Bold), 'x')));
        assert_eq!(canonical('𝑥'), Some(Canonical::Styled(None, 'x')));
        assert_eq!(canonical('𝟙'), Some(Canonical::Styled(Some(Font::Blackboard), '1')));
        assert_eq!(canonical('（'), Some(Canonical::Ascii('(')));
        assert_eq!(canonical('≤'), Some(Canonical::Command("le")));
        assert_eq!(canonical('数'), None);
    }
}
