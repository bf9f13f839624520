//! The grammar of directives.

use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1, multispace0};
use nom::combinator::opt;
use nom::error::{ErrorKind, ParseError};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded};
use nom::{Err, IResult, Parser};

use super::{DOMAINS, DirectiveError, FACTS, Family, Ignore, Let, LetSort, SCOPES, Stmt, StmtKind};
use crate::expr::{Domain, Fact};
use crate::prose::Scope;
use crate::source::Span;

/// Where reading stopped and what was expected there.
#[derive(Debug)]
struct Failure<'a> {
    at: &'a str,
    expected: &'static str,
}

impl<'a> ParseError<&'a str> for Failure<'a> {
    fn from_error_kind(at: &'a str, _: ErrorKind) -> Self {
        Self { at, expected: "" }
    }
    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

type Parsed<'a, T> = IResult<&'a str, T, Failure<'a>>;

/// The deepest nesting of function sorts.
const DEPTH: usize = 8;

/// What a statement may begin with.
const KEYWORDS: [&str; 10] = ["let", "assume", "define", "macro", "ignore", "expect", "begin", "file", "table", "end"];

pub(super) fn body(text: &str) -> Result<Vec<Stmt>, DirectiveError> {
    let mut statements = Vec::new();
    for (start, piece) in pieces(text) {
        let lead = piece.len() - piece.trim_start().len();
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        let span = Span::new(start + lead, start + lead + piece.len());
        let kind = statement(piece).map_err(|failure| explain(piece, span, failure))?;
        statements.push(Stmt { kind, span });
    }
    if statements.is_empty() {
        let message = "the directive is empty: a statement such as `let x: R` is expected".to_owned();
        return Err(DirectiveError { span: Span::new(0, text.len()), message, suggestion: None });
    }
    Ok(statements)
}

/// The statements' texts: split at `;` and line ends outside of braces; `\;` is LaTeX.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut escaped) = (0, 0usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ';' | '\n' if depth == 0 => {
                pieces.extend(text.get(start..at).map(|piece| (start, piece)));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.extend(text.get(start..).map(|piece| (start, piece)));
    pieces
}

fn explain(piece: &str, span: Span, failure: Failure) -> DirectiveError {
    let at = piece.len().saturating_sub(failure.at.len());
    let found: String = failure.at.chars().take_while(|c| !c.is_whitespace()).take(24).collect();
    let found = if found.is_empty() { "the end".to_owned() } else { format!("`{found}`") };
    let word: String = failure.at.chars().take_while(|c| c.is_alphanumeric() || *c == '@').collect();
    let words: Vec<&str> = match failure.expected {
        STATEMENT => KEYWORDS.to_vec(),
        FACT => FACTS.iter().map(|(word, _)| *word).collect(),
        SCOPE => SCOPES.iter().map(|(word, _)| *word).collect(),
        _ => Vec::new(),
    };
    let near = words.into_iter().map(|known| (strsim::damerau_levenshtein(known, &word), known)).min();
    let start = span.start as usize + at;
    DirectiveError {
        span: Span::new(start, start + word.len().max(1).min(failure.at.len())),
        message: format!("{} expected, found {found}", failure.expected),
        suggestion: near.filter(|(distance, _)| *distance <= 2).map(|(_, known)| known.to_owned()),
    }
}

const STATEMENT: &str = "`let`, `assume`, `define`, `macro`, `ignore`, `expect`, `begin`, `file`, `table` or `end`";
const FACT: &str = "`positive`, `nonneg`, `integer`, `even`, `odd`, `symmetric`, `psd`, `spd`, `orthogonal` or `unit`";
const SCOPE: &str = "`book`, `chapter`, `page`, `section` or `next`";

fn fail<'a, T>(at: &'a str, expected: &'static str) -> Parsed<'a, T> {
    Err(Err::Failure(Failure { at, expected }))
}

