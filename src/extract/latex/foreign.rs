//! What a LaTeX document takes from elsewhere: files, packages and classes that may define commands.

use super::scan::included;

/// Packages and classes whose commands for formulas are in the command table, or that have none.
const KNOWN: &[&str] = &[
    "ae",
    "algorithm",
    "algorithm2e",
    "algorithmic",
    "algpseudocode",
    "amsart",
    "amsbook",
    "amscd",
    "amsfonts",
    "amsmath",
    "amssymb",
    "amsthm",
    "appendix",
    "array",
    "article",
    "babel",
    "bbm",
    "beamer",
    "biblatex",
    "bm",
    "book",
    "booktabs",
    "braket",
    "cancel",
    "caption",
    "cite",
    "cleveref",
    "color",
    "comment",
    "commath",
    "csquotes",
    "ctex",
    "ctexart",
    "ctexbook",
    "dsfont",
    "enumerate",
    "enumitem",
    "etoolbox",
    "eucal",
    "extarticle",
    "fancyhdr",
    "float",
    "fontenc",
    "fontspec",
    "footmisc",
    "framed",
    "fullpage",
    "geometry",
    "graphicx",
    "hyperref",
    "ifthen",
    "inputenc",
    "latexsym",
    "letter",
    "listings",
    "lmodern",
    "longtable",
    "makeidx",
    "mathrsfs",
    "mathtools",
    "mdframed",
    "memoir",
    "microtype",
    "minimal",
    "minted",
    "multicol",
    "multirow",
    "natbib",
    "nicefrac",
    "parskip",
    "pgfplots",
    "physics",
    "report",
    "scrartcl",
    "scrbook",
    "scrreprt",
    "setspace",
    "standalone",
    "subcaption",
    "subfig",
    "tcolorbox",
    "textcomp",
    "thmtools",
    "tikz",
    "times",
    "titlesec",
    "tocloft",
    "todonotes",
    "ulem",
    "units",
    "url",
    "verbatim",
    "wrapfig",
    "xargs",
    "xcolor",
    "xeCJK",
    "xfrac",
    "xparse",
    "xspace",
];

/// What may define commands without being seen: a file that is read, a package or class that is not known, or the main
/// document where this is a part of one. As it is to be said: `the file macros`.
pub fn foreign(text: &str) -> Option<String> {
    let file = included(text).into_iter().map(|(name, _)| format!("the file {name}")).next();
    let packages = [("\\usepackage", "package"), ("\\RequirePackage", "package"), ("\\documentclass", "class")];
    let loaded = || packages.iter().flat_map(|(command, word)| named(text, command).map(move |name| (*word, name)));
    let unknown = || loaded().find(|(_, name)| !KNOWN.contains(name)).map(|(word, name)| format!("the {word} {name}"));
    let part = || (!text.contains("\\documentclass")).then(|| "the document that this is a part of".to_owned());
    file.or_else(unknown).or_else(part)
}

/// The names in the braces behind a command, with or without options before them; not those in comments.
fn named<'a>(text: &'a str, command: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = text.lines().map(|line| line.split('%').next().unwrap_or(line));
    let behind = lines.filter_map(move |line| line.split_once(command)).map(|(_, rest)| rest);
    let braced = behind.filter_map(|rest| rest.split_once('{')?.1.split_once('}'));
    braced.flat_map(|(names, _)| names.split(',')).map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_define_commands_is_named() {
        let class = "\\documentclass[12pt]{article}\n";
        for (rest, expected) in [
            ("\\usepackage{amsmath, bm}\n$x$", None),
            ("\\usepackage[a]{ours}\n", Some("the package ours")),
            ("% \\usepackage{ours}\n", None),
            ("\\input{macros}\n", Some("the file macros")),
        ] {
            assert_eq!(foreign(&format!("{class}{rest}")).as_deref(), expected, "{rest:?}");
        }
        assert!(foreign("$x$").is_some());
        assert_eq!(foreign("\\documentclass{conf2020}").as_deref(), Some("the class conf2020"));
    }
}
