//! One test binary: stages of the pipeline, each over the inputs in its folder.

mod layers;
