//! Commands that build: fractions, roots, accents, fonts, stacks, environments, words.

use super::super::notation::Font::{
    Blackboard, Bold, Calligraphic, Fraktur, Italic, SansSerif, Script, Typewriter, Upright,
};
use super::super::notation::{Class, Font, FractionKind};
use super::Arg::{Atom, Math, Optional, Raw, Size, Text, Whole};
use super::{Arg, Command, Renderers, Role};

const KATEX: Renderers = Renderers::KATEX;
const MATHJAX: Renderers = Renderers::MATHJAX;
const LATEX: Renderers = Renderers::LATEX;

const fn fraction(name: &'static str, kind: FractionKind) -> Command {
    Command::new(name, Role::Fraction(kind), &[Math, Math]).in_script()
}

const fn infix(name: &'static str, kind: FractionKind, args: &'static [Arg]) -> Command {
    Command::new(name, Role::Infix(kind), args)
}

const fn accent(name: &'static str, accent: &'static str) -> Command {
    Command::new(name, Role::Accent(accent), &[Math])
}

/// An accent of text: `\'e`.
const fn text_accent(name: &'static str, accent: &'static str) -> Command {
    Command::new(name, Role::Accent(accent), &[Atom]).in_text()
}

const fn font(name: &'static str, font: Font) -> Command {
    Command::new(name, Role::Font(font), &[Math]).in_script()
}

const fn bold_symbol(name: &'static str) -> Command {
    Command::new(name, Role::Font(Bold), &[Math])
}

const fn switch(name: &'static str, font: Option<Font>) -> Command {
    Command::new(name, Role::FontSwitch(font), &[]).in_text()
}

const fn text(name: &'static str, font: Option<Font>) -> Command {
    Command::new(name, Role::Text(font), &[Text]).in_script().in_text()
}

const fn arrow(name: &'static str, base: &'static str) -> Command {
    Command::new(name, Role::Arrow(base), &[Optional, Math])
}

const fn fence(name: &'static str, left: &'static str, right: &'static str) -> Command {
    Command::new(name, Role::Fence(left, right), &[Math])
}

const fn reclass(name: &'static str, class: Class) -> Command {
    Command::new(name, Role::Reclass(class), &[Atom])
}

