//! Named operators and big operators.

use super::{Arg, Command, Renderers, Role};

const KATEX: Renderers = Renderers::KATEX;

/// An operator whose scripts stand beside it: `\log`.
const fn beside(name: &'static str) -> Command {
    Command::new(name, Role::Operator { name, limits: false }, &[])
}

/// An operator whose scripts stand above and below: `\max`.
const fn limits(name: &'static str, shown: &'static str) -> Command {
    Command::new(name, Role::Operator { name: shown, limits: true }, &[])
}

const fn big(name: &'static str, canonical: &'static str) -> Command {
    Command::new(name, Role::BigOperator(canonical), &[])
}

pub(super) static ROWS: &[Command] = &[
    beside("arccos"),
    beside("arcsin"),
    beside("arctan"),
    beside("arg"),
    beside("cos"),
    beside("cosh"),
    beside("cot"),
    beside("coth"),
    beside("csc"),
    beside("deg"),
    beside("dim"),
    beside("exp"),
    beside("hom"),
    beside("ker"),
    beside("lg"),
    beside("ln"),
    beside("log"),
    beside("sec"),
    beside("sin"),
    beside("sinh"),
    beside("tan"),
    beside("tanh"),
    beside("arctg").known_to(KATEX),
    beside("arcctg").known_to(KATEX),
    beside("ch").known_to(KATEX),
    beside("cosec").known_to(KATEX),
    beside("cotg").known_to(KATEX),
    beside("ctg").known_to(KATEX),
    beside("cth").known_to(KATEX),
    beside("sh").known_to(KATEX),
    beside("tg").known_to(KATEX),
    beside("th").known_to(KATEX),
    limits("det", "det"),
    limits("gcd", "gcd"),
    limits("inf", "inf"),
    limits("lim", "lim"),
    limits("liminf", "liminf"),
    limits("limsup", "limsup"),
    limits("max", "max"),
    limits("min", "min"),
    limits("Pr", "Pr"),
    limits("sup", "sup"),
    limits("injlim", "injlim"),
    limits("projlim", "projlim"),
    limits("varliminf", "liminf"),
    limits("varlimsup", "limsup"),
    limits("varinjlim", "injlim"),
    limits("varprojlim", "projlim"),
    limits("argmax", "argmax").known_to(KATEX),
    limits("argmin", "argmin").known_to(KATEX),
    limits("plim", "plim").known_to(KATEX),
    big("sum", r"\sum"),
    big("prod", r"\prod"),
    big("coprod", r"\coprod"),
    big("int", r"\int").in_script(),
    big("iint", r"\iint").in_script(),
    big("iiint", r"\iiint").in_script(),
    big("iiiint", r"\iiiint").known_to(Renderers::KATEX.others()),
    big("idotsint", r"\idotsint").known_to(Renderers::KATEX.others()),
    big("oint", r"\oint").in_script(),
    big("oiint", r"\oiint").in_script(),
    big("oiiint", r"\oiiint").in_script(),
    big("intop", r"\int"),
    big("smallint", r"\int"),
    big("bigcap", r"\bigcap"),
    big("bigcup", r"\bigcup"),
    big("bigvee", r"\bigvee"),
    big("bigwedge", r"\bigwedge"),
    big("biguplus", r"\biguplus"),
    big("bigsqcup", r"\bigsqcup"),
    big("bigotimes", r"\bigotimes"),
    big("bigoplus", r"\bigoplus"),
    big("bigodot", r"\bigodot"),
    Command::new("operatorname", Role::OperatorName, &[Arg::Star, Arg::Math]),
    Command::new("operatornamewithlimits", Role::OperatorName, &[Arg::Math]),
    Command::new("mathop", Role::MathOperator, &[Arg::Atom]),
    Command::new("limits", Role::Limits(true), &[]),
    Command::new("nolimits", Role::Limits(false), &[]),
    Command::new("displaylimits", Role::Limits(true), &[]).known_to(KATEX.others()),
];
