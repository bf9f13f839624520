use super::*;
use crate::infer::testing::{chain, statement};

fn kinds(text: &str) -> Vec<(IndexKind, String)> {
    let issues = check_binding(&statement(text), &Surroundings::default());
    issues.into_iter().map(|issue| (issue.kind, issue.name.to_string())).collect()
}

#[test]
fn mistakes_are_found() {
    use IndexKind::{
        BrokenChain, BrokenPattern, FreeMismatch, OffCount, SelfRange, Shadowed, UnboundIndex, UnusedBinder,
    };
    let cases: [(&str, IndexKind, &str); 41] = [
        ("R = (Add (At r 0) (At r 1) (At r 2) (Negate (Ellipsis)))", BrokenPattern, "r"),
        ("y = (Add (Multiply w_1 (At x 1)) (Ellipsis) (Negate (Multiply (At w d) (At x d))) b)", BrokenPattern, "w_1"),
        ("q = (P (Given (At x t) (Tuple (At x (Add t 1)) (Ellipsis) (At x 1))))", BrokenPattern, "x"),
        ("q = (P (Given (At x t) (Tuple (At x 1) (Ellipsis) (At x t))))", BrokenPattern, "x"),
        ("s = (Sum (a Delta Delta) (At x a))", SelfRange, "a"),
        ("(Sum (t 1 T) (f (At x t))) = (Sum (t 2 T) (g (At x t)))", BrokenPattern, "t"),
        ("(Multiply 2 (Sum (t 2 T) (f (At x t)))) = (Sum (t 1 T) (g (At x t))) = 0", BrokenPattern, "t"),
        ("(Product (t 2 T) (P (At x t))) = (Product (t 1 T) (Q (At x t)))", BrokenPattern, "t"),
        // A normaliser that sums over j but uses the outer i.
        (
            "(f x) = (Sum (i 1 n) (Multiply (Divide (Exp (At x i)) (Sum (j 1 n) (Exp (At x i)))) (At y i)))",
            UnusedBinder,
            "j",
        ),
        ("m = (Max (k) (At o j))", UnusedBinder, "k"),
        ("(Sum (k) (Divide (Power a k) b)) = (Sum (j) (Divide (Power a k) b))", UnusedBinder, "j"),
        ("(TotalDerivative y x) = (Multiply (TotalDerivative u y) (TotalDerivative u x))", BrokenChain, "derivative"),
        (
            "(PartialDerivative J w) = (Multiply (PartialDerivative J (At h 2)) (PartialDerivative (At h 1) w))",
            BrokenChain,
            "derivative",
        ),
        ("(P (BigUnion (i 1 n) (At A i))) = (Sum (i 2 n) (P (At A i)))", BrokenPattern, "i"),
        ("m = (Multiply (Power n (Negate 1)) (Sum (i 2 n) (At x i)))", OffCount, "i"),
        ("(V s) = (Limit (k 0 n) ((At V j) s))", UnusedBinder, "k"),
        ("H = (Sum (i) (Multiply (P j) (Log (P j))))", UnusedBinder, "i"),
        ("m = (Multiply (Divide 1 n) (Sum (i 2 n) (Power (At x i) 2)))", OffCount, "i"),
        ("m = (Divide (Sum (i 0 n) (At x i)) n)", OffCount, "i"),
        ("(At mu j) = (f (At x i))", FreeMismatch, "i"),
        ("(At w i) = (Divide 1 (Multiply 2 j))", FreeMismatch, "j"),
        ("(At b i) = (Divide (p (At y j)) (q (At y i)))", FreeMismatch, "j"),
        (
            "A = (Matrix (List (Transpose (At a 1))) (List (Transpose (At a 2))) (List (Ellipsis)) (List (At a n)))",
            BrokenPattern,
            "a",
        ),
        ("m = (Multiply (Divide 1 n) (Sum (i 1 n) (At x j)))", UnusedBinder, "i"),
        ("(At p i) = (Divide (Exp (At o i)) (Sum (k 1 q) (Exp (At o i))))", UnusedBinder, "k"),
        ("s = (Sum (i i n) (At x i))", SelfRange, "i"),
        ("a = (Sum (J (Subset J S)) (Multiply (At f K) (At w K)))", UnusedBinder, "J"),
        ("(Q x a) = (Sum (x X) (Multiply (At P x) a))", Shadowed, "x"),
        ("(Q x (g x)) = (Sum (x X) (At P x))", Shadowed, "x"),
        ("s = (Sum (t 1 (Equal t (Add t 1))) (At x t))", SelfRange, "t"),
        ("s = (Sum (i 1 (At N i)) (At x i))", SelfRange, "i"),
        ("s = (Sum (t (Set t (Ellipsis) T)) (At x t))", SelfRange, "t"),
        ("s = (Sum (i 1 n) (Multiply (At a i) (Sum (i 1 m) (At b i))))", Shadowed, "i"),
        ("s = (Add (Sum (i 1 n) (At a i)) (At b i))", UnboundIndex, "i"),
        ("(At y i) = (Divide (Exp (At o i)) (Sum (i 1 q) (Exp (At o i))))", Shadowed, "i"),
        ("(At y i) = (f (At x i)) = (g (At x j))", FreeMismatch, "j"),
        ("(At y i) = (Sum (j 1 n) (Multiply (At w j) (At x j k)))", FreeMismatch, "k"),
        (
            "s = (Add (Multiply (At w 1) (At x 1)) (Multiply (At w 2) (At x 2)) (Ellipsis) (Multiply (At w d) (At x n)))",
            BrokenPattern,
            "n",
        ),
        ("x = (List (At x i 1) (At x i 2) (Ellipsis) (At x j d))", BrokenPattern, "j"),
        ("x = (List (At x i 1) (At x i 2) (Ellipsis) (At x d))", BrokenPattern, "index"),
        (
            "s = (Add (Multiply (At w 1) (At x 1)) (Multiply (At w 1) (At x 2)) (Ellipsis) (Multiply (At w d) (At x d)))",
            BrokenPattern,
            "index",
        ),
    ];
    for (text, kind, name) in cases {
        assert!(kinds(text).contains(&(kind, name.to_owned())), "{text}: {:?}", kinds(text));
    }
}

