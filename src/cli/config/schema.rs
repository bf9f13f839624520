//! The JSON Schema of the configuration, from the same rows that it is read by.

use serde_json::{Map, Value, json};

use super::{KEYS, Shape};
use crate::rules::{PRESETS, RULES};

/// schema: the JSON Schema (draft-07) of `mathlint.toml`, as text.
pub(in crate::cli) fn schema() -> String {
    let properties: Map<String, Value> = KEYS.iter().map(|key| (key.name.to_owned(), key_schema(key))).collect();
    let document = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "mathlint.toml",
        "description": "Configuration of mathlint",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn key_schema(key: &super::Key) -> Value {
    let mut schema = match key.shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Texts => texts(),
        Shape::Preset => json!({ "enum": PRESETS.iter().map(|preset| preset.name).collect::<Vec<_>>() }),
        Shape::Rules => json!({ "type": "array", "items": { "anyOf": [
            { "enum": RULES.iter().map(|rule| rule.name).chain(["all"]).collect::<Vec<_>>() },
            { "type": "string", "pattern": "\\*" },
        ]}}),
        Shape::Levels => levels(),
        Shape::Overrides => json!({ "type": "array", "items": {
            "type": "object",
            "properties": { "files": texts(), "rules": levels() },
            "required": ["files", "rules"],
            "additionalProperties": false,
        }}),
    };
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("description".into(), json!(key.about));
    }
    schema
}

fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

fn levels() -> Value {
    let level = json!({ "enum": ["off", "info", "warning", "error"] });
    let rules: Map<String, Value> = RULES
        .iter()
        .map(|rule| {
            let mut schema = level.clone();
            if let Some(fields) = schema.as_object_mut() {
                fields.insert("description".into(), json!(rule.summary));
            }
            (rule.name.to_owned(), schema)
        })
        .collect();
    json!({
        "type": "object",
        "properties": rules,
        "patternProperties": { "\\*": level },
        "additionalProperties": false,
    })
}
