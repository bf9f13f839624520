//! What the whole stage promises, on formulas.

use proptest::prelude::*;

use super::*;

fn read(tex: &str) -> Parsed {
    parse(tex, &Macros::default())
}

/// Nodes as short text, for tables of expectations.
fn outline(nodes: &[Node]) -> String {
    nodes.iter().map(sketch).collect::<Vec<_>>().join(" ")
}

fn sketch(node: &Node) -> String {
    let some = |node: &Option<Box<Node>>| node.as_ref().map_or_else(|| "_".to_owned(), |node| sketch(node));
    match &node.kind {
        NodeKind::Letter(text) | NodeKind::Number(text) | NodeKind::BigOperator(text) => text.clone(),
        NodeKind::Symbol { text, .. } => text.clone(),
        NodeKind::Operator { name, limits } => format!("op:{name}{}", if *limits { "*" } else { "" }),
        NodeKind::Text(text) => format!("'{text}'"),
        NodeKind::Group(nodes) => format!("{{{}}}", outline(nodes)),
        NodeKind::Fenced(fence) => format!("<{} {} {}>", fence.left, outline(&fence.body), fence.right),
        NodeKind::Scripts { base, sub, sup, primes } => {
            format!("[{}|{}|{}|{primes}]", some(base), some(sub), some(sup))
        }
        NodeKind::Fraction { numerator, denominator, kind } => {
            format!("{kind:?}({}, {})", sketch(numerator), sketch(denominator))
        }
        NodeKind::Root { radicand, index } => format!("root({}, {})", sketch(radicand), some(index)),
        NodeKind::Accent { accent, body } => format!("{accent}({})", sketch(body)),
        NodeKind::Styled { font, body } => format!("{font:?}({})", sketch(body)),
        NodeKind::Stack { base, over, under } => format!("stack({}, {}, {})", sketch(base), some(over), some(under)),
        NodeKind::Environment { name, rows, .. } => {
            let row = |row: &Row| row.cells.iter().map(|cell| outline(cell)).collect::<Vec<_>>().join(" & ");
            format!("{name}({})", rows.iter().map(row).collect::<Vec<_>>().join(" ; "))
        }
        NodeKind::Space(_) => "~".to_owned(),
        NodeKind::Meta { name, argument } => format!("meta:{name}:{}", argument.as_deref().unwrap_or("")),
        NodeKind::Break => "\\\\".to_owned(),
        NodeKind::Ampersand => "&".to_owned(),
        NodeKind::Unknown(text) => format!("?{text}"),
        NodeKind::Error(nodes) => format!("!{}!", outline(nodes)),
    }
}

