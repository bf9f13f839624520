//! Statements as text.

use std::fmt;

use super::{DOMAINS, FACTS, Ignore, Let, LetSort, SCOPES, StmtKind};
use crate::prose::Scope;

/// The word of a value in one of the word tables.
fn word<T: PartialEq>(table: &'static [(&'static str, T)], value: &T) -> &'static str {
    table.iter().find(|(_, own)| own == value).map_or("", |(word, _)| word)
}

fn at(scope: Option<Scope>) -> String {
    scope.map_or(String::new(), |scope| format!("@{} ", word(SCOPES, &scope)))
}

impl fmt::Display for StmtKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Let(declaration) => declaration.fmt(f),
            Self::Assume { scope, tex } => write!(f, "{}assume {tex}", at(*scope)),
            Self::Define { scope, tex } => write!(f, "{}define {tex}", at(*scope)),
            Self::Macro { scope, name, arguments, body } => {
                let arguments = arguments.map_or(String::new(), |count| format!("[{count}]"));
                write!(f, "{}macro \\{name}{arguments}{{{body}}}", at(*scope))
            }
            Self::Ignore(ignore) => ignore.fmt(f),
            Self::Expect { rules } => write!(f, "expect[{}]", rules.join(", ")),
            Self::Begin(ignore) => write!(f, "begin {ignore}"),
            Self::File(ignore) => write!(f, "file {ignore}"),
            Self::Table { pages } if pages.is_empty() => f.write_str("table"),
            Self::Table { pages } => write!(f, "table {}", pages.join(" ")),
            Self::EndTable => f.write_str("end table"),
            Self::End => f.write_str("end"),
        }
    }
}

impl fmt::Display for Ignore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ignore[{}] {}", self.rules.join(", "), self.reason)
    }
}

impl fmt::Display for Let {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}let {}:", at(self.scope), self.symbols.join(", "))?;
        let sort = self.sort.to_string();
        let facts = self.facts.iter().map(|fact| word(FACTS, fact).to_owned());
        let parts: Vec<String> = Some(sort).filter(|sort| !sort.is_empty()).into_iter().chain(facts).collect();
        write!(f, " {}", parts.join(", "))?;
        match &self.family {
            Some(family) => write!(f, " for {} in {}..{}", family.index, family.first, family.last),
            None => Ok(()),
        }
    }
}

impl fmt::Display for LetSort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function { arguments, result } => {
                let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
                write!(f, "fn({}) -> {result}", arguments.join(", "))
            }
            Self::Value { domain, shape, unit } => {
                let domain = domain.map(|domain| word(DOMAINS, &domain).to_owned());
                let shape = shape.as_ref().map(|sizes| format!("({})", sizes.join(", ")));
                let unit = unit.as_ref().map(|unit| format!("in {unit}"));
                let parts: Vec<String> = [domain, shape, unit].into_iter().flatten().collect();
                f.write_str(&parts.join(" "))
            }
        }
    }
}
