//! Pages in small: which formulas are found, what the prose around them is.

use crate::extract::{Block, BlockKind, Delimiter, Document, Host, Inline, extract, extract_as};
use crate::source::Span;

fn page(text: &str) -> Document {
    extract_as(Host::Markdown, text)
}

fn formulas(text: &str) -> Vec<String> {
    page(text).formulas.into_iter().map(|formula| formula.tex).collect()
}

/// A block in short: words as they stand, `⟨n⟩` for a formula, `*` and `**` for emphasis.
fn words(block: &Block) -> String {
    let inline = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Formula(index) => format!("⟨{index}⟩"),
        Inline::Code { text, .. } => format!("`{text}`"),
        Inline::Emphasis { strong, .. } => if *strong { "**" } else { "*" }.to_owned(),
        Inline::Reference { target, .. } => format!("→{target}"),
    };
    block.inlines.iter().map(inline).collect()
}

/// Every formula's map leads back to bytes that are the formula's own.
fn assert_exact(text: &str) {
    for formula in page(text).formulas {
        assert_eq!(formula.map.derived_len(), formula.tex.len());
        let whole = formula.map.to_file(Span::new(0, formula.tex.len()));
        assert!(formula.span.contains(whole), "{text:?}");
        for piece in formula.map.pieces().iter().filter(|piece| piece.length == piece.file_length) {
            let derived = Span { start: piece.derived, end: piece.derived + piece.length };
            let file = Span { start: piece.file, end: piece.file + piece.length };
            assert_eq!(derived.of(&formula.tex), file.of(text), "{text:?}");
        }
    }
}

#[test]
fn formulas_are_found_however_they_are_marked() {
    let cases: &[(&str, &[&str])] = &[
        ("Let $x$ and $y_1$.", &["x", "y_1"]),
        ("设$x$为$y$的", &["x", "y"]),
        ("$$\nx = 1\n$$", &["x = 1"]),
        ("$$x = 1$$", &["x = 1"]),
        ("text $$\nx\n$$ more $y$", &["x", "y"]),
        ("a\n\n$$\nx\n\n+ c\n- d\n# e\n> f\n$$\n\nb $z$", &["x\n\n+ c\n- d\n# e\n> f", "z"]),
        ("- item\n\n  $$\n  a\n  + b\n  $$\n- $c$", &["a\n  + b", "c"]),
        ("> $$\n> a\n> b\n> $$\n> then $c$\n", &["a\nb", "c"]),
        ("> > $a\n> > b$", &["a\nb"]),
        ("> text\n> $$\na\n= b\n$$\n> \n> then $c$\n", &["a\n= b", "c"]),
        ("> text\n> $$\na\n> = b\n> $$\n\nthen $c$\n", &["a\n= b", "c"]),
        ("\\(x\\) and \\[y_1\\] and \\\\(z\\\\)", &["x", "y_1", "z"]),
        ("\\[\nx\n+ y\n\\]", &["x\n+ y"]),
        ("\\\\[\nx_1\n\\\\]", &["x_1"]),
        ("\\[not maths\\] and \\(see below\\)", &[]),
        ("\\begin{align}\na &= b \\\\\n- c\n\\end{align}", &["\\begin{align}\na &= b \\\\\n- c\n\\end{align}"]),
        ("\\begin{equation}x\\end{equation}", &["x"]),
        ("```math\nx\n```\n", &["x"]),
        ("```{math}\n:label: a\n\nx\n```\n", &["x"]),
        (":::{math}\nx\n:::\n", &["x"]),
        ("{math}`x^2` and :math:`y`", &["x^2", "y"]),
        ("$`x`$", &["x"]),
        ("| a | b |\n|---|---|\n| $x$ | $\\|y\\|$ |\n", &["x", "\\|y\\|"]),
        ("| a | b |\n|---|---|\n| $x$ | $\\|y\\|$ |\n\n:label:`t`\n", &["x", "|y|"]),
        ("# On $x$\n\n## $y$ again", &["x", "y"]),
        ("note[^1]\n\n[^1]: where $x$ is\n", &["x"]),
        ("![the $x$ axis](a$b$.png) [see $y$](c$d$e)", &["x", "y"]),
        ("$\\text{if $x$}$ then $y$", &["\\text{if $x$}", "y"]),
        ("$a\\\\$ and $b\\$c$", &["a\\\\", "b\\$c"]),
        ("costs \\$5 and \\$6, $x$", &["x"]),
        ("costs $5, and maths $x$ and $10", &["x"]),
        ("$$ x $$ {#eq-a}", &["x"]),
        ("**$x$**：_$y$_", &["x", "y"]),
    ];
    for (text, expected) in cases {
        assert_eq!(formulas(text), *expected, "{text:?}");
        assert_exact(text);
        let windows = text.replace('\n', "\r\n");
        assert_eq!(formulas(&windows), *expected, "{windows:?}");
        assert_exact(&windows);
    }
}