#[test]
fn notation_becomes_the_tree_that_is_written() {
    for (tex, expected) in [
        ("x_i^2 + y", "[x|i|2|0] + y"),
        (r"f''(x)", "[f|_|_|2] <( x )>"),
        (r"f^\prime", "[f|_|_|1]"),
        ("g^{'}(x)", "[g|_|_|1] <( x )>"),
        ("X{_{(n)}} + C{_n^k}", "[X|<( n )>|_|0] + [C|n|k|0]"),
        (r"x'^2", "[x|_|2|1]"),
        (r"\sum_{i=1}^n x_i", r"[\sum|{i = 1}|n|0] [x|i|_|0]"),
        (r"\sum\limits_i x", r"[\sum|i|_|0] x"),
        (r"10{,}000 + 1\,234 + 3.50 + .5", "10000 + 1234 + 3.50 + .5"),
        (r"i=1..N", "i = 1 . . N"),
        (r"\frac12 x", "Bar(1, 2) x"),
        (r"{n \choose k} + {a \over b}", "{Binomial(n, k)} + {Bar(a, b)}"),
        (r"\sqrt[3]{x+1}", "root({x + 1}, 3)"),
        (r"{\bf x} + {\rm softmax}", "{Bold(x)} + {Upright({s o f t m a x})}"),
        (r"\boldsymbol x \mathcal L", "Bold(x) Calligraphic(L)"),
        (r"\left. x \right|_{0}", "[<. x |>|0|_|0]"),
        (r"\big[ a \big]", "<[ a ]>"),
        (r"\Bigl( a | b \Bigr)", "<( a | b )>"),
        ("[a, b) ]0,1[", "<[ a , b )> <] 0 , 1 [>"),
        (r"\{x \mid x > 0\}", r"<\{ x \mid x > 0 \}>"),
        (r"\left\{ x \middle| y \right\}", r"<\{ x \mid y \}>"),
        (r"\operatorname*{arg\,max}_a Q", "[op:argmax*|a|_|0] Q"),
        (r"\mathop{\mathrm{arg\,min}} f", "op:argmin* f"),
        (r"\underset{x}{\arg\min}", "stack({op:arg op:min*}, _, x)"),
        (r"\underbrace{a+b}_{c}", "stack({a + b}, _, c)"),
        (r"\xrightarrow[d]{p}", r"stack(\to, p, d)"),
        (r"\text{if $x_1$ is} x", "'if x1 is' x"),
        (r"\begin{cases} 1 & x \ge 0 \\ 0 & \text{otherwise} \end{cases}", r"cases(1 & x \ge 0 ; 0 & 'otherwise')"),
        (r"\sum_{\substack{i \\ j}}", r"[\sum|substack(i ; j)|_|0]"),
        (r"a \not= b \not\in C", r"a \ne b \notin C"),
        ("α ≤ ℝ − x² ⊤", r"\alpha \le Blackboard(R) - [x|_|2|0] \top"),
        ("（x，y）", "<( x , y )>"),
        ("x\u{302} + \\verb|a_b|", "hat(x) + 'a_b'"),
        (r"x := y", "x := y"),
        (r"a \equiv b \pmod n", r"a \equiv b <( op:mod n )>"),
        (r"5 \mod 12 + 1", r"5 op:mod 12 + 1"),
        (r"\mathopen{[}a, b\mathclose{)} \mathopen( x \mathclose\rparen", "<[ a , b )> <( x )>"),
        (r"f\mathopen{}\left( x \right)\mathclose{}", "f {} <( x )> {}"),
        (r"\textcircled{1}", "textcircled(1)"),
        (r"{}_2F_1", "[{}|2|_|0] [F|1|_|0]"),
        (r"\genfrac{[}{]}{0pt}{}{n}{k}", "Brack(n, k)"),
        (r"\color{red} x \tag{1} \label{eq:a}", "meta:color:red x meta:tag:1 meta:label:eq:a"),
    ] {
        assert_eq!(outline(&read(tex).nodes), expected, "{tex}");
    }
}

#[test]
fn right_formulas_have_no_slips() {
    for tex in [
        r"\mathcal{L} = -\sum_{t=1}^{L} \log p_\theta(x_t \mid x_{<t})",
        r"|\psi\rangle + \langle x|y\rangle",
        r"\href{https://example.org/a%20b}{x} + \url{a%2Fb}",
        r"\text{the line \(y = mx\)} \quad a \mod \sqrt{2}",
        "a\\kern{1 % wide\nem} b",
        r"\genfrac \{ ]{0pt}{0}{a}{b}",
        r"x \in ]0, 1[ \cup [2, 3)",
        r"f(x^+) + f(x-) + C_{a+}",
        r"\left\{ \begin{array}{l} a \\ b \end{array} \right.",
        r"f = \{ \begin{array}{l} a \\ b \end{array}",
        r"\begin{aligned} a &= ( b \\ &\quad + c ) \end{aligned}",
        r"1 + - 2, \quad a = -b, \quad (\mathbb{R}, +, \cdot)",
        r"\text{a (b}",
        r"{}^{14}C, \quad x_{i,}",
        r"\lfloor x \rceil",
        r"a == b, \; a <= b, \; x ** y, \; f(\cdot + \cdot), \; \cdot\cdot\cdot, \; C++",
        r"\mathrm{sum}_i x_{max_i} \text{frac{a}} \operatorname{log}_2 x, \; int_8, \; a - -b",
        "f(\\cdot, y) % a remark\n= 0",
    ] {
        assert_eq!(read(tex).slips, [], "{tex}");
    }
}

