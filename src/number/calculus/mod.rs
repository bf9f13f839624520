//! Integrals, derivatives and sums of functions that are given as black boxes over complex balls.

mod gauss;
pub mod quadrature;
pub mod series;
pub mod taylor;
