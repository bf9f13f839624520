//! Verdicts, clashes and notation errors to findings; levels and suppressions; one file a rule.
//!
//! Never computes maths.