#[test]
fn conventions_are_silent() {
    let right = [
        "S = (Add (At x 1) (Negate (At x 2)) (Ellipsis) (Negate (At x n)))",
        "p = (Add (Multiply (At a n) (Power x n)) (Ellipsis) (Multiply (At a 1) x) (Negate (At a 0)))",
        "S = (Add (At x 1) (Ellipsis) (At x n) (Negate b))",
        "q = (P (Given (At x t) (Tuple (At x (Add t -1)) (Ellipsis) (At x 1))))",
        "q = (P (Given (At x t) (Tuple (At x (Add t 1)) (Ellipsis) (At x T))))",
        "q = (P (Given (At x t) (Tuple (At x 1) (Ellipsis) (At x (Add t -1)))))",
        "(Sum (k 0 n) (At a k)) = (Sum (k 1 n) (At a k))",
        "(Sum (i 1 n) (Multiply (Add i -1) (At a i))) = (Sum (i 2 n) (Multiply (Add i -1) (At a i)))",
        "(Sum (i 1 n) (At a i)) = (Add (At a 1) (Sum (i 2 n) (At a i)))",
        "(Product (t 1 T) (P (At x t))) = (Multiply (P (At x 1)) (Product (t 2 T) (P (At x t))))",
        "n = (Sum (i 1 n) 1)",
        "s = (Sum (i 1 n) c)",
        "(At y i) = (Sum (j 1 n) (Multiply (At W i j) (At x j)))",
        "v = (Sum (i 1 n) (Sum (j 1 n) (Power (At x i) 2)))",
        "v = (Sum (i) (j (NotEqual j i)) (Multiply (At x i) (At x j)))",
        "L = (Negate (Log (At y j)))",
        "(At h t) = (f (Multiply (At W x h) (At x t)) (At b h))",
        "(At p i) = (Divide (Exp (At o i)) (Sum (k 1 q) (Exp (At o k))))",
        "(Sum (j) (Multiply (KroneckerDelta i j) (At x j))) = (At x i)",
        "s = (Add (Multiply (At w 1) (At x 1)) (Multiply (At w 2) (At x 2)) (Ellipsis) (Multiply (At w d) (At x d)))",
        "s = (Add (Multiply (At a 0) (At b 1)) (Multiply (At a 1) (At b 2)) (Ellipsis) (Multiply (At a m) (At b n)))",
        "s = (Sum (i 1 n) (Multiply (At n k) \"?\"))",
        "m = (Multiply (Divide 1 n) (Sum (t 2 n) (Multiply (At x t) (At x (Add t -1)))))",
        "(At y i) = c",
        "(At c k) = (Multiply a (Exp (Multiply i x)))",
        "(At S i j) = (Multiply (At x i) (At x j))",
        "A = (Matrix (List (Transpose (At a 1))) (List (Transpose (At a 2))) (List (Ellipsis)) (List (Transpose (At a n))))",
        "m = (Limit (n 0 N) (f (At x n)))",
        "a = (Sum (J (Subset J S)) (Multiply (At f J) (At w J)))",
        "(Q x a) = (Sum (y X) (Multiply (At P x y) a))",
        "(F x y) = (Sum (x X) (Sum (y Y) (f x y)))",
        "p = (Limit (n 0 N) (P (BigUnion (i) (At F i))))",
        "J = (Sum (t 1 (Equal t T)) (r (At s t)))",
        "H = (Sum (b 1 (At N b)) (At S b))",
        "(Sum (i 1 n) (At x i)) = (Add (At x 1) (At x 2) (Ellipsis) (At x n))",
    ];
    for text in right {
        assert_eq!(kinds(text), [], "{text}");
    }
    let less = check_binding(
        &chain("LessEqual", "(Sum (i 2 n) (f (At x i))) = (Sum (i 1 n) (f (At x i)))"),
        &Surroundings::default(),
    );
    assert_eq!(less, []);
}

