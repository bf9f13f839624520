use super::super::slip::Slips;
use super::*;

/// What a text becomes with these definitions, without blanks.
fn expanded(definitions: &str, tex: &str) -> String {
    let (macros, slips) = Macros::read(definitions);
    assert!(slips.is_empty(), "{definitions}: {slips:?}");
    let mut slips = Slips::default();
    let tokens = macros.expand(tokenize(tex), &mut slips);
    tokens.iter().filter(|token| !token.is_blank()).map(|token| token.text).collect()
}

#[test]
fn definitions_of_all_kinds_are_understood() {
    for (definitions, tex, expected) in [
        (r"\newcommand{\E}[2][]{\mathbb{E}_{#1}[#2]}", r"\E{X} \E[p]{X}", r"\mathbb{E}_{}[X]\mathbb{E}_{p}[X]"),
        (r"\newcommandx\norm[1][1={\mu,\sigma^2}]{N(#1)}", r"\norm\norm[0,1]", r"N(\mu,\sigma^2)N(0,1)"),
        (r"\newcommandx{\f}[2][1=a, 2=b, usedefault]{#1#2}", r"\f \f[x][y]", "abxy"),
        (r"\NewDocumentCommand{\f}{s O{k} m}{\IfBooleanTF{#1}{*}{}#2#3}", r"\f{x}\f*[y]{z}", "kx*yz"),
        (r"\NewDocumentCommand\f{m o}{#1\IfNoValueTF{#2}{}{_{#2}}}", r"\f{x}\f{x}[y]", "xx_{y}"),
        (r"\NewDocumentCommand{\f}{d() g}{\IfValueT{#1}{A#1}\IfValueT{#2}{B#2}}", r"\f(x)\f{y}", "AxBy"),
        (r"\def\f(#1,#2){#2#1}", r"\f(a,{b,c})", "b,ca"),
        (r"\def\f#1 to #2.{#1#2}", r"\f x to y.z", "xyz"),
        (r"\def\f#1#2{#2#1}", r"\f ab", "ba"),
        (r"\let\old\vec \renewcommand{\vec}[1]{\mathbf{\old{#1}}}", r"\vec x", r"\mathbf{\vec{x}}"),
        (r"\providecommand{\f}{x}\providecommand{\f}{y}", r"\f", "x"),
        (r"\ifx\f\undefined \newcommand{\f}{x} \fi", r"\f", "x"),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}", r"\argmax", r"\operatorname*{arg\,max}"),
        (r"\DeclarePairedDelimiter\p{(}{)}", r"\p*{x}\p[\big]{x}", r"\left(x\right)\left(x\right)"),
        (r"\DeclarePairedDelimiterX\p[2]{(}{)}{#1\delimsize|#2}", r"\p{x}{y}", r"\left(x\middle|y\right)"),
        (r"\DeclarePairedDelimiterXPP\P[1]{\mathbb{P}}{(}{)}{}{#1}", r"\P{x}", r"\mathbb{P}\left(x\right)"),
        (r"\newcommand{\f}[2][]{\ifx&#1&A\else B_{#1}\fi #2}", r"\f{x}\f[y]{z}", "AxB_{y}z"),
        (r"\newcommand{\f}[1]{\ifthenelse{\equal{#1}{}}{A}{B#1}}", r"\f{}\f{x}", "ABx"),
        (r"\newcommand{\f}{\ifmmode x\else y\fi}", r"\f", "x"),
    ] {
        assert_eq!(expanded(definitions, tex), expected.replace(' ', ""), "{definitions}");
    }
}

#[test]
fn commands_of_packages_stand_for_what_they_show() {
    for (tex, expected) in [
        (r"\dv{f}{x}", r"\frac{df}{dx}"),
        (r"\dv[2]{x}", r"\frac{d^{2}}{dx^{2}}"),
        (r"\pdv{f}{x}{y}", r"\frac{\partial^2f}{\partialx\partialy}"),
        (r"\comm{A}{B}", r"\left[A,B\right]"),
        (r"\eval{f}_a^b", r"\left.f\right|_a^b"),
        (r"\comm", r"\comm"),
        (r"\comm{A}", r"\comm{A}"),
    ] {
        assert_eq!(expanded("", tex), expected);
    }
}

#[test]
fn a_definition_ends_where_it_ends() {
    for (tex, rest) in [
        ("\\newcommandx\\norm[1][1={\\mu,\\sigma^2}]{N(#1)} more", " more"),
        ("\\newcommand{\\E}[2][{]}]{%\n #1 % }\n} more", " more"),
        ("\\def\\f#1{x}y", "y"),
        ("\\let\\a=\\b c", " c"),
    ] {
        assert_eq!(Macros::definition_length(tex).and_then(|end| tex.get(end..)), Some(rest), "{tex}");
    }
    assert_eq!(Macros::definition_length("\\newcommand{\\a}{"), None);
}
