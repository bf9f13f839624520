//! The formulas of the documentation: what they mean is reviewed, what is wrong in them fails the test.

const PAGE: &str = include_str!("../docs/softmax.md");

#[test]
fn the_formulas_mean_what_they_did() {
    insta::assert_snapshot!(mathlint::testing::page("softmax.md", PAGE));
}

#[test]
fn nothing_is_wrong() {
    assert_eq!(mathlint::testing::findings("softmax.md", PAGE), "");
}