pub(super) static ROWS: &[Command] = &[
    // Fractions.
    fraction("frac", FractionKind::Bar),
    fraction("dfrac", FractionKind::Bar),
    fraction("tfrac", FractionKind::Bar),
    fraction("cfrac", FractionKind::Bar),
    fraction("nicefrac", FractionKind::Bar).known_to(LATEX),
    fraction("sfrac", FractionKind::Bar).known_to(LATEX),
    fraction("binom", FractionKind::Binomial),
    fraction("dbinom", FractionKind::Binomial),
    fraction("tbinom", FractionKind::Binomial),
    infix("over", FractionKind::Bar, &[]),
    infix("choose", FractionKind::Binomial, &[]),
    infix("brack", FractionKind::Brack, &[]),
    infix("brace", FractionKind::Brace, &[]),
    infix("atop", FractionKind::NoBar, &[]),
    infix("above", FractionKind::Bar, &[Size]),
    Command::new("genfrac", Role::GeneralFraction, &[Raw, Raw, Size, Text, Math, Math]).in_script(),
    Command::new("sqrt", Role::Root, &[Optional, Math]),
    // Accents.
    accent("hat", "hat"),
    accent("widehat", "widehat"),
    accent("bar", "bar"),
    accent("overline", "overline"),
    accent("underline", "underline").in_text(),
    accent("underbar", "underline").in_text(),
    accent("tilde", "tilde"),
    accent("widetilde", "widetilde"),
    accent("utilde", "utilde").known_to(KATEX),
    accent("vec", "vec"),
    accent("overrightarrow", "vec"),
    accent("overleftarrow", "overleftarrow"),
    accent("overleftrightarrow", "overleftrightarrow"),
    accent("Overrightarrow", "vec").known_to(KATEX),
    accent("overrightharpoon", "overrightharpoon").known_to(KATEX),
    accent("overleftharpoon", "overleftharpoon").known_to(KATEX),
    accent("underrightarrow", "underrightarrow"),
    accent("underleftarrow", "underleftarrow"),
    accent("underleftrightarrow", "underleftrightarrow"),
    accent("overgroup", "overgroup").known_to(KATEX),
    accent("undergroup", "undergroup").known_to(KATEX),
    accent("overlinesegment", "overlinesegment").known_to(KATEX),
    accent("underlinesegment", "underlinesegment").known_to(KATEX),
    accent("dot", "dot"),
    accent("ddot", "ddot"),
    accent("dddot", "dddot").in_script(),
    accent("ddddot", "ddddot").in_script(),
    accent("acute", "acute"),
    accent("grave", "grave"),
    accent("breve", "breve"),
    accent("check", "check"),
    accent("widecheck", "check").known_to(KATEX),
    accent("mathring", "mathring"),
    accent("cancel", "cancel"),
    accent("bcancel", "cancel"),
    accent("xcancel", "cancel"),
    accent("sout", "cancel").in_text(),
    accent("phase", "phase").known_to(KATEX),
    accent("angl", "angl").known_to(KATEX),
    text_accent("'", "acute"),
    text_accent("`", "grave"),
    text_accent("^", "hat"),
    text_accent("~", "tilde"),
    text_accent("=", "bar"),
    text_accent("u", "breve"),
    text_accent(".", "dot"),
    text_accent("\"", "ddot"),
    text_accent("c", "cedilla"),
    text_accent("r", "mathring"),
    text_accent("H", "doubleacute"),
    text_accent("v", "check"),
    text_accent("textcircled", "textcircled"),
    // Fonts.
    font("mathbf", Bold),
    font("bold", Bold).known_to(KATEX.or(MATHJAX)),
    font("mathbfit", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbfup", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbfcal", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbfscr", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbffrak", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbfsf", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbfsfup", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathbfsfit", Bold).known_to(MATHJAX.or(LATEX)),
    font("symbfit", Bold).known_to(MATHJAX.or(LATEX)),
    font("symbfup", Bold).known_to(MATHJAX.or(LATEX)),
    bold_symbol("boldsymbol"),
    bold_symbol("bm").known_to(KATEX.or(LATEX)),
    bold_symbol("pmb").in_text(),
    font("symbf", Bold).known_to(MATHJAX.or(LATEX)),
    font("mathrm", Upright),
    font("mathup", Upright).known_to(MATHJAX),
    font("symrm", Upright).known_to(MATHJAX.or(LATEX)),
    font("mathit", Italic),
    font("mathnormal", Italic),
    font("mathcal", Calligraphic),
    font("mathscr", Script),
    font("mathbb", Blackboard),
    font("Bbb", Blackboard).known_to(KATEX.or(MATHJAX)),
    font("symbb", Blackboard).known_to(MATHJAX.or(LATEX)),
    font("mathbbit", Blackboard).known_to(LATEX),
    font("symbbit", Blackboard).known_to(LATEX),
    font("mathbbm", Blackboard).known_to(LATEX),
    font("mathds", Blackboard).known_to(LATEX),
    font("mathbbmss", Blackboard).known_to(LATEX),
    font("mathfrak", Fraktur),
    font("frak", Fraktur).known_to(KATEX.or(MATHJAX)),
    font("mathsf", SansSerif),
    font("mathsfit", SansSerif),
    font("mathsfup", SansSerif).known_to(MATHJAX.or(LATEX)),
    font("mathtt", Typewriter),
    switch("bf", Some(Bold)),
    switch("bfseries", Some(Bold)).known_to(LATEX),
    switch("rm", Some(Upright)),
    switch("it", Some(Italic)),
    switch("mit", Some(Italic)).known_to(MATHJAX.or(LATEX)),
    switch("cal", Some(Calligraphic)),
    switch("scr", Some(Script)).known_to(MATHJAX),
    switch("sf", Some(SansSerif)),
    switch("tt", Some(Typewriter)),
    // Words.
    text("text", None),
    text("textnormal", None),
    text("textrm", Some(Upright)),
    text("textup", Some(Upright)),
    text("textmd", None),
    text("textbf", Some(Bold)),
    text("textit", Some(Italic)),
    text("emph", Some(Italic)),
    text("textsl", Some(Italic)).known_to(LATEX.or(MATHJAX)),
    text("textsc", None).known_to(LATEX.or(MATHJAX)),
    text("textsf", Some(SansSerif)),
    text("texttt", Some(Typewriter)),
    Command::new("mbox", Role::Text(None), &[Text]).in_text().known_to(KATEX.others()),
    Command::new("hbox", Role::Text(None), &[Text]).in_text(),
    Command::new("fbox", Role::Text(None), &[Text]).in_text(),
    // Stacks.
    Command::new("overset", Role::Over, &[Math, Math]),
    Command::new("stackrel", Role::Over, &[Math, Math]),
    Command::new("underset", Role::Under, &[Math, Math]),
    Command::new("underbrace", Role::Brace, &[Math]),
    Command::new("overbrace", Role::Brace, &[Math]),
    Command::new("underbracket", Role::Brace, &[Math]),
    Command::new("overbracket", Role::Brace, &[Math]),
    Command::new("overparen", Role::Brace, &[Math]).known_to(MATHJAX),
    Command::new("underparen", Role::Brace, &[Math]).known_to(MATHJAX),
    arrow("xrightarrow", r"\to"),
    arrow("xleftarrow", r"\leftarrow"),
    arrow("xRightarrow", r"\Rightarrow"),
    arrow("xLeftarrow", r"\Leftarrow"),
    arrow("xleftrightarrow", r"\leftrightarrow"),
    arrow("xLeftrightarrow", r"\Leftrightarrow"),
    arrow("xhookleftarrow", r"\hookleftarrow"),
    arrow("xhookrightarrow", r"\hookrightarrow"),
    arrow("xmapsto", r"\mapsto"),
    arrow("xrightharpoondown", r"\rightharpoondown"),
    arrow("xrightharpoonup", r"\rightharpoonup"),
    arrow("xleftharpoondown", r"\leftharpoondown"),
    arrow("xleftharpoonup", r"\leftharpoonup"),
    arrow("xrightleftharpoons", r"\rightleftharpoons"),
    arrow("xleftrightharpoons", r"\leftrightharpoons"),
    arrow("xlongequal", "="),
    arrow("xtwoheadrightarrow", r"\twoheadrightarrow"),
    arrow("xtwoheadleftarrow", r"\twoheadleftarrow"),
    arrow("xtofrom", r"\leftrightarrow"),
    arrow("xrightleftarrows", r"\rightleftarrows").known_to(KATEX),
    arrow("xrightequilibrium", r"\rightleftharpoons").known_to(KATEX),
    arrow("xleftequilibrium", r"\leftrightharpoons").known_to(KATEX),
    // Pairs with an argument.
    fence("bra", r"\langle", "|"),
    fence("Bra", r"\langle", "|"),
    fence("ket", "|", r"\rangle"),
    fence("Ket", "|", r"\rangle"),
    fence("braket", r"\langle", r"\rangle"),
    fence("Braket", r"\langle", r"\rangle"),
    fence("set", r"\{", r"\}").in_script().in_text(),
    fence("Set", r"\{", r"\}"),
    fence("abs", "|", "|").known_to(MATHJAX.or(LATEX)),
    fence("norm", r"\|", r"\|").known_to(MATHJAX.or(LATEX)),
    // Classes.
    reclass("mathbin", Class::Binary),
    reclass("mathrel", Class::Relation),
    reclass("mathopen", Class::Open),
    reclass("mathclose", Class::Close),
    reclass("mathpunct", Class::Punctuation),
    reclass("mathord", Class::Ordinary),
    reclass("mathinner", Class::Ordinary),
    Command::new("not", Role::Not, &[]).in_script(),
    // Moduli.
    Command::new("bmod", Role::Symbol(r"\bmod", Class::Binary), &[]),
    Command::new("pmod", Role::Modulus { word: true, fenced: true }, &[Math]).in_script(),
    Command::new("pod", Role::Modulus { word: false, fenced: true }, &[Math]).in_script(),
    Command::new("mod", Role::Modulus { word: true, fenced: false }, &[Whole]).in_script(),
    // Environments and rows.
    Command::new("begin", Role::Begin, &[]),
    Command::new("end", Role::End, &[]),
    Command::new("substack", Role::Rows("substack"), &[Arg::Rows]),
    Command::new("crampedsubstack", Role::Rows("substack"), &[Arg::Rows]).known_to(MATHJAX.or(LATEX)),
    Command::new("cases", Role::Rows("cases"), &[Arg::Rows]).known_to(MATHJAX),
    Command::new("matrix", Role::Rows("matrix"), &[Arg::Rows]).known_to(MATHJAX),
    Command::new("pmatrix", Role::Rows("pmatrix"), &[Arg::Rows]).known_to(MATHJAX),
    Command::new("\\", Role::Break, &[]).in_text(),
    Command::new("cr", Role::Break, &[]),
    Command::new("newline", Role::Break, &[]).in_text(),
    Command::new("hline", Role::Rule, &[]),
    Command::new("hdashline", Role::Rule, &[]).known_to(KATEX.or(MATHJAX)),
    Command::new("begingroup", Role::BeginGroup, &[]).in_script(),
    Command::new("endgroup", Role::EndGroup, &[]),
    Command::new("bgroup", Role::BeginGroup, &[]).in_script(),
    Command::new("egroup", Role::EndGroup, &[]),
    Command::new("char", Role::Char, &[]).in_text(),
    Command::new("cssId", Role::Wrap, &[Raw, Math]).known_to(MATHJAX),
];
