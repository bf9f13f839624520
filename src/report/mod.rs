//! Findings and tables to text: one file a format.
//!
//! Never decides.
