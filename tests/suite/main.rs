//! One test binary: stages of the pipeline, each over the inputs in its folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
