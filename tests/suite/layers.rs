//! Lower layers never import higher ones.

use std::fs;
use std::path::{Path, PathBuf};

const LAYERS: [&str; 19] = [
    "source",
    "diagnostic",
    "number",
    "syntax",
    "extract",
    "expr",
    "functions",
    "prose",
    "scope",
    "lower",
    "infer",
    "claims",
    "decide",
    "compare",
    "table",
    "rules",
    "report",
    "cli",
    "main",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn lower_layers_never_import_higher_ones() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for (level, layer) in LAYERS.iter().enumerate().take(LAYERS.len() - 1) {
        let mut files = Vec::new();
        rust_files(&source.join(layer), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
                for (_, rest) in line.match_indices("crate::").map(|(at, mark)| line.split_at(at + mark.len())) {
                    let used: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                    if let Some(other) = LAYERS.iter().position(|name| *name == used) {
                        assert!(
                            other <= level,
                            "{}:{}: {layer} uses the higher layer {used}",
                            file.display(),
                            number + 1
                        );
                        checked += 1;
                    }
                }
            }
        }
    }
    assert!(checked > 10, "only {checked} imports were seen: has the test lost its way?");
}