#[test]
fn what_is_no_prose_is_passed_over() {
    let cases = [
        "```\n$x$\n```",
        "~~~py\n$x$\n$$\n~~~",
        "    $x$ in code",
        "`$x$` and ``a`$y$``",
        "<!-- $x$\n$$\n -->",
        "---\ntitle: $x$\n---\n",
        "<div>\n$x$\n</div>",
        "{/* $x$\n\n$$ */}",
        "<a href=\"$x$\">b</a>",
        "```{code-cell} python\n$x$\n```",
        "\\$x\\$",
        "<script>\n$$\nx\n$$\n</script>",
        "$$ unclosed",
        "a $ b",
    ];
    for text in cases {
        assert_eq!(formulas(text), [""; 0], "{text:?}");
    }
}

#[test]
fn words_and_formulas_keep_their_order() {
    let document = page("Let $x$ be *very* `big`,\nwhile\n$$\ny\n$$\nholds, see {eq}`a`.\n\n$$\nz\n$$\n");
    let shown: Vec<String> = document.blocks.iter().map(words).collect();
    assert_eq!(shown, ["Let ⟨0⟩ be *very* `big`, while ⟨1⟩ holds, see →a.", "⟨2⟩"]);
    assert_eq!(document.blocks[0].kind, BlockKind::Paragraph);
    assert_eq!(document.blocks[1].kind, BlockKind::Display);
    assert_eq!(document.formulas[2].delimiter, Delimiter::DoubleDollar);
    assert_eq!(document.formulas[2].block, 1);
}

#[test]
fn blocks_know_what_they_are() {
    let text = "# A\n\na\n\n## B\n\n- b\n  - c\n\n> d\n\n> [!NOTE]\n> e\n\n:::tip Title\n\nf\n\n- g\n\n:::\n\n| h | i |\n|---|---|\n| j | $k$ |\n\n# C\n\n!!! warning \"W\"\n    l\n\n    m\n\nn\n";
    let document = page(text);
    let shown: Vec<(String, BlockKind, Option<usize>)> =
        document.blocks.iter().map(|block| (words(block), block.kind.clone(), block.heading)).collect();
    let cell = |row, column| BlockKind::TableCell { table: 0, row, column };
    let named = |name: &str| BlockKind::Admonition(name.to_owned());
    let expected = [
        ("A", BlockKind::Heading(1), None),
        ("a", BlockKind::Paragraph, Some(0)),
        ("B", BlockKind::Heading(2), Some(0)),
        ("b", BlockKind::ListItem(1), Some(2)),
        ("c", BlockKind::ListItem(2), Some(2)),
        ("d", BlockKind::Quote, Some(2)),
        ("e", named("note"), Some(2)),
        ("Title", named("tip"), Some(2)),
        ("f", named("tip"), Some(2)),
        ("g", BlockKind::ListItem(1), Some(2)),
        ("h", cell(0, 0), Some(2)),
        ("i", cell(0, 1), Some(2)),
        ("j", cell(1, 0), Some(2)),
        ("⟨0⟩", cell(1, 1), Some(2)),
        ("C", BlockKind::Heading(1), None),
        ("W", named("warning"), Some(14)),
        ("l", named("warning"), Some(14)),
        ("m", named("warning"), Some(14)),
        ("n", BlockKind::Paragraph, Some(14)),
    ];
    let expected: Vec<_> = expected.map(|(text, kind, heading)| (text.to_owned(), kind, heading)).to_vec();
    assert_eq!(shown, expected);
    assert_eq!(document.blocks[9].enclosing.as_deref(), Some("tip"));
    assert_eq!(document.blocks[18].enclosing, None);
}

