//! Environments: their arguments, who knows them, and where they may stand.

use super::{Arg, Renderers};

/// A row of the environment table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Environment {
    pub name: &'static str,
    pub(in super::super) args: &'static [Arg],
    pub known_to: Renderers,
    /// Whether KaTeX takes it in displays only.
    pub display: bool,
    /// The greatest number of cells in a row, and who refuses more.
    pub cells: usize,
    pub refusing: Renderers,
}

const ANY: usize = usize::MAX;

const fn inner(name: &'static str, args: &'static [Arg]) -> Environment {
    Environment { name, args, known_to: Renderers::ALL, display: false, cells: ANY, refusing: Renderers::ALL }
}

const fn display(name: &'static str, args: &'static [Arg]) -> Environment {
    Environment { name, args, known_to: Renderers::ALL, display: true, cells: ANY, refusing: Renderers::ALL }
}

impl Environment {
    const fn known_to(mut self, renderers: Renderers) -> Self {
        self.known_to = renderers;
        self
    }

    const fn cells(mut self, cells: usize) -> Self {
        self.cells = cells;
        self
    }

    const fn refused_by(mut self, renderers: Renderers) -> Self {
        self.refusing = renderers;
        self
    }
}

const KATEX: Renderers = Renderers::KATEX;
const BEYOND_KATEX: Renderers = Renderers::KATEX.others();

static ROWS: &[Environment] = &[
    inner("array", &[Arg::OptionalRaw, Arg::Raw]),
    inner("darray", &[Arg::Raw]).known_to(KATEX),
    inner("subarray", &[Arg::Raw]).cells(1).refused_by(Renderers::KATEX),
    inner("matrix", &[]),
    inner("pmatrix", &[]),
    inner("bmatrix", &[]),
    inner("Bmatrix", &[]),
    inner("vmatrix", &[]),
    inner("Vmatrix", &[]),
    inner("smallmatrix", &[]),
    inner("matrix*", &[Arg::OptionalRaw]),
    inner("pmatrix*", &[Arg::OptionalRaw]),
    inner("bmatrix*", &[Arg::OptionalRaw]),
    inner("Bmatrix*", &[Arg::OptionalRaw]),
    inner("vmatrix*", &[Arg::OptionalRaw]),
    inner("Vmatrix*", &[Arg::OptionalRaw]),
    inner("psmallmatrix", &[]).known_to(BEYOND_KATEX),
    inner("bsmallmatrix", &[]).known_to(BEYOND_KATEX),
    inner("cases", &[]),
    inner("dcases", &[]),
    inner("rcases", &[]),
    inner("drcases", &[]),
    inner("numcases", &[Arg::Raw]).known_to(Renderers::LATEX),
    inner("aligned", &[Arg::OptionalRaw]),
    inner("alignedat", &[Arg::OptionalRaw, Arg::Raw]),
    // KaTeX and MathJax set further cells beside the first.
    inner("gathered", &[Arg::OptionalRaw]).cells(1).refused_by(Renderers::LATEX),
    inner("split", &[]).cells(2),
    display("align", &[]),
    display("align*", &[]),
    display("alignat", &[Arg::Raw]),
    display("alignat*", &[Arg::Raw]),
    display("gather", &[]).cells(1).refused_by(Renderers::LATEX),
    display("gather*", &[]).cells(1).refused_by(Renderers::LATEX),
    display("equation", &[]).cells(1),
    display("equation*", &[]).cells(1),
    display("CD", &[]).known_to(KATEX.or(Renderers::LATEX)),
    display("multline", &[]).known_to(BEYOND_KATEX),
    display("multline*", &[]).known_to(BEYOND_KATEX),
    display("eqnarray", &[]).known_to(BEYOND_KATEX),
    display("eqnarray*", &[]).known_to(BEYOND_KATEX),
    display("flalign", &[]).known_to(BEYOND_KATEX),
    display("flalign*", &[]).known_to(BEYOND_KATEX),
    display("displaymath", &[]).known_to(Renderers::LATEX),
    display("math", &[]).known_to(Renderers::LATEX),
    display("subequations", &[]).known_to(BEYOND_KATEX),
    display("dmath", &[]).known_to(Renderers::LATEX),
    display("dmath*", &[]).known_to(Renderers::LATEX),
];

/// The row of an environment, by name.
pub(crate) fn environment(name: &str) -> Option<&'static Environment> {
    ROWS.iter().find(|row| row.name == name)
}