#[test]
fn a_slip_has_one_root_cause_and_a_place() {
    use SlipKind::*;
    for (tex, kind, place, renders) in [
        ("N^\\*(C)", UnknownCommand, "\\*", false),
        ("p(h_{t)|h_{t-1})", UnbalancedDelimiter, "{", false),
        ("f(h_{t)|h_{t-1}})", UnbalancedDelimiter, ")", true),
        ("f(x}", UnbalancedDelimiter, "}", false),
        (r"\left( \frac{a}{b \right)", UnbalancedDelimiter, "{", false),
        (r"\frac{(a}{b}", UnbalancedDelimiter, "(", true),
        (r"\frac{(a}{b)}", UnbalancedDelimiter, ")", true),
        (r"\left( a", UnbalancedDelimiter, r"\left(", false),
        (r"\left( a )", UnbalancedDelimiter, ")", false),
        (r"\frac{a}{b", UnbalancedDelimiter, "{", false),
        ("a}", UnbalancedDelimiter, "}", false),
        (r"\begin{aligned} a \end{align}", UnbalancedDelimiter, r"\end", false),
        ("((a + b)", UnbalancedDelimiter, "(", true),
        ("H__t", DanglingScript, "_", false),
        ("x^", DanglingScript, "^", false),
        ("x_a_b", DanglingScript, "_", false),
        ("x^2'", DanglingScript, "'", false),
        (r"\frac{}{x}", EmptyArgument, "{}", true),
        (r"\frac{x}", MissingArgument, r"\frac", false),
        (r"\sigmax + 1", UnknownCommand, r"\sigmax", false),
        (r"\aplha", UnknownCommand, r"\aplha", false),
        (r"\left{ x \right.", MissingBackslash, "{", false),
        ("50% of", SwallowedByComment, "% of", true),
        ("x^10", UnbracedArgument, "10", true),
        ("x^(i)", UnbracedArgument, "(i)", true),
        (r"x_\max", UnbracedArgument, r"\max", false),
        ("a & b", StrayCharacter, "&", false),
        (r"\text{a_b}", MisplacedCommand, "_", false),
        (r"{'}\limits", MisplacedCommand, r"\limits", false),
        (r"\eqref{a}", UnknownCommand, r"\eqref", false),
        ("a = = b", DoubledOperator, "= =", true),
        (r"a + \times b", DoubledOperator, r"+ \times", true),
        ("f(a,, b)", DoubledOperator, ",,", true),
        (r"\frac{1}{a + b +}", DoubledOperator, "+", true),
        ("sqrt{x}", MissingBackslash, "sqrt", true),
        ("x frac{a}{b}", MissingBackslash, "frac", true),
        ("2sum_{i=1}^n x", MissingBackslash, "sum", true),
        ("alpha_i + 1", MissingBackslash, "alpha", true),
    ] {
        let parsed = read(tex);
        assert_eq!(parsed.slips.len(), 1, "{tex}: {:?}", parsed.slips);
        let slip = &parsed.slips[0];
        assert_eq!((slip.kind, slip.span.of(tex), parsed.renders()), (kind, place, renders), "{tex}");
    }
}

#[test]
fn repairs_are_right() {
    for (tex, mended) in [
        ("N^\\*(C)", "N^*(C)"),
        (r"\aplha+1", r"\alpha+1"),
        (r"\sigmax", r"\sigma x"),
        ("x^10", "x^{10}"),
        ("50% of", r"50\% of"),
        (r"\left{ x \right.", r"\left\{ x \right."),
    ] {
        let parsed = read(tex);
        let fix = parsed.slips[0].fix.as_ref().unwrap();
        let mut text = tex.to_owned();
        text.replace_range(fix.span.range(), &fix.replacement);
        assert_eq!(text, mended);
        assert_eq!(read(&text).slips, []);
    }
}

