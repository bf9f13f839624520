use std::collections::BTreeMap;

use super::*;
use crate::expr::{Domain, Sort};
use crate::infer::symbols::Known;
use crate::infer::testing::{expr, statement};

/// `X:n,d b:h s:` declares a matrix, a vector and a number; `W*:h` a family with one index.
fn symbols(text: &str) -> BTreeMap<Name, Known> {
    let declare = |(place, item): (usize, &str)| {
        let (name, sizes) = item.split_once(':').unwrap();
        let sizes = sizes.split(',').filter(|size| !size.is_empty()).map(|size| size_of(&expr(size)).unwrap());
        let sort = Sort::array(Domain::Real, sizes.collect());
        let indices = usize::from(name.ends_with('*'));
        (Name::from(name.trim_end_matches('*')), Known { sort, place, indices, rank: None })
    };
    text.split_whitespace().enumerate().map(declare).collect()
}

fn page(declared: &str, statements: &str) -> Inference {
    let statements: Vec<Statement> = statements.split(';').map(statement).collect();
    infer(&statements.iter().collect::<Vec<_>>(), &symbols(declared))
}

#[test]
fn shapes_are_carried() {
    let cases = [
        ("X:n,d W:d,h", "Y = (Multiply X W)", "n × h"),
        ("X:n,d W:d,h b:h", "Y = (Add (Multiply X W) b)", "n × h"),
        ("X:n,d W:d,h b:1,h", "Y = (Add (Multiply X W) b)", "n × h"),
        ("x:d W:h,d", "y = (Multiply W x)", "vector (h)"),
        ("x:d W:d,h", "y = (Multiply (Transpose x) W)", "vector (h)"),
        ("x:d w:d b:", "y = (Add (Multiply (Transpose w) x) b)", "scalar"),
        ("x:d w:d", "y = (InnerProduct w x)", "scalar"),
        ("x:d y:h", "Z = (Multiply x (Transpose y))", "d × h"),
        ("X:n,d", "G = (Multiply (Transpose X) X)", "d × d"),
        ("X:n,d", "s = (Norm X)", "scalar"),
        ("X:n,d s:", "Z = (Divide (Multiply 2 X) (Sqrt s))", "n × d"),
        ("X:n,d", "z = (At X i (Slice))", "vector (d)"),
        ("X:n,d", "z = (At X i j)", "scalar"),
        ("W*:d,h x:d", "z = (Multiply (Transpose (At W i)) x)", "vector (h)"),
        ("x:d y:h", "z = (Concat x y)", "vector (h + d)"),
        ("A:m,n B:p,q", "Z = (KroneckerProduct A B)", "m p × n q"),
        ("Q:n,d K:m,d V:m,v d:", "Z = (Multiply (Softmax (Divide (Multiply Q (Transpose K)) (Sqrt d))) V)", "n × v"),
        ("A:n,d", "Z = (f A)", "unknown shape"),
        ("L: W:d,h", "G = (PartialDerivative L W)", "d × h"),
        ("x:d", "Z = (Sum (i 1 n) (Multiply (Multiply x (Transpose x)) i))", "d × d"),
        ("d_k:", "Z = (Multiply U d_k)", "unknown shape"),
    ];
    for (declared, text, expected) in cases {
        let inference = page(declared, text);
        assert_eq!(inference.clashes, [], "{text}");
        assert_eq!(inference.forms[0][1].to_string(), expected, "{text}");
    }
    let two = page("X:n,d W:d,h V:h,q", "Y = (Multiply X W);Z = (Multiply Y V)");
    assert_eq!(two.forms[1][1].to_string(), "n × q");
}

