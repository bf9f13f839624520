//! Derivatives, integrals, binomial sums, induction.

use super::{Row, assert_never_proved, assert_proved};

#[test]
fn derivatives_are_proved() {
    assert_proved(DERIVATIVES);
}
static DERIVATIVES: &[Row] = &[
    ("(= (d (sin z) z) (cos z))", "z:C"),
    ("(= (d (^ x n) x) (* n (^ x (- n 1))))", "x:C n:Z"),
    ("(= (d (^ a x) x) (* (log a) (^ a x)))", "x:C a:R+"),
    ("(= (d (log x) x) (/ 1 x))", "x:C"),
    ("(= (d (arctan z) z z) (- (/ (* 2 z) (^ (+ 1 (^ z 2)) 2))))", "z:C"),
    ("(= (d (tanh x) x) (- 1 (^ (tanh x) 2)))", "x:C"),
    ("(= (d (sigmoid x) x) (* (sigmoid x) (- 1 (sigmoid x))))", "x:R"),
    ("(= (d (softplus x) x) (sigmoid x))", "x:R"),
    ("(= (d (SiLU x) x) (+ (sigmoid x) (* x (sigmoid x) (- 1 (sigmoid x)))))", "x:R"),
    ("(= (d (sqrt (+ 1 (^ x 2))) x) (/ x (sqrt (+ 1 (^ x 2)))))", "x:R"),
    ("(= (d (exp (- (/ (^ x 2) 2))) x) (- (* x (exp (- (/ (^ x 2) 2))))))", "x:R"),
    ("(= (d (* (call f x) (call g x)) x) (+ (* (d (call f x) x) (call g x)) (* (call f x) (d (call g x) x))))", "x:R"),
    ("(= (d (call f (* 2 x)) x) (* 2 (call (Prime f) (* 2 x))))", "x:R"),
    ("(= (d (arcsin x) x) (/ 1 (sqrt (- 1 (^ x 2)))))", "x:C"),
    ("(= (d (Erf x) x) (* (/ 2 (sqrt pi)) (exp (- (^ x 2)))))", "x:C"),
    ("(= (d (sum k 1 n (^ (at z k) 2)) (at z j)) (* 2 (at z j)))", "n:N j:N+ z:R | (<= j n)"),
    ("(= (d (at (softmax z) k) (at z j)) (* (at (softmax z) k) (- (delta k j) (at (softmax z) j))))", "z:R[n] n:N+"),
    ("(= (d (LSE z) (at z j)) (at (softmax z) j))", "z:R[n] n:N+"),
    ("(= (d (- (log (at (softmax z) y))) (at z j)) (- (at (softmax z) j) (delta j y)))", "z:R[n] n:N+"),
    ("(= (sum k 1 n (at (softmax z) k)) 1)", "z:R[n] n:N+"),
    ("(= (log (at (softmax z) k)) (- (at z k) (LSE z)))", "z:R[n] n:N+"),
    ("(= (d (- (log (sigmoid z))) z) (- (sigmoid z) 1))", "z:R"),
];

#[test]
fn integrals_are_proved() {
    assert_proved(INTEGRALS);
}
static INTEGRALS: &[Row] = &[
    ("(= (int x 0 1 (^ x 2)) (/ 1 3))", ""),
    ("(= (int z a b (exp z)) (- (exp b) (exp a)))", "a:C b:C"),
    ("(= (int z a b (sin z)) (- (cos a) (cos b)))", "a:C b:C"),
    ("(= (int x 0 oo (exp (- (* a x)))) (/ 1 a))", "a:R+"),
    ("(= (int x 0 oo (* (^ x 3) (exp (- x)))) 6)", ""),
    ("(= (int x (- oo) oo (exp (- (^ x 2)))) (sqrt pi))", ""),
    ("(= (int x (- oo) oo (/ (exp (- (/ (^ (- x m) 2) (* 2 (^ s 2))))) (sqrt (* 2 pi (^ s 2))))) 1)", "s:R+ m:R"),
    ("(= (int x 1 2 (/ 1 x)) (log 2))", ""),
    ("(= (int x 0 1 (/ 1 (+ 1 (^ x 2)))) (/ pi 4))", ""),
    ("(= (int x 0 1 (/ 1 (sqrt x))) 2)", ""),
    ("(= (int x 1 oo (/ 1 (^ x 2))) 1)", ""),
];

