//! The cache: verdicts by problem, kept from run to run in the user's cache folder.
//!
//! Safe to delete. Keys hold the program itself, so that another build never reads what this one decided. A line that
//! cannot be read is decided anew; files are replaced whole, so runs at the same time cannot tear them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::stored;
use crate::analysis::Memory;
use crate::decide::{Grade, Outcome, Verdict, Witness};
use crate::report::reasons::REASONS;

/// Verdicts that a file keeps; beyond it, those go that the last run had no use for.
const MOST: usize = 50_000;

/// A verdict as it is stored.
#[derive(Clone, Serialize, Deserialize)]
struct Stored {
    outcome: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<String>,
    #[serde(default)]
    points: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    witness: Option<StoredWitness>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    proof: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct StoredWitness {
    values: Vec<(String, String)>,
    left: String,
    right: String,
    recompute: Option<String>,
}

/// The verdicts of earlier runs and of this one.
pub(super) struct Cache {
    file: PathBuf,
    before: BTreeMap<String, Stored>,
    /// What this run used or decided.
    used: Mutex<BTreeMap<String, Stored>>,
}

impl Cache {
    /// The cache of a book in a folder for caches; none where no such folder is known.
    pub(super) fn open(folder: Option<&Path>, book: &Path) -> Option<Self> {
        let folder = folder.map(Path::to_path_buf).or_else(usual_folder)?;
        let program = fs::read(std::env::current_exe().ok()?).ok()?;
        let program = short(&blake3::hash(&program));
        let book = book.canonicalize().unwrap_or_else(|_| book.to_path_buf());
        let name = short(&blake3::hash(book.to_string_lossy().as_bytes()));
        let file = folder.join(program).join(format!("{name}.jsonl"));
        let before = fs::read_to_string(&file).map(|text| text.lines().filter_map(line).collect()).unwrap_or_default();
        Some(Self { file, before, used: Mutex::default() })
    }

    /// Writes what is worth keeping. A cache that cannot be written is no reason to fail.
    pub(super) fn close(self) {
        let used = self.used.into_inner().unwrap_or_default();
        if used.keys().all(|key| self.before.contains_key(key)) {
            return;
        }
        let mut all = self.before;
        if all.len() + used.len() > MOST {
            all.clear();
        }
        all.extend(used);
        let mut text = String::new();
        for (key, verdict) in &all {
            let _ = writeln!(text, "{key} {}", serde_json::to_string(verdict).unwrap_or_default());
        }
        if let Some(folder) = self.file.parent()
            && fs::create_dir_all(folder).is_ok()
        {
            let _ = stored::write(&self.file, &text);
        }
    }
}

impl Memory for Cache {
    fn recall(&self, key: &str) -> Option<Verdict> {
        let stored = self.before.get(key)?;
        let verdict = verdict(stored)?;
        if let Ok(mut used) = self.used.lock() {
            used.insert(key.to_owned(), stored.clone());
        }
        Some(verdict)
    }

    fn keep(&self, key: &str, verdict: &Verdict) {
        // A repair holds expressions: what has one is rare, and decided anew.
        let Some(stored) = stored_form(verdict) else { return };
        if let Ok(mut used) = self.used.lock() {
            used.insert(key.to_owned(), stored);
        }
    }
}

fn short(hash: &blake3::Hash) -> String {
    hash.to_hex().chars().take(24).collect()
}

/// `MATHLINT_CACHE_DIR`, else the user's cache folder.
fn usual_folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let usual =
        || named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")).or_else(|| Some(named("HOME")?.join(".cache")));
    named("MATHLINT_CACHE_DIR").or_else(|| Some(usual()?.join("mathlint")))
}

fn line(line: &str) -> Option<(String, Stored)> {
    let (key, verdict) = line.split_once(' ')?;
    Some((key.to_owned(), serde_json::from_str(verdict).ok()?))
}

const GRADES: [Grade; 3] = [Grade::Proved, Grade::Enclosed, Grade::Sampled];

fn stored_form(verdict: &Verdict) -> Option<Stored> {
    let outcome = match verdict.outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::Trivial => "trivial",
        Outcome::Undecided(reason) => reason.as_str(),
    };
    let witness = verdict.witness.as_ref().map(|witness| StoredWitness {
        values: witness.values.clone(),
        left: witness.left.clone(),
        right: witness.right.clone(),
        recompute: witness.recompute.clone(),
    });
    verdict.repair.is_none().then(|| Stored {
        outcome: outcome.to_owned(),
        grade: verdict.grade.map(|grade| grade.as_str().to_owned()),
        points: verdict.points,
        witness,
        proof: verdict.proof.clone(),
        note: verdict.note.clone(),
    })
}

fn verdict(stored: &Stored) -> Option<Verdict> {
    let outcome = match stored.outcome.as_str() {
        "holds" => Outcome::Holds,
        "fails" => Outcome::Fails,
        "trivial" => Outcome::Trivial,
        word => Outcome::Undecided(REASONS.iter().find(|row| row.reason.as_str() == word)?.reason),
    };
    let grade = match &stored.grade {
        None => None,
        Some(word) => Some(*GRADES.iter().find(|grade| grade.as_str() == word)?),
    };
    let witness = stored.witness.clone().map(|witness| Witness {
        values: witness.values,
        left: witness.left,
        right: witness.right,
        recompute: witness.recompute,
    });
    let (points, proof, note) = (stored.points, stored.proof.clone(), stored.note.clone());
    Some(Verdict { outcome, grade, points, witness, proof, repair: None, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_comes_back_as_it_was() {
        for row in REASONS {
            let verdict_before = Verdict::undecided(row.reason, "why");
            let text = format!("key {}", serde_json::to_string(&stored_form(&verdict_before).unwrap()).unwrap());
            let (key, stored) = line(&text).unwrap();
            assert_eq!((key.as_str(), verdict(&stored)), ("key", Some(verdict_before)));
        }
        let fails = Verdict {
            grade: Some(Grade::Enclosed),
            points: 16,
            witness: Some(Witness {
                values: vec![("x".into(), "\\frac{1}{2}".into())],
                left: "1".into(),
                right: "2".into(),
                recompute: None,
            }),
            ..Verdict::bare(Outcome::Fails)
        };
        assert_eq!(verdict(&stored_form(&fails).unwrap()), Some(fails));
        assert!(line("torn").is_none() && line("key {\"outcome\":").is_none());
    }
}
