//! White space that is asked for.

use super::{Arg, Command, Role};

const fn space(name: &'static str) -> Command {
    Command::new(name, Role::Space, &[]).in_text()
}

const fn sized(name: &'static str, args: &'static [Arg]) -> Command {
    Command::new(name, Role::Space, args).in_text()
}

pub(super) static ROWS: &[Command] = &[
    space(","),
    space(":"),
    space(";"),
    space(">"),
    space("!"),
    space(" ").in_script(),
    space("\t").in_script(),
    space("\r").in_script(),
    space("\n").in_script(),
    space("space").in_script(),
    space("nobreakspace").in_script(),
    space("nobreak").in_script(),
    space("allowbreak").in_script(),
    space("thinspace"),
    space("medspace"),
    space("thickspace"),
    space("negthinspace"),
    space("negmedspace"),
    space("negthickspace"),
    space("enspace"),
    space("enskip"),
    space("quad"),
    space("qquad"),
    sized("hspace", &[Arg::Star, Arg::Size]),
    sized("vspace", &[Arg::Star, Arg::Size]).known_to(super::Renderers::KATEX.others()),
    sized("hskip", &[Arg::Size]),
    sized("mskip", &[Arg::Size]),
    sized("kern", &[Arg::Size]),
    sized("mkern", &[Arg::Size]),
    sized("phantom", &[Arg::Math]),
    sized("hphantom", &[Arg::Math]),
    sized("vphantom", &[Arg::Math]),
];
