//! Commands of packages that web pages do not load by themselves, as macros: physics and commath.
//!
//! The definitions say what the commands show, after the manuals of the packages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::lexer::{Token, TokenKind};
use super::{Macro, Macros};

/// A command of a package: whose it is, and what it stands for.
pub(super) struct Packaged {
    pub package: &'static str,
    pub meaning: Macro,
}

/// What a command of a package stands for; none if the command has a row of its own.
pub(super) fn get(token: &Token<'_>) -> Option<&'static Packaged> {
    if token.kind != TokenKind::Command || token.row.is_some() {
        return None;
    }
    TABLE.get(token.name())
}

static TABLE: LazyLock<BTreeMap<String, Packaged>> = LazyLock::new(|| {
    let packages = [("physics", PHYSICS), ("commath", COMMATH)];
    let read = packages.into_iter().flat_map(|(package, text)| {
        let (macros, _) = Macros::read(text);
        macros.table.into_iter().map(move |(name, meaning)| (name, Packaged { package, meaning }))
    });
    read.collect()
});

const PHYSICS: &str = r"
\NewDocumentCommand{\dv}{s o m g}{\IfNoValueTF{#4}
    {\frac{d\IfValueT{#2}{^{#2}}}{d #3\IfValueT{#2}{^{#2}}}}
    {\frac{d\IfValueT{#2}{^{#2}} #3}{d #4\IfValueT{#2}{^{#2}}}}}
\let\derivative\dv
\NewDocumentCommand{\pdv}{s o m g g}{\IfNoValueTF{#4}
    {\frac{\partial\IfValueT{#2}{^{#2}}}{\partial #3\IfValueT{#2}{^{#2}}}}
    {\IfNoValueTF{#5}
        {\frac{\partial\IfValueT{#2}{^{#2}} #3}{\partial #4\IfValueT{#2}{^{#2}}}}
        {\frac{\partial^2 #3}{\partial #4 \partial #5}}}}
\let\partialderivative\pdv
\NewDocumentCommand{\fdv}{s o m g}{\IfNoValueTF{#4}{\frac{\delta}{\delta #3}}{\frac{\delta #3}{\delta #4}}}
\NewDocumentCommand{\dd}{o g}{\mathrm{d}\IfValueT{#1}{^{#1}}\IfValueT{#2}{#2}}
\NewDocumentCommand{\comm}{s m m}{\left[#2, #3\right]}
\let\commutator\comm
\NewDocumentCommand{\acomm}{s m m}{\left\{#2, #3\right\}}
\let\anticommutator\acomm
\NewDocumentCommand{\eval}{s g}{\IfNoValueF{#2}{\left.#2\right|}}
\NewDocumentCommand{\order}{s m}{\mathcal{O}\left(#2\right)}
\NewDocumentCommand{\ip}{s m g}{\IfNoValueTF{#3}{\left\langle #2 | #2\right\rangle}{\left\langle #2 | #3\right\rangle}}
\let\innerproduct\ip
\NewDocumentCommand{\op}{s m g}{\left|#2\right\rangle\left\langle\IfNoValueTF{#3}{#2}{#3}\right|}
\let\dyad\op
\let\ketbra\op
\let\outerproduct\op
\NewDocumentCommand{\ev}{s m g}{\IfNoValueTF{#3}{\left\langle #2\right\rangle}{\left\langle #3 | #2 | #3\right\rangle}}
\let\expval\ev
\NewDocumentCommand{\mel}{s m m m}{\left\langle #2 | #3 | #4\right\rangle}
\let\matrixel\mel
\NewDocumentCommand{\qty}{s g o d()}{\IfValueT{#2}{\left\{#2\right\}}\IfValueT{#3}{\left[#3\right]}\IfValueT{#4}{\left(#4\right)}}
\let\quantity\qty
\NewDocumentCommand{\pqty}{m}{\left(#1\right)}
\NewDocumentCommand{\bqty}{m}{\left[#1\right]}
\NewDocumentCommand{\Bqty}{m}{\left\{#1\right\}}
\NewDocumentCommand{\vqty}{m}{\left|#1\right|}
\NewDocumentCommand{\absolutevalue}{s m}{\left|#2\right|}
\NewDocumentCommand{\vb}{s m}{\mathbf{#2}}
\let\vectorbold\vb
\NewDocumentCommand{\va}{s m}{\vec{\mathbf{#2}}}
\NewDocumentCommand{\vu}{s m}{\hat{\mathbf{#2}}}
\newcommand{\grad}{\nabla}
\newcommand{\curl}{\nabla\times}
\newcommand{\divergence}{\nabla\cdot}
\newcommand{\laplacian}{\nabla^2}
\NewDocumentCommand{\qq}{s m}{\quad\text{#2}\quad}
\newcommand{\qif}{\quad\text{if}\quad}
\newcommand{\qthen}{\quad\text{then}\quad}
\newcommand{\qand}{\quad\text{and}\quad}
\newcommand{\qor}{\quad\text{or}\quad}
\newcommand{\qfor}{\quad\text{for}\quad}
\newcommand{\qc}{,\quad}
\newcommand{\qcomma}{,\quad}
\DeclareMathOperator{\tr}{tr}
\DeclareMathOperator{\Tr}{Tr}
\DeclareMathOperator{\rank}{rank}
\DeclareMathOperator{\erf}{erf}
\DeclareMathOperator{\Res}{Res}
\NewDocumentCommand{\mqty}{s m}{\begin{matrix}#2\end{matrix}}
\NewDocumentCommand{\pmqty}{m}{\begin{pmatrix}#1\end{pmatrix}}
\NewDocumentCommand{\bmqty}{m}{\begin{bmatrix}#1\end{bmatrix}}
\NewDocumentCommand{\vmqty}{m}{\begin{vmatrix}#1\end{vmatrix}}
\newcommand{\flatfrac}[2]{\left.#1\middle/#2\right.}
";

const COMMATH: &str = r"
\newcommand{\od}[3][]{\frac{d^{#1} #2}{d #3^{#1}}}
\newcommand{\pd}[3][]{\frac{\partial^{#1} #2}{\partial #3^{#1}}}
\newcommand{\dif}{\mathrm{d}}
\newcommand{\Dif}{\mathrm{D}}
";
