use super::super::Given;
use super::{Likeness, same};

fn likeness(left: &str, right: &str) -> Likeness {
    same(left, right, &Given::default(), 0).map_or(Likeness::Undecided, |found| found.likeness)
}

fn all_are(expected: Likeness, rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .flat_map(|(left, right)| [(left, right), (right, left)])
        .filter(|(left, right)| likeness(left, right) != expected)
        .collect();
    assert!(wrong.is_empty(), "not {}: {wrong:#?}", expected.as_str());
}

#[test]
fn one_value_in_two_forms_is_the_same() {
    all_are(
        Likeness::Same,
        &[
            ("\\frac{1}{2}", "0.5"),
            ("\\frac{1}{2}", "50\\%"),
            ("0.5", "50\\%"),
            ("\\frac12", "\\dfrac{2}{4}"),
            ("$3$", "3."),
            ("\\boxed{3}", "x=3"),
            ("\\boxed{\\frac{3}{4}}", "0.75"),
            ("1,000", "1000"),
            ("1{,}000", "1000"),
            ("12,345,678", "12345678"),
            ("1.5\\times 10^3", "1500"),
            ("1.5e3", "1500"),
            ("2^{10}", "1024"),
            ("\\sqrt{8}", "2\\sqrt{2}"),
            ("\\frac{1}{\\sqrt{2}}", "\\frac{\\sqrt{2}}{2}"),
            ("\\sqrt{3+2\\sqrt{2}}", "1+\\sqrt{2}"),
            ("\\log 8", "3 \\log 2"),
            ("e^{i\\pi}", "-1"),
            ("\\frac{1}{1+i}", "\\frac{1-i}{2}"),
            ("3+4i", "4i+3"),
            ("\\cos\\frac{\\pi}{3}", "\\frac{1}{2}"),
            ("1\\frac{1}{2}", "\\frac{3}{2}"),
            ("-2\\frac{1}{3}", "-\\frac{7}{3}"),
            ("(x+1)^2", "x^2+2x+1"),
            ("\\frac{x^2-1}{x-1}", "x+1"),
            ("\\sin^2 x", "1-\\cos^2 x"),
            ("\\sqrt{x^2}", "|x|"),
            ("2\\pi r^2 + 2\\pi r h", "2\\pi r(r+h)"),
            ("n(n+1)/2", "\\frac{n^2+n}{2}"),
            ("y=2x+1", "y=1+2x"),
            ("y=2x+1", "2x-y+1=0"),
            ("2x+3y=6", "4x+6y-12=0"),
            ("f(x)=x^2", "x^2"),
            ("x^2+C", "x^2+1+C"),
            ("\\ln|x|+C", "\\ln|x|+5+C"),
            ("\\{1,2\\}", "\\{2,1\\}"),
            ("\\{1,1,2\\}", "\\{1,2\\}"),
            ("\\{\\frac12,3\\}", "\\{3,0.5\\}"),
            ("x=1, x=2", "\\{1,2\\}"),
            ("x=1 \\text{ or } x=2", "\\{2,1\\}"),
            ("\\pm 2", "\\{-2,2\\}"),
            ("x=\\pm\\sqrt{2}", "\\{\\sqrt{2},-\\sqrt{2}\\}"),
            ("x=3", "\\{3\\}"),
            ("\\emptyset", "\\{\\}"),
            ("(1,2)", "(1, 2.0)"),
            ("(\\frac12, 3)", "(0.5, 3)"),
            ("(1,2]", "1<x\\le 2"),
            ("(1,2]", "x\\in(1,2]"),
            ("(1,2)", "1<x<2"),
            ("(1,2)", "]1,2["),
            ("[0,\\infty)", "x\\ge 0"),
            ("(-\\infty,0)\\cup(1,\\infty)", "x<0 \\text{ or } x>1"),
            ("(1,\\infty)\\cup(-\\infty,0)", "(-\\infty,0)\\cup(1,\\infty)"),
            ("[0,1]\\cup[1,2]", "[0,2]"),
            ("\\mathbb{R}", "(-\\infty,\\infty)"),
            ("\\mathbb{R}\\setminus\\{0\\}", "x\\ne 0"),
            ("\\begin{pmatrix}1&\\frac12\\\\0&1\\end{pmatrix}", "\\begin{bmatrix}1&0.5\\\\0&1\\end{bmatrix}"),
            ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "(1,2)"),
            ("3\\,\\text{km}", "3000\\,\\text{m}"),
            ("60\\ \\text{km/h}", "\\frac{50}{3}\\ \\text{m/s}"),
            ("5 cm", "50 mm"),
            ("90^\\circ", "\\frac{\\pi}{2}"),
            ("180^{\\circ}", "\\pi \\text{ rad}"),
            ("\\$5", "500 \\text{ cents}"),
            ("2\\text{ apples}", "2.0 \\text{ apples}"),
            ("\\text{Yes}", "\\text{yes}"),
            ("\\text{(B)}", "\\text{B}"),
            ("-\\infty", "-\\infty"),
        ],
    );
}

