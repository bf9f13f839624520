//! Definitions of one thing across pages, compared by value.
