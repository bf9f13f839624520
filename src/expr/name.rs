//! Names as large units.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A name: base letter, font, accents, primes, stars and textual label, written in one canonical LaTeX spelling.
///
/// `x`, `\alpha`, `\mathbf{W}`, `\mathcal{L}`, `\hat{\mathbf{y}}`, `d_{\text{model}}`, `\theta^{*}`, `x'`,
/// `W^{Q}` (a letter label that was shown to be one), `\text{softmax}`; a lower label of one token has no braces
/// (`d_h`), an upper one always has. Font classes are merged before:
/// `\boldsymbol`, `\bm`, `\pmb` are `\mathbf`; `\mathrm`, `\textrm`, `\rm`, `\operatorname` are `\text`;
/// a lone letter or Greek command has no font. An index or an argument is not part of a name.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Name {
    /// The canonical spelling, as LaTeX.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}
impl From<String> for Name {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}
impl From<&Name> for Name {
    fn from(name: &Name) -> Self {
        name.clone()
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}
impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