#[test]
fn different_values_differ() {
    all_are(
        Likeness::Different,
        &[
            ("\\frac{1}{2}", "\\frac{1}{3}"),
            ("0.5", "5\\%"),
            ("3", "-3"),
            ("1,000", "1001"),
            ("\\sqrt{2}", "1"),
            ("2\\sqrt{2}", "\\sqrt{6}"),
            ("e^{\\pi\\sqrt{163}}", "262537412640768744"),
            ("0.3", "\\frac13"),
            ("1.23", "1.24"),
            ("3.15", "\\pi"),
            ("3+4i", "3-4i"),
            ("1\\frac{1}{2}", "\\frac{5}{2}"),
            ("x", "y"),
            ("x^2", "x^3"),
            ("(x+1)^2", "x^2+1"),
            ("\\sqrt{x^2}", "x"),
            ("\\sin 2x", "2\\sin x"),
            ("n(n+1)", "n^2+1"),
            ("x=3", "x=5"),
            ("x=3", "4"),
            ("y=2x+1", "y=2x-1"),
            ("y=2x+1", "2x+y+1=0"),
            ("x^2+C", "x^3+C"),
            ("\\{1,2\\}", "\\{1,3\\}"),
            ("\\{1,2\\}", "\\{1,2,3\\}"),
            ("\\{1\\}", "\\emptyset"),
            ("\\pm 2", "2"),
            ("x=\\pm 2", "x=\\pm 3"),
            ("(1,2,3)", "(1,2,4)"),
            ("(1,2)", "(1,2,3)"),
            ("(1,2)", "(2,1)"),
            ("(1,2]", "(1,2)"),
            ("(1,2]", "[1,2]"),
            ("[0,\\infty)", "(0,\\infty)"),
            ("x<3", "x>3"),
            ("x<3", "x\\le 3"),
            ("(0,1)\\cup(2,3)", "(0,3)"),
            ("\\mathbb{R}", "x\\ne 0"),
            ("\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}", "\\begin{pmatrix}1&0\\\\1&1\\end{pmatrix}"),
            ("\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}", "\\begin{pmatrix}1&0&0\\\\0&1&0\\end{pmatrix}"),
            ("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "(2,1)"),
            ("3\\,\\text{km}", "300\\,\\text{m}"),
            ("3\\text{ m}", "3\\text{ s}"),
            ("90^\\circ", "\\frac{\\pi}{3}"),
            ("\\$5", "5 \\text{ cents}"),
            ("\\text{A}", "\\text{B}"),
            ("\\text{yes}", "\\text{no}"),
            ("\\infty", "-\\infty"),
            ("\\infty", "7"),
        ],
    );
}

#[test]
fn what_an_answer_leaves_open_is_undecided() {
    all_are(
        Likeness::Undecided,
        &[
            ("1,2", "2,1"),
            ("50", "50\\%"),
            ("90", "90^\\circ"),
            ("5", "5\\text{ cm}"),
            ("3\\text{ apples}", "3\\text{ pears}"),
            ("1\\frac{1}{2}", "\\frac{1}{2}"),
            ("0.333", "\\frac13"),
            ("3.14", "\\pi"),
            ("3.142", "3.14"),
            ("1,200", "\\{1,200\\}"),
            ("x=3", "y=3"),
            ("3", "\\{3\\}"),
            ("x^2+C", "x^2"),
            ("\\begin{pmatrix}1&2\\end{pmatrix}", "\\begin{pmatrix}1\\\\2\\end{pmatrix}"),
            ("\\{1,2\\}", "(1,2)"),
            ("\\text{large}", "\\text{big}"),
            ("101_2", "5"),
            ("\\frac{1", "1"),
            ("", "1"),
            ("", ""),
            ("\\text{none}", "0"),
            ("25^\\circ\\text{C}", "25"),
            ("x<y", "y>x+1"),
        ],
    );
}

#[test]
fn conditions_and_definitions_are_known() {
    let given = |assume: &[&str], lets: &[&str]| Given {
        assume: assume.iter().map(|text| (*text).to_owned()).collect(),
        lets: lets.iter().map(|text| (*text).to_owned()).collect(),
    };
    let of = |left: &str, right: &str, given: &Given| same(left, right, given, 0).unwrap().likeness;
    assert_eq!(of("\\sqrt{x^2}", "x", &given(&["x > 0"], &[])), Likeness::Same);
    assert_eq!(of("(-1)^n", "\\cos(\\pi n)", &given(&["n \\in \\mathbb{Z}"], &[])), Likeness::Same);
    assert_eq!(of("f(3)", "9", &given(&[], &["f(x) = x^2"])), Likeness::Same);
    assert_eq!(of("f(3)", "8", &given(&[], &["f(x) = x^2"])), Likeness::Different);
}
