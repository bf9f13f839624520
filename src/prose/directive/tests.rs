//! Directives are read, printed and refused.

use proptest::prelude::*;

use super::*;

fn printed(text: &str) -> String {
    let statements = parse_directive(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    statements.iter().map(|statement| statement.kind.to_string()).collect::<Vec<_>>().join("; ")
}

#[test]
fn statements_are_read() {
    let cases = [
        " let X: R (n, d) ",
        "let W_i: (d, d_h) for i in 1..H",
        "let M: N in bytes",
        "@book let \\eta: R, positive",
        "let u, v_{a,b}: R (2d + 1)",
        "let f: fn(R (n), R) -> R (n)",
        "let p: dist",
        "let x: positive, integer",
        "assume x > 0\\; \\text{and} y < 1",
        "define s = {a; b}",
        "@next macro \\E[1]{\\mathbb{E}\\left[#1\\right]}",
        "ignore[symbol-reused] both are usual",
        "expect[false-identity, wrong-number]",
        "begin ignore[false-step] a sketch; end",
        "file ignore[symbol-reused] a survey",
    ];
    for text in cases {
        let once = printed(text);
        assert_eq!(printed(&once), once, "{text}");
    }
    assert_eq!(parse_directive("let a: R; let b: R\nlet c: R").unwrap().len(), 3);
    let statements = parse_directive(" let a: R;  let b: R ").unwrap();
    assert_eq!(statements[1].span.of(" let a: R;  let b: R "), "let b: R");
}

#[test]
fn what_cannot_be_read_is_explained() {
    let cases = [
        ("lett x: R", "lett", Some("let")),
        ("let x R", "", None),
        ("let x: R, positiv", "positiv", Some("positive")),
        ("@boook let x: R", "boook", Some("book")),
        ("let x: W", "W", None),
        ("ignore[a]", "", None),
        ("ignore both", "both", None),
        ("let x: R (n, d", "", None),
        ("macro E{x}", "E", None),
        ("let x: R garbage", "garbage", None),
        ("", "", None),
        ("@page ignore[a] b", "ignore", None),
    ];
    for (text, place, suggestion) in cases {
        let error = parse_directive(text).unwrap_err();
        assert!(place.is_empty() || error.span.of(text) == place, "{text}: {error:?}");
        assert_eq!(error.suggestion.as_deref(), suggestion, "{text}: {error:?}");
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z]", "[a-z]_[a-z]", Just("\\eta".to_owned()), Just("d_{\\text{model}}".to_owned())]
}

fn sort() -> impl Strategy<Value = LetSort> {
    let domain = prop::option::of(prop::sample::select(DOMAINS.iter().map(|(_, domain)| *domain).collect::<Vec<_>>()));
    let shape = prop::option::of(prop::collection::vec(name(), 0..3));
    let value = (domain, shape, prop::option::of("[a-z]{1,6}(/[a-z]{1,3})?"))
        .prop_map(|(domain, shape, unit)| LetSort::Value { domain, shape, unit })
        .prop_filter("something is said", |sort| *sort != LetSort::Value { domain: None, shape: None, unit: None });
    value.prop_recursive(2, 6, 2, |inner| {
        (prop::collection::vec(inner.clone(), 1..3), inner)
            .prop_map(|(arguments, result)| LetSort::Function { arguments, result: Box::new(result) })
    })
}

fn statement() -> impl Strategy<Value = StmtKind> {
    let scope = || prop::option::of(prop::sample::select(SCOPES.iter().map(|(_, scope)| *scope).collect::<Vec<_>>()));
    let facts =
        prop::collection::vec(prop::sample::select(FACTS.iter().map(|(_, fact)| *fact).collect::<Vec<_>>()), 0..3);
    let family =
        prop::option::of((name(), "[0-9]", name()).prop_map(|(index, first, last)| Family { index, first, last }));
    let declaration = (scope(), prop::collection::vec(name(), 1..3), sort(), facts, family)
        .prop_map(|(scope, symbols, sort, facts, family)| StmtKind::Let(Let { scope, symbols, sort, facts, family }));
    let ignore = || {
        (prop::collection::vec("[a-z]{2,8}(-[a-z]{2,8})?", 1..3), "[a-z]{2,8}( [a-z]{2,8})?")
            .prop_map(|(rules, reason)| Ignore { rules, reason })
    };
    prop_oneof![
        declaration,
        (scope(), "[a-z] = [a-z] \\+ \\\\frac\\{[0-9]\\}\\{[a-z]\\}")
            .prop_map(|(scope, tex)| StmtKind::Assume { scope, tex }),
        (scope(), "[A-Z]{1,4}", prop::option::of(0u8..10), "[a-z#1]{1,6}")
            .prop_map(|(scope, name, arguments, body)| { StmtKind::Macro { scope, name, arguments, body } }),
        ignore().prop_map(StmtKind::Ignore),
        ignore().prop_map(StmtKind::Begin),
        ignore().prop_map(|ignore| StmtKind::Expect { rules: ignore.rules }),
        prop::collection::vec("[a-z*]{1,6}\\.md", 0..3).prop_map(|pages| StmtKind::Table { pages }),
        Just(StmtKind::EndTable),
        Just(StmtKind::End),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_printed_statement_is_read_as_itself(kind in statement()) {
        let text = kind.to_string();
        let read = parse_directive(&text).map(|statements| statements.into_iter().map(|s| s.kind).collect::<Vec<_>>());
        prop_assert_eq!(read, Ok(vec![kind]), "{}", text);
    }

    #[test]
    fn no_text_is_too_odd(text in ".{0,80}") {
        let _ = parse_directive(&text);
        let _ = parse_directive(&format!("let {text}"));
    }
}