#[test]
fn macros_stand_for_their_bodies() {
    let (macros, slips) = Macros::read(
        r"\newcommand{\RR}{\mathbb{R}} \newcommand{\E}[2][p]{\mathbb{E}_{#1}[#2]} \def\vx#1{\mathbf{x}_{#1}}
          \DeclareMathOperator*{\argmax}{arg\,max} \let\eps\varepsilon \DeclarePairedDelimiter{\abs}{|}{|}",
    );
    assert_eq!((slips.len(), macros.len()), (0, 6));
    for (tex, expected) in [
        (r"\RR", "Blackboard(R)"),
        (r"\E{x}", "[Blackboard(E)|p|_|0] <[ x ]>"),
        (r"\E[q]{x}", "[Blackboard(E)|q|_|0] <[ x ]>"),
        (r"\vx i", "[Bold(x)|i|_|0]"),
        (r"\argmax_a", "[op:argmax*|a|_|0]"),
        (r"\eps", r"\varepsilon"),
        (r"\abs*{x}", "<| x |>"),
        (r"\newcommand{\y}{y}\y", "meta:newcommand: y"),
    ] {
        assert_eq!(outline(&parse(tex, &macros).nodes), expected, "{tex}");
    }
    let used = parse(r"a+\RR", &macros).nodes;
    assert_eq!(used[2].span, Span::new(2, 5));
}

#[test]
fn a_script_that_a_macro_leaves_empty_is_none() {
    let (macros, _) =
        Macros::read(r"\newcommand{\E}[2][]{\ensuremath{\mathbb{E}_{#1}\left[#2\right]}\xspace} \newcommand{\none}{}");
    for (tex, expected) in
        [(r"\E{X}", r"\mathbb{E}\left[X\right]"), (r"\E[p]{X}", r"\mathbb{E}_{p}\left[X\right]"), (r"x_{\none}", "x")]
    {
        let found = parse(tex, &macros);
        assert!(!found.slips.iter().any(|slip| slip.kind == SlipKind::DanglingScript), "{tex}: {:?}", found.slips);
        let flat = |nodes: &[Node]| outline(nodes).replace(['{', '}'], "");
        assert_eq!(flat(&found.nodes), flat(&read(expected).nodes), "{tex}");
    }
    assert!(read("x_{}").slips.iter().any(|slip| slip.kind == SlipKind::DanglingScript));
    let raised = read(r"\mathbb{E}\xspace_p");
    assert_eq!(outline(&raised.nodes), outline(&read(r"\mathbb{E}_p").nodes));
}

#[test]
fn expansion_ends() {
    let (macros, _) = Macros::read(r"\newcommand{\a}{\a\a} \newcommand{\b}[1]{\b{#1#1}}");
    for tex in [r"\a", r"\b{x}", &r"\b{x}".repeat(1000)] {
        let parsed = parse(tex, &macros);
        assert!(!parsed.renders());
        assert_eq!(parsed.slips.len(), 1);
    }
}

#[test]
fn a_macro_without_its_arguments_loses_nothing() {
    let (macros, _) = Macros::read(r"\newcommand{\b}[1]{#1}");
    for (tex, expected) in [(r"\b{y", "meta:b: !y!"), (r"\b", "meta:b:")] {
        let parsed = parse(tex, &macros);
        assert_eq!(outline(&parsed.nodes), expected);
        assert!(!parsed.renders());
    }
}

#[test]
fn many_slips_cost_no_more_than_a_few() {
    for piece in [r"\qqx ", "} ", ") ", r"\left", "x^^", "x_(", r"\def\a{", r"\text_", "$", "\\begin{x}", r"\end{y}"] {
        let parsed = read(&piece.repeat(100_000));
        assert!(parsed.slips.len() <= 64, "{piece}");
    }
}

#[test]
fn depth_is_bounded() {
    for open in [
        "{",
        "(",
        r"\left(",
        r"\frac{",
        r"\hat",
        r"\sqrt",
        "x^{",
        r"\begin{matrix}",
        r"\text{",
        "[",
        r"\text{$",
        r"\big(",
    ] {
        let parsed = read(&open.repeat(100_000));
        assert!(depth(&parsed.nodes) <= 3 * DEPTH, "{open}: {}", depth(&parsed.nodes));
        assert!(!parsed.slips.is_empty() && parsed.slips.len() <= 64, "{open}");
    }
    for (open, close) in [("x^{", "}"), (r"\frac{", "}{x}"), (r"\left(", r"\right)"), ("{\\bf ", "}"), ("x^(", ")")] {
        let parsed = read(&format!("{}x{}", open.repeat(20_000), close.repeat(20_000)));
        assert!(depth(&parsed.nodes) <= 3 * DEPTH, "{open}: {}", depth(&parsed.nodes));
    }
    let closed = format!("{}x{}", "{".repeat(100_000), "}".repeat(100_000));
    assert!(read(&closed).renders());
}

