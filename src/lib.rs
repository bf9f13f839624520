//! mathlint: a linter for the mathematics in books, courses, papers and docs.
//!
//! The way of a formula:
//!
//! ```text
//! files ─ extract ─▶ formulas + prose ─ syntax ─▶ notation ─┐
//!                       prose ─▶ declarations, stance ─ scope ─▶ symbol table
//!                                                           └─▶ lower ─▶ expressions ─ infer ─▶ shapes, units
//!    report ◀─ rules ◀─ compare ◀─ decide ◀─ problems ◀─ claims ◀──────────┘
//! ```
//!
//! Modules stand in the order of their layers: a lower one never imports a higher one (a test keeps it so).

pub mod source;

pub mod diagnostic;

pub mod number;

pub mod syntax;

pub mod extract;

pub mod expr;

pub mod functions;

pub mod prose;

pub mod scope;

pub mod lower;

pub mod infer;

pub mod claims;

pub mod decide;

pub mod compare;

pub mod analysis;

pub mod verify;

pub mod table;

pub mod rules;

pub mod report;

pub mod testing;

#[cfg(feature = "cli")]
pub mod cli;