/// The parser, or a failure that says what was expected.
fn must<'a, T>(parser: impl Fn(&'a str) -> Parsed<'a, T>, expected: &'static str) -> impl Fn(&'a str) -> Parsed<'a, T> {
    move |input| match parser(input) {
        Err(Err::Error(_)) => fail(input, expected),
        other => other,
    }
}

fn statement(piece: &str) -> Result<StmtKind, Failure<'_>> {
    let read = |input| {
        let (input, scope) = opt(scope).parse(input)?;
        let (input, _) = multispace0(input)?;
        let (rest, keyword) = must(word, STATEMENT)(input)?;
        let (rest, _) = multispace0(rest)?;
        match keyword {
            "let" => declaration(rest, scope),
            "assume" => tex_to_end(rest).map(|(rest, tex)| (rest, StmtKind::Assume { scope, tex })),
            "define" => tex_to_end(rest).map(|(rest, tex)| (rest, StmtKind::Define { scope, tex })),
            "macro" => macro_definition(rest, scope),
            _ if scope.is_some() => fail(input, "`let`, `assume`, `define` or `macro` behind a scope"),
            "ignore" => ignore(rest).map(|(rest, ignore)| (rest, StmtKind::Ignore(ignore))),
            "expect" => rules(rest).map(|(rest, rules)| (rest, StmtKind::Expect { rules })),
            "begin" => region(rest).map(|(rest, ignore)| (rest, StmtKind::Begin(ignore))),
            "file" => region(rest).map(|(rest, ignore)| (rest, StmtKind::File(ignore))),
            "table" => Ok(("", StmtKind::Table { pages: rest.split_whitespace().map(str::to_owned).collect() })),
            "end" if rest.trim() == "table" => Ok(("", StmtKind::EndTable)),
            "end" => Ok((rest, StmtKind::End)),
            _ => fail(input, STATEMENT),
        }
    };
    let parsed: Parsed<StmtKind> = read(piece);
    match parsed {
        Ok((rest, kind)) if rest.trim().is_empty() => Ok(kind),
        Ok((rest, _)) => Err(Failure { at: rest.trim_start(), expected: "the end of the statement" }),
        Err(Err::Error(failure) | Err::Failure(failure)) => Err(failure),
        Err(Err::Incomplete(_)) => Err(Failure { at: "", expected: STATEMENT }),
    }
}

fn word(input: &str) -> Parsed<'_, &str> {
    take_while1(|c: char| c.is_alphanumeric())(input)
}

fn blank_char<'a>(mark: char) -> impl Fn(&'a str) -> Parsed<'a, char> {
    move |input| delimited(multispace0, char(mark), multispace0).parse(input)
}

fn keyword<'a>(text: &'static str) -> impl Fn(&'a str) -> Parsed<'a, &'a str> {
    move |input| {
        let (rest, found) = preceded(multispace0, word).parse(input)?;
        if found == text { Ok((rest, found)) } else { Err(Err::Error(Failure { at: input, expected: "" })) }
    }
}

fn scope(input: &str) -> Parsed<'_, Scope> {
    let (input, _) = char('@')(input)?;
    let (rest, name) = must(word, SCOPE)(input)?;
    match SCOPES.iter().find(|(word, _)| *word == name) {
        Some((_, scope)) => Ok((rest, *scope)),
        None => fail(input, SCOPE),
    }
}

/// LaTeX up to one of the marks outside of brackets, or to a word between blanks; not empty.
fn tex<'a>(stops: &'static [char], stop_word: Option<&'static str>) -> impl Fn(&'a str) -> Parsed<'a, String> {
    move |input| {
        let (mut depth, mut escaped) = (0usize, false);
        let mut end = input.len();
        for (at, c) in input.char_indices() {
            let rest = input.get(at..).unwrap_or("");
            let word_here = stop_word
                .is_some_and(|word| rest.trim_start().starts_with(word) && rest.starts_with(char::is_whitespace))
                || (stop_word == Some("..") && rest.starts_with(".."));
            match c {
                _ if escaped => escaped = false,
                _ if depth == 0 && (stops.contains(&c) || word_here) => {
                    end = at;
                    break;
                }
                '\\' => escaped = true,
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let (text, rest) = input.split_at_checked(end).unwrap_or((input, ""));
        if text.trim().is_empty() || depth > 0 {
            return fail(input, "LaTeX with balanced brackets");
        }
        Ok((rest, text.trim().to_owned()))
    }
}

fn tex_to_end(input: &str) -> Parsed<'_, String> {
    tex(&[], None)(input)
}

fn declaration(input: &str, scope: Option<Scope>) -> Parsed<'_, StmtKind> {
    let (input, symbols) = separated_list1(blank_char(','), tex(&[',', ':'], None)).parse(input)?;
    let (input, _) = must(blank_char(':'), "`:` and a sort")(input)?;
    let (mut input, sort) = sort(input, 0)?;
    let mut facts = Vec::new();
    if sort == NOTHING
        && let Ok((rest, own)) = fact(input)
    {
        facts.push(own);
        input = rest;
    }
    while let Ok((rest, _)) = blank_char(',')(input) {
        let (rest, own) = must(fact, FACT)(rest)?;
        facts.push(own);
        input = rest;
    }
    let (input, family) = opt(family).parse(input)?;
    if sort == NOTHING && facts.is_empty() {
        return fail(input.trim_start(), "a domain (R, C, Q, Z, N, prob, simplex, dist), a shape or a fact");
    }
    Ok((input, StmtKind::Let(Let { scope, symbols, sort, facts, family })))
}

const NOTHING: LetSort = LetSort::Value { domain: None, shape: None, unit: None };

