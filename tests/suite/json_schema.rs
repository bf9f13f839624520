//! As much of JSON Schema (draft-07) as the schemas in the tests use.

use serde_json::Value;

/// What of a value does not meet a schema, each with its path.
pub fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    for (keyword, rule) in rules {
        let wrong = match keyword.as_str() {
            "$ref" => {
                let target = rule.as_str().and_then(|target| root.pointer(target.strip_prefix('#')?));
                check(root, target.unwrap_or_else(|| panic!("no {rule}")), value, path, found);
                false
            }
            "type" => !is(rule, value),
            "enum" => !rule.as_array().unwrap().contains(value),
            "required" => rule.as_array().unwrap().iter().any(|name| value.get(name.as_str().unwrap()).is_none()),
            "minimum" => value.as_f64().is_some_and(|number| number < rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_some_and(|number| number > rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_some_and(|items| (items.len() as u64) < rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_some_and(|items| (items.len() as u64) > rule.as_u64().unwrap()),
            "uniqueItems" => value.as_array().is_some_and(|items| {
                rule == &Value::Bool(true) && items.iter().enumerate().any(|(at, item)| items[..at].contains(item))
            }),
            "anyOf" => !rule.as_array().unwrap().iter().any(|one| meets(root, one, value)),
            "oneOf" => rule.as_array().unwrap().iter().filter(|one| meets(root, one, value)).count() != 1,
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{path}[{at}]"), found);
                }
                false
            }
            "properties" => {
                properties(root, rules, value, path, found);
                false
            }
            // Notes for people, and forms that the values here do not take.
            "$schema"
            | "$id"
            | "title"
            | "description"
            | "default"
            | "format"
            | "pattern"
            | "definitions"
            | "additionalProperties"
            | "patternProperties" => false,
            other => panic!("the keyword {other} is not known here"),
        };
        if wrong {
            found.push(format!("{path}: {keyword} {rule}"));
        }
    }
}

fn meets(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut found = Vec::new();
    check(root, schema, value, "$", &mut found);
    found.is_empty()
}

fn is(names: &Value, value: &Value) -> bool {
    let names: Vec<&str> = match names {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    };
    names.iter().any(|name| match *name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("the type {other} is not known here"),
    })
}

fn properties(
    root: &Value,
    rules: &serde_json::Map<String, Value>,
    value: &Value,
    path: &str,
    found: &mut Vec<String>,
) {
    for (name, own) in value.as_object().into_iter().flatten() {
        let below = format!("{path}.{name}");
        if let Some(rule) = rules["properties"].get(name) {
            check(root, rule, own, &below, found);
        } else if let Some(patterns) = rules.get("patternProperties").filter(|_| name.contains('*')) {
            patterns.as_object().unwrap().values().for_each(|rule| check(root, rule, own, &below, found));
        } else {
            match rules.get("additionalProperties") {
                Some(Value::Bool(false)) => found.push(format!("{below}: is not known")),
                Some(rule) => check(root, rule, own, &below, found),
                None => {}
            }
        }
    }
}
