//! Shows how pages are taken apart: blocks with their kinds, words, formulas and comments.
//!
//! usage: page_blocks [--tex] PAGE…; with `--tex` the formulas only, one a line, line ends as `⏎`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for the terminal")]

use mathlint::extract::{Block, Document, Inline, extract};
use mathlint::source::SourceFile;

fn main() {
    let (flags, pages): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    for page in pages {
        let file = SourceFile::new(page.clone(), std::fs::read_to_string(&page).unwrap());
        let document = extract(&page, &file.text);
        if flags.iter().any(|flag| flag == "--tex") {
            document.formulas.iter().for_each(|formula| println!("{}", formula.tex.replace('\n', "⏎")));
        } else {
            show(&file, &document);
        }
    }
}

fn show(file: &SourceFile, document: &Document) {
    println!("{} ({:?})", file.path, document.host);
    for (index, block) in document.blocks.iter().enumerate() {
        let line = file.position(block.span.start).line;
        let around = block.enclosing.as_deref().map_or(String::new(), |name| format!(" in {name}"));
        println!("{index} line {line} {:?}{around} under {:?}: {}", block.kind, block.heading, words(document, block));
    }
    for comment in &document.comments {
        println!("comment {:?} alone {} after {} formulas", comment.text, comment.alone, comment.formulas_before);
    }
    for source in &document.macros {
        println!("macros {}", source.tex);
    }
    for diagnostic in &document.diagnostics {
        println!(
            "line {} {}: {}",
            file.position(diagnostic.place.span.start).line,
            diagnostic.rule,
            diagnostic.message
        );
    }
}

fn words(document: &Document, block: &Block) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Formula(index) => format!("⟨{}⟩", document.formulas[*index].tex.replace('\n', "⏎")),
        Inline::Code { text, .. } => format!("`{text}`"),
        Inline::Emphasis { strong, .. } => if *strong { "**" } else { "*" }.to_owned(),
        Inline::Reference { target, .. } => format!("→{target}"),
    };
    block.inlines.iter().map(word).collect()
}
