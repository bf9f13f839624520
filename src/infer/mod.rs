//! Shapes and units by unification.
//!
//! Never reports a clash of two guesses: only of what the author declared.
