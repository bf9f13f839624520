//! Commands that wrap, colour, number or define, and signs of text.

use super::super::notation::Class;
use super::Arg::{Color, Math, Optional, OptionalRaw, Raw, Size, Text};
use super::{Arg, Command, Renderers, Role};

const KATEX: Renderers = Renderers::KATEX;
const BEYOND_KATEX: Renderers = KATEX.others();

const fn wrap(name: &'static str, args: &'static [Arg]) -> Command {
    Command::new(name, Role::Wrap, args)
}

const fn meta(name: &'static str, args: &'static [Arg]) -> Command {
    Command::new(name, Role::Meta, args)
}

/// A size switch or another switch without argument.
const fn setting(name: &'static str) -> Command {
    Command::new(name, Role::Meta, &[]).in_text()
}

const fn define(name: &'static str) -> Command {
    Command::new(name, Role::Define, &[])
}

/// A sign that only `\text` may hold.
const fn sign(name: &'static str, shown: &'static str) -> Command {
    Command::new(name, Role::Symbol(shown, Class::Ordinary), &[]).in_text()
}

pub(super) static ROWS: &[Command] = &[
    wrap("boxed", &[Math]).in_text(),
    wrap("smash", &[OptionalRaw, Math]).in_text(),
    wrap("mathllap", &[Math]).in_text(),
    wrap("mathrlap", &[Math]).in_text(),
    wrap("mathclap", &[Math]).in_text(),
    wrap("mathmakebox", &[OptionalRaw, OptionalRaw, Math]).known_to(BEYOND_KATEX),
    wrap("mathmbox", &[Math]).known_to(BEYOND_KATEX),
    wrap("cramped", &[OptionalRaw, Math]).known_to(BEYOND_KATEX),
    wrap("crampedllap", &[OptionalRaw, Math]).known_to(BEYOND_KATEX),
    wrap("crampedrlap", &[OptionalRaw, Math]).known_to(BEYOND_KATEX),
    wrap("crampedclap", &[OptionalRaw, Math]).known_to(BEYOND_KATEX),
    wrap("textllap", &[Text]).in_text().known_to(Renderers::MATHJAX),
    wrap("textrlap", &[Text]).in_text().known_to(Renderers::MATHJAX),
    wrap("textclap", &[Text]).in_text().known_to(Renderers::MATHJAX),
    wrap("TextOrMath", &[Raw, Math]).in_text().known_to(KATEX.or(Renderers::LATEX)),
    wrap("llap", &[Text]).in_text(),
    wrap("rlap", &[Text]).in_text(),
    wrap("clap", &[Text]).in_text(),
    wrap("vcenter", &[Math]),
    wrap("raisebox", &[Size, Text]).in_text(),
    wrap("reflectbox", &[Text]).in_text(),
    wrap("mathreflectbox", &[Math]).known_to(KATEX),
    wrap("mathchoice", &[Arg::Atom, Arg::Atom, Arg::Atom, Arg::Atom]),
    wrap("textcolor", &[Color, Math]).in_text(),
    wrap("colorbox", &[Color, Text]).in_text(),
    wrap("fcolorbox", &[Color, Color, Text]).in_text(),
    wrap("bbox", &[OptionalRaw, Math]).known_to(Renderers::MATHJAX),
    wrap("href", &[Raw, Math]).in_text(),
    wrap("htmlClass", &[Raw, Math]).in_text().known_to(KATEX),
    wrap("htmlId", &[Raw, Math]).in_text().known_to(KATEX),
    wrap("htmlStyle", &[Raw, Math]).in_text().known_to(KATEX),
    wrap("htmlData", &[Raw, Math]).in_text().known_to(KATEX),
    wrap("sideset", &[Math, Math]).known_to(BEYOND_KATEX),
    wrap("ensuremath", &[Math]).in_text().known_to(BEYOND_KATEX),
    wrap("shoveleft", &[Math]).known_to(BEYOND_KATEX),
    wrap("shoveright", &[Math]).known_to(BEYOND_KATEX),
    meta("color", &[Color]).in_text(),
    meta("tag", &[Arg::Star, Text]).in_text(),
    meta("label", &[Raw]).known_to(BEYOND_KATEX),
    meta("ref", &[Raw]).known_to(BEYOND_KATEX).in_text(),
    meta("eqref", &[Raw]).known_to(BEYOND_KATEX).in_text(),
    meta("cite", &[Optional, Raw]).known_to(Renderers::LATEX).in_text(),
    meta("footnote", &[Text]).known_to(Renderers::LATEX).in_text(),
    meta("intertext", &[Text]).known_to(BEYOND_KATEX),
    meta("shortintertext", &[Text]).known_to(Renderers::LATEX),
    meta("require", &[Raw]).known_to(Renderers::MATHJAX),
    meta("url", &[Raw]).in_text(),
    meta("message", &[Raw]).in_text().known_to(KATEX.or(Renderers::LATEX)),
    meta("errmessage", &[Raw]).in_text().known_to(KATEX.or(Renderers::LATEX)),
    meta("includegraphics", &[OptionalRaw, Raw]),
    meta("rule", &[OptionalRaw, Size, Size]).in_text(),
    Command::new("xspace", Role::Nothing, &[]).in_text().known_to(Renderers::LATEX),
    wrap("Aboxed", &[Math]).known_to(BEYOND_KATEX),
    wrap("framebox", &[OptionalRaw, OptionalRaw, Text]).in_text().known_to(Renderers::LATEX),
    wrap("makebox", &[OptionalRaw, OptionalRaw, Text]).in_text().known_to(Renderers::LATEX),
    setting("nonumber"),
    setting("notag"),
    setting("relax").in_script(),
    setting("adjustlimits").known_to(BEYOND_KATEX),
    setting("displaystyle"),
    setting("textstyle"),
    setting("scriptstyle"),
    setting("scriptscriptstyle"),
    setting("tiny"),
    setting("sixptsize"),
    setting("scriptsize"),
    setting("footnotesize"),
    setting("small"),
    setting("normalsize"),
    setting("large"),
    setting("Large"),
    setting("LARGE"),
    setting("huge"),
    setting("Huge"),
    setting("mathstrut"),
    setting("strut").known_to(BEYOND_KATEX),
    setting("centering").known_to(Renderers::LATEX),
    setting("allowdisplaybreaks").known_to(BEYOND_KATEX),
    setting("displaybreak").known_to(Renderers::LATEX),
    setting("DOTSI"),
    setting("DOTSB"),
    setting("DOTSX"),
    setting("global"),
    setting("long"),
    setting("noexpand"),
    setting("expandafter"),
    define("DeclareRobustCommand").known_to(Renderers::LATEX),
    define("newcommandx").known_to(Renderers::LATEX),
    define("renewcommandx").known_to(Renderers::LATEX),
    define("providecommandx").known_to(Renderers::LATEX),
    define("NewDocumentCommand").known_to(Renderers::LATEX),
    define("RenewDocumentCommand").known_to(Renderers::LATEX),
    define("ProvideDocumentCommand").known_to(Renderers::LATEX),
    define("DeclareDocumentCommand").known_to(Renderers::LATEX),
    define("DeclarePairedDelimiterX").known_to(Renderers::LATEX),
    define("DeclarePairedDelimiterXPP").known_to(Renderers::LATEX),
    define("newcommand"),
    define("renewcommand"),
    define("providecommand"),
    define("def"),
    define("gdef"),
    define("edef"),
    define("xdef"),
    define("let"),
    define("futurelet"),
    define("DeclareMathOperator").known_to(BEYOND_KATEX),
    define("DeclarePairedDelimiter").known_to(Renderers::LATEX),
    define("newenvironment").known_to(BEYOND_KATEX),
    define("DeclareMathSymbol").known_to(Renderers::LATEX),
    sign("textdagger", r"\dagger"),
    sign("textdaggerdbl", r"\ddagger"),
    sign("textdollar", r"\$"),
    sign("textunderscore", r"\_"),
    sign("textbraceleft", r"\{"),
    sign("textbraceright", r"\}"),
    sign("textless", "<"),
    sign("textgreater", ">"),
    sign("textbar", "|"),
    sign("textbardbl", r"\|"),
    sign("textasciitilde", r"\sim"),
    sign("textbackslash", r"\backslash"),
    sign("textasciicircum", "^"),
    sign("textellipsis", r"\ldots"),
    sign("textendash", "–"),
    sign("textemdash", "—"),
    sign("textquoteleft", "‘"),
    sign("textquoteright", "’"),
    sign("textquotedblleft", "“"),
    sign("textquotedblright", "”"),
    sign("textdegree", r"\degree"),
    sign("textsterling", r"\pounds"),
    sign("TeX", "TeX").in_script(),
    sign("LaTeX", "LaTeX").in_script(),
    sign("KaTeX", "KaTeX").in_script().known_to(KATEX),
];