#[test]
fn a_range_that_starts_at_its_own_letter() {
    let issues = check_binding(&chain("Element", "t = (Set t (Ellipsis) T)"), &Surroundings::default());
    assert_eq!(issues.iter().map(|issue| issue.kind).collect::<Vec<_>>(), [IndexKind::SelfRange]);
    let fine = check_binding(&chain("Element", "t = (Set 1 (Ellipsis) T)"), &Surroundings::default());
    assert_eq!(fine, []);
    // A neighbourhood is a function of its centre.
    assert_eq!(check_binding(&chain("Element", "i = (N i)"), &Surroundings::default()), []);
}

#[test]
fn a_letter_that_stands_nearby_may_be_meant() {
    let sum = statement("y = (Add (Sum (i 1 n) (Multiply (At x j) (At w i))) b)");
    let strong = |mentioned: &[&str]| {
        let mentioned = mentioned.iter().map(|name| Name::from(*name)).collect();
        let issues = check_binding(&sum, &Surroundings { mentioned, ..Surroundings::default() });
        issues.iter().map(|issue| issue.strong).collect::<Vec<_>>()
    };
    assert_eq!(strong(&[]), [true]);
    assert_eq!(strong(&["j"]), [false]);
    // Labels of one quantity are no indices.
    assert_eq!(kinds("(Multiply (At p q) h) = (Multiply (At p k) h)"), []);
}

#[test]
fn a_name_is_not_defined_by_itself() {
    let around = Surroundings { names: BTreeSet::from(["\\bar{x}".into()]), ..Surroundings::default() };
    let kinds = |text: &str, around: &Surroundings| {
        check_binding(&statement(text), around).iter().map(|issue| issue.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("x = (Multiply U x)", &around), [IndexKind::Circular]);
    // A fixed point has no decorated twin; an equation for another name is none for this one.
    assert_eq!(kinds("x = (Multiply U x)", &Surroundings::default()), []);
    assert_eq!(kinds("y = (Multiply U x)", &around), []);
    assert_eq!(kinds("x = (f x)", &around), []);
}

#[test]
fn declared_letters_are_silent() {
    let around = Surroundings { declared: BTreeSet::from(["i".into()]), ..Surroundings::default() };
    let found = check_binding(&statement("s = (Add (Sum (i 1 n) (At a i)) (At b i))"), &around);
    assert_eq!(found, []);
}
