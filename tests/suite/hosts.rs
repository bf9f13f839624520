//! The same page in every input format gives the same formulas, in the same order.

use std::fs;
use std::path::Path;

use mathlint::extract::{Host, extract};

const HOSTS: [(&str, Host); 5] = [
    ("md", Host::Markdown),
    ("tex", Host::Latex),
    ("ipynb", Host::Notebook),
    ("html", Host::Html),
    ("txt", Host::CopiedText),
];

fn sample(ending: &str) -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("formulas/hosts/sample").with_extension(ending);
    (path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
}

#[test]
fn every_host_gives_the_same_formulas() {
    let (path, text) = sample("md");
    let expected: Vec<String> = extract(&path, &text).formulas.into_iter().map(|formula| formula.tex).collect();
    assert_eq!(expected.len(), 10);
    for (ending, host) in HOSTS {
        let (path, text) = sample(ending);
        let document = extract(&path, &text);
        assert_eq!(document.host, host);
        let tex: Vec<&str> = document.formulas.iter().map(|formula| formula.tex.as_str()).collect();
        assert_eq!(tex, expected, "{ending}");
        assert!(document.diagnostics.is_empty(), "{ending}");
        let displays = document.formulas.iter().filter(|formula| formula.display).count();
        assert_eq!(displays, 2, "{ending}");
    }
}
