//! What the commands and environments of a LaTeX document do to its prose.

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading of a level; its argument is the title.
    Heading(u8),
    /// Emphasis around its argument.
    Emphasis,
    Strong,
    /// Its argument is code.
    Code,
    /// Its argument names or refers to something.
    Reference,
    /// Its argument is a paragraph of its own.
    Caption,
    Item,
    /// Nothing is seen of it or of its arguments.
    Hidden(u8),
    /// Defines a macro.
    Definition,
    /// A paragraph ends.
    Break,
    /// Stands for some text.
    Text(&'static str),
}

/// The role of a command, by its name without the backslash and star.
pub fn role(name: &str) -> Option<Role> {
    ROLES.iter().find(|(_, names)| names.contains(&name)).map(|(role, _)| *role)
}

const ROLES: &[(Role, &[&str])] = &[
    (Role::Heading(1), &["title", "part", "chapter"]),
    (Role::Heading(2), &["section"]),
    (Role::Heading(3), &["subsection", "frametitle"]),
    (Role::Heading(4), &["subsubsection"]),
    (Role::Heading(5), &["paragraph"]),
    (Role::Heading(6), &["subparagraph"]),
    (Role::Emphasis, &["emph", "textit", "textsl", "underline"]),
    (Role::Strong, &["textbf"]),
    (Role::Code, &["texttt", "url", "path", "lstinline", "mintinline", "Sexpr"]),
    (
        Role::Reference,
        &[
            "ref", "eqref", "cref", "Cref", "autoref", "pageref", "nameref", "label", "cite", "citep", "citet",
            "citealp",
        ],
    ),
    (Role::Caption, &["caption"]),
    (Role::Item, &["item"]),
    (
        Role::Hidden(1),
        &[
            "documentclass",
            "usepackage",
            "input",
            "include",
            "includegraphics",
            "bibliography",
            "bibliographystyle",
            "index",
            "vspace",
            "hspace",
            "pagestyle",
            "thispagestyle",
            "pagenumbering",
            "author",
            "date",
            "thanks",
            "graphicspath",
            "theoremstyle",
            "color",
            "phantom",
            "stepcounter",
            "refstepcounter",
            "numberwithin",
            "captionsetup",
            "hypersetup",
            "geometry",
            "lstset",
            "usetikzlibrary",
            "includeonly",
            "subfile",
            "import",
            "hypertarget",
            "cline",
        ],
    ),
    (Role::Hidden(2), &["setcounter", "setlength", "addtolength", "addtocounter", "newtheorem"]),
    (Role::Hidden(3), &["definecolor", "newenvironment", "renewenvironment"]),
    (
        Role::Definition,
        &[
            "newcommand",
            "renewcommand",
            "providecommand",
            "newcommandx",
            "renewcommandx",
            "providecommandx",
            "DeclareRobustCommandx",
            "DeclareMathOperator",
            "DeclarePairedDelimiter",
            "DeclarePairedDelimiterX",
            "DeclarePairedDelimiterXPP",
            "RenewDocumentCommand",
            "ProvideDocumentCommand",
            "DeclareDocumentCommand",
            "NewExpandableDocumentCommand",
            "DeclareExpandableDocumentCommand",
            "xdef",
            "def",
            "gdef",
            "edef",
            "let",
            "DeclareRobustCommand",
            "NewDocumentCommand",
        ],
    ),
    (Role::Break, &["par", "maketitle", "newpage", "clearpage", "bigskip", "medskip", "smallskip"]),
    (Role::Text("…"), &["ldots", "dots", "textellipsis"]),
    (Role::Text(" "), &["\\", " ", "quad", "qquad", ",", ";", "newline", "linebreak"]),
    (Role::Text("%"), &["%"]),
    (Role::Text("&"), &["&"]),
    (Role::Text("#"), &["#"]),
    (Role::Text("$"), &["$"]),
    (Role::Text("_"), &["_"]),
    (Role::Text("{"), &["{"]),
    (Role::Text("}"), &["}"]),
    (Role::Text("LaTeX"), &["LaTeX"]),
    (Role::Text("TeX"), &["TeX"]),
];

/// Environments whose text is no prose.
pub const VERBATIM: &[&str] = &[
    "verbatim",
    "verbatim*",
    "Verbatim",
    "lstlisting",
    "minted",
    "comment",
    "tikzpicture",
    "filecontents",
    "thebibliography",
];

pub const LISTS: &[&str] = &["itemize", "enumerate", "description", "compactitem", "inparaenum"];

pub const TABLES: &[&str] = &["tabular", "tabular*", "tabularx", "longtable", "array", "tabulary"];

/// Environments that are only layout.
const LAYOUT: &[&str] = &[
    "document",
    "center",
    "figure",
    "figure*",
    "table",
    "table*",
    "minipage",
    "flushleft",
    "flushright",
    "frame",
    "columns",
    "column",
    "small",
    "footnotesize",
    "multicols",
    "subfigure",
    "titlepage",
    "spacing",
    "appendices",
];

/// Whether an environment is a named box: a theorem, an exercise, whatever the author defined.
pub fn is_box(name: &str) -> bool {
    !LAYOUT.contains(&name) && !TABLES.contains(&name) && !LISTS.contains(&name)
}