fn sort(input: &str, depth: usize) -> Parsed<'_, LetSort> {
    if depth > DEPTH {
        return fail(input, "a sort that is nested less deeply");
    }
    if let Ok((rest, _)) = keyword("fn")(input) {
        let nested = |input| sort(input, depth + 1);
        let list = separated_list1(blank_char(','), nested);
        let (rest, arguments) = delimited(blank_char('('), list, must(blank_char(')'), "`)`")).parse(rest)?;
        let arrow = |input| preceded(multispace0, tag("->")).parse(input);
        let (rest, _) = must(arrow, "`->` and the sort of the value")(rest)?;
        let (rest, result) = sort(rest, depth + 1)?;
        return Ok((rest, LetSort::Function { arguments, result: Box::new(result) }));
    }
    let (input, domain) = opt(domain).parse(input)?;
    let (input, shape) = opt(shape).parse(input)?;
    let (input, unit) = opt(unit).parse(input)?;
    Ok((input, LetSort::Value { domain, shape, unit }))
}

fn domain(input: &str) -> Parsed<'_, Domain> {
    let (rest, name) = preceded(multispace0, word).parse(input)?;
    match DOMAINS.iter().find(|(word, _)| *word == name) {
        Some((_, domain)) => Ok((rest, *domain)),
        None => Err(Err::Error(Failure { at: input, expected: "a domain" })),
    }
}

fn shape(input: &str) -> Parsed<'_, Vec<String>> {
    let (input, _) = blank_char('(')(input)?;
    if let Ok((rest, _)) = char::<&str, Failure>(')')(input) {
        return Ok((rest, Vec::new()));
    }
    let (input, sizes) = separated_list1(blank_char(','), tex(&[',', ')'], None)).parse(input)?;
    let (input, _) = must(|input| char(')')(input), "`)`")(input)?;
    Ok((input, sizes))
}

fn unit(input: &str) -> Parsed<'_, String> {
    let (input, _) = keyword("in")(input)?;
    let (input, _) = multispace0(input)?;
    let name = |input| take_while1(|c: char| c.is_alphanumeric() || "/^*·-_%".contains(c))(input);
    let (rest, unit) = must(name, "a unit")(input)?;
    Ok((rest, unit.to_owned()))
}

fn fact(input: &str) -> Parsed<'_, Fact> {
    let (start, _) = multispace0(input)?;
    let (rest, name) = word(start)?;
    match FACTS.iter().find(|(word, _)| *word == name) {
        Some((_, fact)) => Ok((rest, *fact)),
        None => Err(Err::Error(Failure { at: start, expected: FACT })),
    }
}

fn family(input: &str) -> Parsed<'_, Family> {
    let (input, _) = keyword("for")(input)?;
    let (input, index) = tex(&[], Some("in "))(input)?;
    let (input, _) = must(keyword("in"), "`in` and a range `1..n`")(input)?;
    let (input, first) = tex(&[], Some(".."))(input)?;
    let dots = |input| preceded(multispace0, tag("..")).parse(input);
    let (input, _) = must(dots, "`..`")(input)?;
    let (input, last) = tex_to_end(input)?;
    Ok((input, Family { index, first, last }))
}

fn macro_definition(input: &str, scope: Option<Scope>) -> Parsed<'_, StmtKind> {
    let backslash = |input| char('\\')(input);
    let (input, _) = must(backslash, "`\\` and the macro's name")(input)?;
    let name = |input| take_while1(|c: char| c.is_ascii_alphabetic())(input);
    let (input, name) = must(name, "the macro's name in letters")(input)?;
    let (input, arguments) = opt(delimited(blank_char('['), digit1, blank_char(']'))).parse(input)?;
    let arguments = match arguments.map(str::parse::<u8>) {
        None => None,
        Some(Ok(count @ 0..=9)) => Some(count),
        Some(_) => return fail(input, "at most 9 arguments"),
    };
    let (input, _) = must(blank_char('{'), "`{` and the macro's body")(input)?;
    match input.trim_end().strip_suffix('}') {
        Some(body) => {
            Ok(("", StmtKind::Macro { scope, name: name.to_owned(), arguments, body: body.trim().to_owned() }))
        }
        None => fail("", "`}` at the end of the macro's body"),
    }
}

fn rule(input: &str) -> Parsed<'_, String> {
    let name = |input| take_while1(|c: char| c.is_ascii_alphanumeric() || c == '-')(input);
    must(name, "the name of a rule")(input).map(|(rest, name)| (rest, name.to_owned()))
}

fn rules(input: &str) -> Parsed<'_, Vec<String>> {
    let (input, _) = must(blank_char('['), "`[` and the names of rules")(input)?;
    let (input, rules) = separated_list1(blank_char(','), rule).parse(input)?;
    let (input, _) = must(blank_char(']'), "`,` or `]`")(input)?;
    Ok((input, rules))
}

fn ignore(input: &str) -> Parsed<'_, Ignore> {
    let (input, rules) = rules(input)?;
    let reason = input.trim();
    if reason.is_empty() {
        return fail(input, "a reason");
    }
    Ok(("", Ignore { rules, reason: reason.to_owned() }))
}

fn region(input: &str) -> Parsed<'_, Ignore> {
    let (input, _) = must(keyword("ignore"), "`ignore[…]`")(input)?;
    ignore(input)
}