#[test]
fn a_line_behind_a_percent_sign_is_a_comment_where_it_is_a_directive() {
    let text = "$a$\n\n% mathlint: let x: R\n\n$b$\n% of $c$ is text\n";
    let document = extract("a.md", text);
    let comments: Vec<(&str, usize)> =
        document.comments.iter().map(|comment| (comment.text.as_str(), comment.formulas_before)).collect();
    assert_eq!(comments, [(" mathlint: let x: R", 1)]);
    assert_eq!(document.formulas.len(), 3);
}

#[test]
fn comments_are_kept_with_their_place() {
    let text = "$a$\n\n<!-- mathlint: let x: R -->\n\n{/* mathlint: ignore[x] y */}\n$b$ <!-- c -->\n";
    let document = extract("a.mdx", text);
    let shown: Vec<(&str, bool, usize)> = document
        .comments
        .iter()
        .map(|comment| (comment.text.as_str(), comment.alone, comment.formulas_before))
        .collect();
    assert_eq!(shown, [(" mathlint: let x: R ", true, 1), (" mathlint: ignore[x] y ", true, 1), (" c ", false, 2)]);
    for comment in &document.comments {
        assert!(text[comment.text_start as usize..].starts_with(&comment.text));
    }
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let n = 20_000;
    let cases = [
        ">".repeat(n),
        "$".repeat(n),
        "`".repeat(n),
        "$$ a\n".repeat(n),
        "$$\n\n".repeat(n),
        "\\[\n".repeat(n),
        "\\(".repeat(n),
        "<!--\n".repeat(n),
        "{/*\n".repeat(n),
        "$\\text{".repeat(n),
        "\\begin{align}".repeat(n),
        "\\begin{align}\n".repeat(n),
        ":::a\n".repeat(n),
        "```{note}\n".repeat(n),
        "> $$ a\n".repeat(n),
        "- ".repeat(n),
        "[".repeat(n),
        "a $$\nb $$ c ".repeat(n),
        "$a`$ `` ".repeat(n),
        "\0\u{1}\u{1}$x\u{1}$\u{1}".repeat(n),
        "\u{feff}---\n$x$".to_owned(),
        "\\".repeat(n),
        "|a".repeat(n) + "\n" + &"|-".repeat(n) + "\n" + &"|$".repeat(n),
    ];
    for text in cases {
        assert_exact(&text);
    }
}

/// The formulas of a page, and what is told of its dollars with the line it is told for.
fn told(text: &str) -> (Vec<String>, Vec<(usize, String)>) {
    let document = page(text);
    let line = |at: u32| text[..at as usize].matches('\n').count() + 1;
    let told = document.diagnostics.iter().map(|found| (line(found.place.span.start), found.message.clone())).collect();
    (document.formulas.into_iter().map(|formula| formula.tex).collect(), told)
}

#[test]
fn a_lost_pair_of_dollars_is_told_once() {
    let rest = "\n\nwhere the sum $b$ is taken over $c$\n\n$$\nd\n$$\n\nand so on, as $e$ says\n\n$$\nf\n$$\n";
    for (start, formulas, line, words) in [
        ("Let us set:$$\n\na = 1\n$$", &["a = 1"][..], 1, "opens no display"),
        ("Let us set\n\na = 1\n$$", &[], 4, "has no partner"),
        ("Let us set\n\n$$\na = 1", &["a = 1"], 3, "is never closed"),
    ] {
        let text = format!("{start}{rest}");
        let (found, told) = told(&text);
        let expected: Vec<&str> = formulas.iter().copied().chain(["b", "c", "d", "e", "f"]).collect();
        assert_eq!(found, expected, "{text}");
        let [(at, message)] = told.as_slice() else { panic!("{told:?}") };
        assert!(*at == line && message.contains(words), "{told:?}");
        assert_exact(&text);
    }
}