fn depth(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| 1 + depth(&children(node))).max().unwrap_or(0)
}

fn children(node: &Node) -> Vec<Node> {
    let some = |node: &Option<Box<Node>>| node.iter().map(|node| (**node).clone()).collect::<Vec<_>>();
    match &node.kind {
        NodeKind::Group(nodes) | NodeKind::Error(nodes) => nodes.clone(),
        NodeKind::Fenced(fence) => fence.body.clone(),
        NodeKind::Scripts { base, sub, sup, .. } => [some(base), some(sub), some(sup)].concat(),
        NodeKind::Fraction { numerator, denominator, .. } => vec![(**numerator).clone(), (**denominator).clone()],
        NodeKind::Root { radicand, index } => [vec![(**radicand).clone()], some(index)].concat(),
        NodeKind::Accent { body, .. } | NodeKind::Styled { body, .. } => vec![(**body).clone()],
        NodeKind::Stack { base, over, under } => [vec![(**base).clone()], some(over), some(under)].concat(),
        NodeKind::Environment { rows, .. } => rows.iter().flat_map(|row| row.cells.concat()).collect(),
        _ => Vec::new(),
    }
}

/// Marks the bytes of the nodes that have no parts, and of broken ones.
fn mark(nodes: &[Node], covered: &mut [bool]) {
    for node in nodes {
        let parts = children(node);
        if let (NodeKind::Fenced(_), Some(first), Some(last)) = (&node.kind, parts.first(), parts.last()) {
            covered[node.span.start as usize..first.span.start as usize].fill(true);
            covered[last.span.end as usize..node.span.end as usize].fill(true);
            mark(&parts, covered);
        } else if parts.is_empty() || !matches!(node.kind, NodeKind::Group(_) | NodeKind::Scripts { .. }) {
            covered[node.span.range()].fill(true);
        } else {
            mark(&parts, covered);
        }
    }
}

/// The bytes that are neither in a leaf nor in a slip, other than the signs of grouping and scripts.
fn lost(tex: &str) -> Vec<usize> {
    let parsed = read(tex);
    let mut covered = vec![false; tex.len()];
    mark(&parsed.nodes, &mut covered);
    parsed.slips.iter().for_each(|slip| covered[slip.span.range()].fill(true));
    let grouping = |byte: u8| b"{}()[]_^' \t\r\n".contains(&byte);
    (0..tex.len()).filter(|at| !covered[*at] && !grouping(tex.as_bytes()[*at])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn any_text_is_read(tex in any::<String>()) {
        let parsed = read(&tex);
        prop_assert!(parsed.nodes.iter().all(|node| node.span.end as usize <= tex.len()));
        let _ = glyphs(&parsed.nodes);
    }

    #[test]
    fn no_token_is_lost(parts in prop::collection::vec(prop::sample::select(PARTS), 0..12)) {
        let tex = parts.concat();
        prop_assert_eq!(lost(&tex), Vec::<usize>::new(), "{}", tex);
    }
}

/// Pieces of formulas that meet in all ways.
const PARTS: &[&str] = &[
    "x",
    "12",
    "α",
    "数",
    "+",
    "=",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "_",
    "^",
    "'",
    "&",
    "\\\\",
    "$",
    "#1",
    "~",
    " ",
    "\\frac",
    "\\sqrt",
    "\\sum",
    "\\log",
    "\\left(",
    "\\right)",
    "\\left",
    "\\right.",
    "\\big",
    "\\text{a}",
    "\\text",
    "\\over",
    "\\bf",
    "\\begin{cases}",
    "\\end{cases}",
    "\\hat",
    "\\mathbf",
    "\\limits",
    "\\not",
    "\\underbrace",
    "\\qx",
];

#[test]
fn primes_on_an_empty_group_belong_to_the_letter_before() {
    let nodes = |tex: &str| glyphs(&parse(tex, &Macros::default()).nodes);
    assert_eq!(nodes("f(x{}', y)"), nodes("f(x', y)"));
    assert!(matches!(&parse("x{}'", &Macros::default()).nodes[..], [Node { kind: NodeKind::Scripts { .. }, .. }]));
    assert_eq!(parse("x{}_2", &Macros::default()).nodes.len(), 2);
}
