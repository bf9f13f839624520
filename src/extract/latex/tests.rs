use super::*;

const PAGE: &str = "\\documentclass{article}\n\\newcommand{\\E}{\\mathbb{E}} % mean\n\\DeclareMathOperator{\\tr}{tr}\n\
    \\def\\half#1{\\frac{#1}{2}}\n\\title{A \\\\ page}\n\\begin{document}\n\\maketitle\n\\section{On $x$}\n\
    Let $x$ be \\emph{very} ``small'',~see \\eqref{eq:a}. % mathlint: let x: R\n\
    % mathlint: assume x > 0\nThen \\[ y = x % no\n + 1 \\] holds.\n\n\
    \\begin{theorem}[Euler] If \\(z\\) then\n\\begin{align}\n a &= b \\\\\n c &= d\n\\end{align}\\end{theorem}\n\
    \\begin{itemize}\n\\item one $u$\n\\item[two] $v$\n\\end{itemize}\n\\begin{verbatim}\n$no$\n\\end{verbatim}\n\
    \\begin{equation}\\label{eq:a} w \\end{equation}\n\\begin{tabular}{ll} $p$ & a \\\\ \\hline b & $q$ \\end{tabular}\n\
    \\verb|$no$| costs \\$5\n\\input{next}\n% \\input{not}\n\\end{document}\n";

#[test]
fn documents_are_taken_apart() {
    let document = extract("a.tex", PAGE);
    let tex: Vec<&str> = document.formulas.iter().map(|formula| formula.tex.as_str()).collect();
    let align = "\\begin{align}\n a &= b \\\\\n c &= d\n\\end{align}";
    assert_eq!(tex, ["x", "x", "y = x \n + 1", "z", align, "u", "v", "\\label{eq:a} w", "p", "q"]);
    let macros: Vec<&str> = document.macros.iter().map(|source| source.tex.as_str()).collect();
    let expected =
        ["\\newcommand{\\E}{\\mathbb{E}}", "\\DeclareMathOperator{\\tr}{tr}", "\\def\\half#1{\\frac{#1}{2}}"];
    assert_eq!(macros, expected);
    let comments: Vec<(&str, bool)> =
        document.comments.iter().map(|comment| (comment.text.as_str(), comment.alone)).collect();
    assert_eq!(comments[1], (" mathlint: let x: R", false));
    assert_eq!(comments[2], (" mathlint: assume x > 0", true));
    assert_eq!(included(PAGE).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), ["next"]);
}

#[test]
fn prose_has_its_commands_taken_off() {
    let document = extract("a.tex", PAGE);
    let words = |block: usize| -> String {
        let text =
            |inline: &Inline| if let Inline::Text { text, .. } = inline { text.clone() } else { "·".to_owned() };
        document.blocks[block].inlines.iter().map(text).collect()
    };
    assert_eq!(words(0), "A page");
    assert_eq!(document.blocks[1].kind, BlockKind::Heading(2));
    assert_eq!(words(2), "Let · be ·very· “small”, see ·. Then · holds.");
    assert_eq!(document.blocks[2].heading, Some(1));
    let theorem = document.blocks.iter().find(|block| block.enclosing.as_deref() == Some("theorem"));
    assert_eq!(theorem.map(|block| block.kind.clone()), Some(BlockKind::Admonition("theorem".to_owned())));
    assert_eq!(document.blocks[document.formulas[5].block].kind, BlockKind::ListItem(1));
    assert_eq!(document.blocks[document.formulas[7].block].kind, BlockKind::Display);
    let cell = BlockKind::TableCell { table: 0, row: 1, column: 1 };
    assert_eq!(document.blocks[document.formulas[9].block].kind, cell);
}

#[test]
fn preambles_with_brackets_and_without_an_end_are_read() {
    let preamble = "\\documentclass{article}\n% \\begin{document} follows\n\
        \\newcommandx\\norm[1][1={\\mu,\\sigma^2}]{N(#1)}\n\\newcommand{\\E}[2][{]}]{% a brace }\n #1#2}\n\
        \\newenvironment{box}[1][a]{\\begin{center}}{\\end{center}}\n\\DeclarePairedDelimiterX{\\p}[2]{(}{)}{#1 #2}\n";
    let read = |text: &str| {
        let document = extract("a.tex", text);
        let macros: Vec<String> = document.macros.iter().map(|source| source.tex.clone()).collect();
        let tex: Vec<String> = document.formulas.iter().map(|formula| formula.tex.clone()).collect();
        (macros, tex, document.diagnostics.len())
    };
    let (macros, tex, notes) = read(&format!("{preamble}\\begin{{document}}\n$x$\n\\end{{document}}\n"));
    let ends = ["N(#1)}", " #1#2}", "{#1 #2}"];
    assert_eq!(macros.len(), 3, "{macros:?}");
    assert!(macros.iter().zip(ends).all(|(found, end)| found.ends_with(end)), "{macros:?}");
    assert_eq!((tex, notes), (vec!["x".to_owned()], 0));
    let (macros, tex, notes) = read(&format!("{preamble}$x$\n"));
    assert_eq!((macros.len(), tex, notes), (3, vec!["x".to_owned()], 1));
}

#[test]
fn hostile_documents_are_read() {
    let n = 20_000;
    for page in [
        "{",
        "}",
        "\\",
        "$",
        "$$",
        "\\begin{a}",
        "\\end{a}",
        "\\(",
        "\\[",
        "%",
        "\\verb",
        "\\newcommand",
        "\\section{",
        "\\begin{align}",
        "\\item[",
        "字\\字",
    ] {
        for text in
            [page.repeat(n), format!("\\begin{{document}}{page}"), format!("{page}\\begin{{document}}{page}\r\n")]
        {
            let document = extract("a.tex", &text);
            assert!(document.formulas.iter().all(|formula| formula.map.derived_len() == formula.tex.len()));
        }
    }
}
