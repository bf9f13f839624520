//! `rule`: a rule's page, or the list of rules.

use super::arguments::Rule;
use super::{Exit, Failure, config, print};
use crate::rules::{self, RULES};

pub(super) fn run(command: &Rule) -> Result<Exit, Failure> {
    let Some(name) = &command.name else {
        let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        let lines = RULES.iter().map(|rule| format!("{:width$}  {}\n", rule.name, rule.summary));
        print(&lines.collect::<String>())?;
        return Ok(Exit::Clean);
    };
    let Some(rule) = rules::find(name) else {
        let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        return Err(Failure::Message(format!("unknown rule `{name}`{}", config::suggestion(name, &names))));
    };
    print(rule.page)?;
    Ok(Exit::Clean)
}