#[test]
fn clashes_are_found() {
    use ClashKind::{Product, Rank, Sides, Square, Sum};
    let cases = [
        ("X:n,d W:h,q", "Y = (Multiply X W)", Product, false, "inner sizes d and h in the product of n × d and h × q"),
        ("X:2,3 W:4,5", "Y = (Multiply X W)", Product, true, "inner sizes 3 and 4 in the product of 2 × 3 and 4 × 5"),
        (
            "X:n,d W:h,d",
            "Y = (Multiply U X W)",
            Product,
            false,
            "inner sizes d and h in the product of n × d and h × d",
        ),
        ("X:n,d Y:n,h", "Z = (Add X Y)", Sum, false, "the terms are n × d and n × h: d is not h"),
        ("x:3 y:4", "Z = (Add x y)", Sum, true, "the terms are vector (3) and vector (4): 3 is not 4"),
        ("A:n,n B:n,n c:", "c = (Add A B)", Rank, true, "the two sides are scalar and n × n"),
        ("X:n,d w:d y:n,n", "y = (Multiply X w)", Rank, true, "the two sides are n × n and vector (n)"),
        ("W:n,d", "W = (Norm W)", Rank, true, "the two sides are n × d and scalar"),
        ("X:n,d Y:d,n", "Y = X", Sides, false, "the two sides are d × n and n × d: d is not n"),
        // A column slice is transposed once more.
        (
            "",
            "(At A i j) = (Multiply (At B i (Slice)) (Transpose (At C (Slice) j)));(At A (Slice) j) = c",
            Rank,
            false,
            "the two sides are scalar and ? × ?",
        ),
        (
            "",
            "(At A (Slice) j) = (Multiply B (Transpose (At C (Slice) j)));b = (At B i (Slice))",
            Rank,
            false,
            "the two sides are vector (?) and ? × ?",
        ),
        (
            "x:d y:h",
            "Z = (Multiply x y)",
            Product,
            false,
            "inner sizes d and h in the product of vector (d) and vector (h)",
        ),
        (
            "\\mathbf{o}:q W:q,d",
            "z = (Multiply W (PartialDerivative J \\mathbf{o}))",
            Product,
            false,
            "inner sizes d and q in the product of q × d and vector (q)",
        ),
        ("X:2,3", "Z = (Inverse X)", Square, true, "not square: 2 × 3"),
    ];
    for (declared, text, kind, certain, shown) in cases {
        let clashes = page(declared, text).clashes;
        assert_eq!(clashes.len(), 1, "{text}: {clashes:?}");
        assert_eq!((clashes[0].kind, clashes[0].certain), (kind, certain), "{text}");
        assert_eq!(clashes[0].to_string(), shown, "{text}");
        assert!(!clashes[0].places.is_empty() || declared.is_empty(), "{text}");
    }
    let hint = page("X:n,d W:h,d", "Y = (Multiply X W)").clashes.remove(0);
    assert_eq!(hint.fits, Some("the transpose of the second factor"));
}

#[test]
fn what_may_be_meant_is_silent() {
    let cases = [
        ("X:n,d", "Y = (Multiply X W)"),
        ("X:n,d W:h,q", "Y = (Multiply X W);d = h"),
        ("x:d W:h,d", "y = (Multiply W (Transpose x))"),
        ("X:n,d", "Y = (Add X 1)"),
        (
            "",
            "(At A i j) = (Multiply (At B i (Slice)) (At C (Slice) j));(At A (Slice) j) = (Multiply B (At C (Slice) j))",
        ),
        ("K:n,n", "(At K i j) = (Multiply (At X i (Slice)) (Transpose (At X j (Slice))))"),
        ("K:n,n", "(At K i j) = (Multiply (Transpose (At X i (Slice))) (At X j (Slice)))"),
        ("X:n,d", "X = 0"),
        ("y:n Y:n,1", "y = Y"),
        ("X:n,d b:d", "Y = (Add X b)"),
        ("x:d", "y = (Multiply x x)"),
        ("X:n,d Y:n,d", "Z = (Hadamard X Y)"),
        ("X:n,d", "Z = (Inverse (Multiply (Transpose X) X))"),
        ("A:n,n", "Z = (Determinant (Add A (Negate (Multiply s (IdentityMatrix)))))"),
        ("X:n,d W:d,h", "Y = (Add (Multiply X W) b (Ellipsis) X)"),
    ];
    for (declared, text) in cases {
        assert_eq!(page(declared, text).clashes, [], "{text}");
    }
}

#[test]
fn columns_are_turned_where_the_page_turns_them() {
    let turned = "y = (Multiply (Transpose \\mathbf{w}) \\mathbf{x})";
    let kinds = |text: &str| page("", text).clashes.iter().map(|clash| clash.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&format!("{turned};z = (Multiply \\mathbf{{w}} \\mathbf{{x}})")), [ClashKind::Columns]);
    assert_eq!(kinds(&format!("{turned};z = (Multiply (At \\mathbf{{w}} k) \\mathbf{{X}})")), [ClashKind::Columns]);
    // Another vector, a number, an outer product, a page without transposes.
    assert_eq!(kinds(&format!("{turned};z = (Multiply \\mathbf{{v}} \\mathbf{{x}})")), []);
    assert_eq!(kinds(&format!("{turned};z = (Multiply \\mathbf{{w}} a)")), []);
    assert_eq!(kinds(&format!("{turned};z = (Multiply \\mathbf{{w}} (Transpose \\mathbf{{x}}))")), []);
    assert_eq!(kinds("z = (Multiply \\mathbf{w} \\mathbf{x})"), []);
}

#[test]
fn one_root_cause_gives_one_clash() {
    let clashes = page("X:n,d W:h,q", "Y = (Multiply X W);Z = (Add 1 (Multiply X W))").clashes;
    assert_eq!(clashes.len(), 1);
}
