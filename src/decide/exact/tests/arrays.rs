//! Identities of matrices and vectors.

use super::{Row, assert_never_proved, assert_proved};

#[test]
fn matrix_identities_are_proved() {
    assert_proved(TRUE);
}
static TRUE: &[Row] = &[
    ("(= (T (* A B)) (* (T B) (T A)))", "A:R[n,m] B:R[m,k]"),
    ("(= (T (T A)) A)", "A:R[n,m]"),
    ("(= (* A (+ B C)) (+ (* A B) (* A C)))", "A:R[n,m] B:R[m,k] C:R[m,k]"),
    ("(= (^ (+ A B) 2) (+ (^ A 2) (* A B) (* B A) (^ B 2)))", "A:R[n,n] B:R[n,n]"),
    ("(= (inv (* A B)) (* (inv B) (inv A)))", "A:V[n,n] B:V[n,n]"),
    ("(= (* A (inv A)) Id)", "A:V[n,n]"),
    ("(= (T (inv A)) (inv (T A)))", "A:V[n,n]"),
    ("(= (* (T Q) Q) Id)", "Q:O[n,n]"),
    ("(= (norm (* Q x)) (norm x))", "Q:O[n,n] x:R[n]"),
    ("(= (tr (* A B)) (tr (* B A)))", "A:R[n,m] B:R[m,n]"),
    ("(= (tr (* A B C)) (tr (* C A B)))", "A:R[n,m] B:R[m,k] C:R[k,n]"),
    ("(= (tr (T A)) (tr A))", "A:R[n,n]"),
    ("(= (tr (* A (inv A))) n)", "A:V[n,n] n:N"),
    ("(= (* (T x) A y) (* (T y) (T A) x))", "x:R[n] y:R[m] A:R[n,m]"),
    ("(= (* (T x) S y) (* (T y) S x))", "x:R[n] y:R[n] S:S[n,n]"),
    ("(= (^ (norm x) 2) (* (T x) x))", "x:R[n]"),
    ("(= (dot x y) (dot y x))", "x:R[n] y:R[n]"),
    ("(= (^ (norm (- x y)) 2) (+ (- (^ (norm x) 2) (* 2 (dot x y))) (^ (norm y) 2)))", "x:R[n] y:R[n]"),
    ("(= (tr (* x (T y))) (* (T y) x))", "x:R[n] y:R[n]"),
    ("(= (* x (T y) z) (* (dot y z) x))", "x:R[n] y:R[m] z:R[m]"),
    ("(= (det (* A B)) (* (det A) (det B)))", "A:R[n,n] B:R[n,n]"),
    ("(= (det (* c A)) (* (^ c n) (det A)))", "A:R[n,n] c:R n:N"),
    ("(= (det (inv A)) (/ 1 (det A)))", "A:V[n,n]"),
    ("(= (grad (* (T a) x) x) a)", "a:R[n] x:R[n]"),
    ("(= (grad (* (T x) A x) x) (* (+ A (T A)) x))", "A:R[n,n] x:R[n]"),
    ("(= (grad (* (T x) S x) x) (* 2 S x))", "S:S[n,n] x:R[n]"),
    ("(= (grad (* (/ 1 2) (^ (norm (- (* A x) b)) 2)) x) (* (T A) (- (* A x) b)))", "A:R[m,n] x:R[n] b:R[m]"),
    ("(= (grad (norm x) x) (/ x (norm x)))", "x:R[n]"),
    ("(= (grad (tr (* A X)) X) (T A))", "A:R[m,n] X:R[n,m]"),
    ("(= (grad (log (det X)) X) (inv (T X)))", "X:V[n,n]"),
    ("(= (d (* A x) x) A)", "A:R[m,n] x:R[n]"),
    ("(= (Hessian (* (T x) S x) x) (* 2 S))", "S:S[n,n] x:R[n]"),
    ("(= (* (inv (+ A B)) (+ A B)) (* A (inv A)))", "A:V[n,n] B:V[n,n]"),
    ("(= (* (inv (+ (* A B) (* A (inv A)))) A) (* A (inv (+ (* B A) (* A (inv A))))))", "A:V[n,n] B:V[n,n]"),
    ("(= (had x y) (had y x))", "x:R[n] y:R[n]"),
];

#[test]
fn wrong_matrix_claims_are_never_proved() {
    assert_never_proved(WRONG);
}
static WRONG: &[Row] = &[
    ("(= (* A B) (* B A))", "A:R[n,n] B:R[n,n]"),
    ("(= (T (* A B)) (* (T A) (T B)))", "A:R[n,n] B:R[n,n]"),
    ("(= (inv (* A B)) (* (inv A) (inv B)))", "A:V[n,n] B:V[n,n]"),
    ("(= (^ (+ A B) 2) (+ (^ A 2) (* 2 A B) (^ B 2)))", "A:R[n,n] B:R[n,n]"),
    ("(= (T A) A)", "A:R[n,n]"),
    ("(= (tr (* A B)) (* (tr A) (tr B)))", "A:R[n,n] B:R[n,n]"),
    ("(= (tr (* A B C)) (tr (* A C B)))", "A:R[n,n] B:R[n,n] C:R[n,n]"),
    ("(= (* (T x) A y) (* (T y) A x))", "x:R[n] y:R[n] A:R[n,n]"),
    ("(= (* (T Q) Q) Id)", "Q:R[n,n]"),
    ("(= (inv (+ A B)) (+ (inv A) (inv B)))", "A:V[n,n] B:V[n,n]"),
    ("(= (norm (+ x y)) (+ (norm x) (norm y)))", "x:R[n] y:R[n]"),
    ("(= (det (+ A B)) (+ (det A) (det B)))", "A:R[n,n] B:R[n,n]"),
    ("(= (det (* c A)) (* c (det A)))", "A:R[n,n] c:R n:N"),
    ("(= (grad (* (T x) A x) x) (* 2 A x))", "A:R[n,n] x:R[n]"),
    ("(= (grad (* (/ 1 2) (^ (norm (- (* A x) b)) 2)) x) (* (T A) (- b (* A x))))", "A:R[m,n] x:R[n] b:R[m]"),
    ("(= (grad (* (T a) x) x) (T a))", "a:R[n] x:R[n]"),
    ("(= (grad (tr (* A X)) X) A)", "A:R[n,n] X:R[n,n]"),
    ("(= (grad (^ (norm x) 2) x) x)", "x:R[n]"),
    ("(= (d (* A x) x) (T A))", "A:R[m,n] x:R[n]"),
    ("(= (* x (T y)) (* y (T x)))", "x:R[n] y:R[n]"),
    ("(= (* (inv (+ A B)) A) Id)", "A:V[n,n] B:V[n,n]"),
];
