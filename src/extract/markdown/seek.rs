//! Looking for closing marks, once each: what was found or missed is remembered, so that a page of unclosed marks
//! takes linear time.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::lines::line_at;
use crate::extract::tex::environment_end;

/// A text that is searched from front to back.
#[derive(Debug)]
pub struct Seeker<'a> {
    pub text: &'a str,
    /// The quote marks of the line that is being read.
    pub quotes: usize,
    found: BTreeMap<&'static str, Option<usize>>,
    missed: Vec<String>,
    /// For quote depth and length of a `$$` fence: up to where none closes.
    hopeless: BTreeMap<(usize, usize), usize>,
    /// The paragraph that was asked for last.
    paragraph: Range<usize>,
}

impl<'a> Seeker<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, quotes: 0, found: BTreeMap::new(), missed: Vec::new(), hopeless: BTreeMap::new(), paragraph: 0..0 }
    }

    /// The first place of a mark at or after `at`; later calls must not go back.
    pub fn find(&mut self, at: usize, mark: &'static str) -> Option<usize> {
        match self.found.get(mark) {
            Some(None) => None,
            Some(Some(place)) if *place >= at => Some(*place),
            _ => {
                let place = self.text.get(at..).and_then(|rest| rest.find(mark)).map(|place| at + place);
                self.found.insert(mark, place);
                place
            }
        }
    }

    /// Where the environment ends whose body starts at `at`.
    pub fn environment(&mut self, at: usize, name: &str) -> Option<usize> {
        if self.missed.iter().any(|missed| missed == name) {
            return None;
        }
        let end = self.text.get(at..).and_then(|rest| environment_end(rest, name));
        if end.is_none() {
            self.missed.push(name.to_owned());
        }
        end.map(|end| at + end)
    }

    /// Where the paragraph ends that the line at `at` belongs to.
    pub fn paragraph_end(&mut self, at: usize) -> usize {
        if !(self.paragraph.start <= at && at < self.paragraph.end) {
            self.paragraph = at..paragraph_end(self.text, at);
        }
        self.paragraph.end
    }

    pub fn is_hopeless(&self, at: usize, quotes: usize, length: usize) -> bool {
        self.hopeless.get(&(quotes, length)).is_some_and(|end| at <= *end)
    }

    pub fn give_up(&mut self, at: usize, quotes: usize, length: usize) {
        self.hopeless.insert((quotes, length), at);
    }
}

fn paragraph_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while at < text.len() {
        let line = line_at(text, at);
        if text[line.range].trim().is_empty() {
            return at;
        }
        at = line.next;
    }
    text.len()
}