#[test]
fn inductions_and_binomial_sums_are_proved() {
    assert_proved(INDUCTIONS);
}
static INDUCTIONS: &[Row] = &[
    ("(= (sum k 1 n (/ 1 (* k (+ k 1)))) (/ n (+ n 1)))", "n:N"),
    ("(= (sum k 1 n (* k (fact k))) (- (fact (+ n 1)) 1))", "n:N"),
    ("(= (sum k 0 n (binom (+ m k) k)) (binom (+ m n 1) n))", "n:N m:N"),
    ("(= (prod k 2 n (- 1 (/ 1 (^ k 2)))) (/ (+ n 1) (* 2 n)))", "n:N+"),
    ("(= (sum k 1 n (- (at a k) (at a (- k 1)))) (- (at a n) (at a 0)))", "n:N"),
    ("(= (sum k 0 n (binom n k)) (^ 2 n))", "n:N"),
    ("(= (sum k 0 n (* (binom n k) (^ x k) (^ y (- n k)))) (^ (+ x y) n))", "n:N x:C y:C"),
    ("(= (sum k 0 n (* k (binom n k) (^ p k) (^ (- 1 p) (- n k)))) (* n p))", "n:N p:P"),
    (
        "(= (sum k 1 n (* k (^ r k))) (/ (* r (+ 1 (- (* n (^ r (+ n 1))) (* (+ n 1) (^ r n))))) (^ (- 1 r) 2)))",
        "n:N r:C",
    ),
];

#[test]
fn wrong_calculus_is_never_proved() {
    assert_never_proved(WRONG);
}
static WRONG: &[Row] = &[
    ("(= (d (sin z) z) (- (cos z)))", "z:C"),
    ("(= (d (cos z) z) (sin z))", "z:C"),
    ("(= (d (^ x n) x) (* n (^ x n)))", "x:C n:Z"),
    ("(= (d (at (softmax z) k) (at z j)) (* (at (softmax z) k) (- 1 (at (softmax z) j))))", "z:R[n] n:N+"),
    ("(= (d (- (log (at (softmax z) y))) (at z j)) (- (delta j y) (at (softmax z) j)))", "z:R[n] n:N+"),
    ("(= (d (LSE z) (at z j)) (- 1 (at (softmax z) j)))", "z:R[n] n:N+"),
    ("(= (d (abs z) z) (sgn z))", "z:C"),
    ("(= (d (conj z) z) 1)", "z:C"),
    ("(= (d (sigmoid x) x) (* (sigmoid x) (+ 1 (sigmoid x))))", "x:R"),
    ("(= (d (tanh x) x) (- 1 (tanh x)))", "x:R"),
    ("(= (d (call f (* 2 x)) x) (call (Prime f) (* 2 x)))", "x:R"),
    ("(= (d (log (sigmoid z)) z) (- (sigmoid z) 1))", "z:R"),
    ("(= (int x -1 1 (/ 1 x)) 0)", ""),
    ("(= (int x -1 1 (/ 1 (^ x 2))) -2)", ""),
    ("(= (int x 0 oo (exp (* a x))) (- (/ 1 a)))", "a:R"),
    ("(= (int x 0 1 (^ x 2)) (/ 1 2))", ""),
    ("(= (int x a b (/ 1 x)) (- (log b) (log a)))", "a:R b:R"),
    ("(= (sum k 1 n (/ 1 (* k (+ k 1)))) (/ (+ n 1) (+ n 2)))", "n:N"),
    ("(= (sum k 1 n (* k (fact k))) (fact (+ n 1)))", "n:N"),
    ("(= (sum k 0 n (binom n k)) (^ 2 (+ n 1)))", "n:N"),
    ("(= (sum k 1 n (binom n k)) (^ 2 n))", "n:N"),
    ("(= (sum k 0 n (* (binom n k) (^ x k))) (^ (- 1 x) n))", "n:N x:C"),
    ("(= (prod k 2 n (- 1 (/ 1 (^ k 2)))) (/ (+ n 1) (* 2 n)))", "n:Z"),
    ("(= (d (sum k 1 n (^ (at z k) 2)) (at z j)) (* 2 (sum k 1 n (at z k))))", "n:N j:N+ z:R"),
];
