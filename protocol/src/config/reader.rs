//! From JSON to a configuration, with everything that is wrong on the way.

use serde_json::Value;

use super::json::{Kind, Node};
use super::near::near;
use super::problem::{Problem, What};
use super::secrets::has_credentials;
use super::{
    CONNECTION_KEYS, Config, ENVIRONMENTS, Given, LANGUAGES, LIMIT_KEYS, LOCK_AFTER_MINUTES, LONGEST_NAME,
    Limits, ROOT_KEYS, THRESHOLD_KEYS, Thresholds, is_slug, place,
};
use crate::origin::Origin;

pub(super) fn config(root: &Node) -> Result<Config, Vec<Problem>> {
    let mut reader = Reader { problems: Vec::new() };
    let config = reader.root(root);
    let mut problems = reader.problems;
    if problems.is_empty() {
        return Ok(config);
    }
    if problems.iter().any(|problem| problem.what == What::Secret) {
        problems.retain(|problem| problem.what == What::Secret);
    }
    problems.sort_by_key(|problem| problem.line);
    Err(problems)
}

struct Reader {
    problems: Vec<Problem>,
}

type Members<'a> = Vec<(&'static str, &'a Node)>;

impl Reader {
    fn complain(&mut self, node: &Node, what: What) {
        self.problems.push(Problem { line: node.line, key: node.path.clone(), what });
    }

    fn root(&mut self, root: &Node) -> Config {
        let mut config = Config::default();
        for (key, node) in self.object(root, ROOT_KEYS) {
            match key {
                "title" => config.title = self.name(node),
                "language" => config.language = self.one_of(node, LANGUAGES),
                "addConnections" => config.add_connections = self.flag(node),
                "readOnly" => config.read_only = self.flag(node),
                "lockAfterMinutes" => config.lock_after_minutes = self.minutes(node),
                "fileOrigins" => config.file_origins = self.origins(node),
                "thresholds" => config.thresholds = self.thresholds(node),
                "connections" => config.connections = self.connections(node),
                _ => {}
            }
        }
        config
    }

    /// The members that have a known key, each once.
    fn object<'a>(&mut self, node: &'a Node, keys: &'static [&'static str]) -> Members<'a> {
        let Kind::Object(members) = &node.kind else {
            self.complain(node, What::Object);
            return Vec::new();
        };
        let mut known: Members = Vec::new();
        for (name, value) in members {
            let Some(key) = keys.iter().find(|key| **key == name.as_str()) else {
                self.complain(value, What::Unknown(near(name, keys)));
                continue;
            };
            if known.iter().any(|(before, _)| before == key) {
                self.complain(value, What::Twice);
            } else {
                known.push((key, value));
            }
        }
        known
    }

    fn list<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        if let Kind::List(items) = &node.kind {
            return items;
        }
        self.complain(node, What::List);
        &[]
    }

    fn flag(&mut self, node: &Node) -> bool {
        if let Kind::One(Value::Bool(flag)) = &node.kind {
            return *flag;
        }
        self.complain(node, What::Flag);
        false
    }

    fn name(&mut self, node: &Node) -> Option<String> {
        let name = text(node).map(str::trim).filter(|name| {
            (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control)
        });
        if name.is_none() {
            self.complain(node, What::Text(LONGEST_NAME));
        }
        name.map(str::to_owned)
    }

    fn one_of(&mut self, node: &Node, choices: &'static [&'static str]) -> Option<&'static str> {
        let chosen = choices.iter().find(|choice| text(node) == Some(**choice)).copied();
        if chosen.is_none() {
            self.complain(node, What::OneOf(choices));
        }
        chosen
    }

    fn minutes(&mut self, node: &Node) -> Option<&'static str> {
        let written = match &node.kind {
            Kind::One(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let minutes = LOCK_AFTER_MINUTES.iter().find(|minutes| **minutes == written).copied();
        if minutes.is_none() {
            self.complain(node, What::OneOf(LOCK_AFTER_MINUTES));
        }
        minutes
    }

    fn origins(&mut self, node: &Node) -> Vec<Origin> {
        let mut origins = Vec::new();
        for item in self.list(node) {
            let origin = text(item).unwrap_or_default();
            if has_credentials(origin) {
                self.complain(item, What::Secret);
                continue;
            }
            match origin.parse() {
                Ok(origin) if origins.contains(&origin) => {}
                Ok(origin) => origins.push(origin),
                Err(error) => self.complain(item, What::NotAnOrigin(error)),
            }
        }
        origins
    }

    fn thresholds(&mut self, node: &Node) -> Thresholds {
        let mut thresholds = Thresholds::default();
        for (key, node) in self.object(node, THRESHOLD_KEYS) {
            match key {
                "diskUsablePercent" => self.limits(node, &mut thresholds.disk_usable, 100.0, 100.0),
                "memoryUsedPercent" => self.limits(node, &mut thresholds.heap_used, 100.0, 100.0),
                "loadPerCore" => self.limits(node, &mut thresholds.load_per_core, 1.0, 1_000.0),
                _ => self.limits(node, &mut thresholds.answer_ms, 1.0, 600_000.0),
            }
        }
        thresholds
    }

    /// The file has them in hundredths where `in_one` is 100. One that it leaves out stays what it is.
    fn limits(&mut self, node: &Node, limits: &mut Limits, in_one: f64, most: f64) {
        let critical_is_more = limits.critical > limits.attention;
        for (key, node) in self.object(node, LIMIT_KEYS) {
            let value = match &node.kind {
                Kind::One(Value::Number(number)) => {
                    number.as_f64().filter(|value| (0.0..=most).contains(value))
                }
                _ => None,
            };
            match value {
                None => self.complain(node, What::Number { least: 0.0, most }),
                Some(value) if key == "attention" => limits.attention = value / in_one,
                Some(value) => limits.critical = value / in_one,
            }
        }
        let (less, more) = if critical_is_more {
            (limits.attention, limits.critical)
        } else {
            (limits.critical, limits.attention)
        };
        if less > more {
            self.complain(node, What::Order { critical_is_more });
        }
    }

    fn connections(&mut self, node: &Node) -> Vec<Given> {
        let mut slugs: Vec<(String, u32)> = Vec::new();
        let mut connections = Vec::new();
        for item in self.list(node) {
            let mut given = Given {
                slug: String::new(),
                name: String::new(),
                address: String::new(),
                address_line: 0,
                // Where nobody said how dangerous it is.
                environment: "production",
                read_only: false,
                file_origins: Vec::new(),
            };
            let members = self.object(item, CONNECTION_KEYS);
            for key in ["slug", "address"] {
                if matches!(item.kind, Kind::Object(_)) && !members.iter().any(|(known, _)| *known == key) {
                    self.complain(item, What::Missing(key));
                }
            }
            for (key, node) in members {
                match key {
                    "slug" => given.slug = self.slug(node, &mut slugs),
                    "name" => given.name = self.name(node).unwrap_or_default(),
                    "address" => {
                        given.address = self.address(node);
                        given.address_line = node.line;
                    }
                    "environment" => {
                        given.environment = self.one_of(node, ENVIRONMENTS).unwrap_or(given.environment);
                    }
                    "readOnly" => given.read_only = self.flag(node),
                    _ => given.file_origins = self.origins(node),
                }
            }
            if given.name.is_empty() {
                given.name.clone_from(&given.slug);
            }
            connections.push(given);
        }
        connections
    }

    fn slug(&mut self, node: &Node, before: &mut Vec<(String, u32)>) -> String {
        let slug = text(node).filter(|slug| is_slug(slug)).unwrap_or_default();
        if slug.is_empty() {
            self.complain(node, What::Slug);
        } else if let Some((_, line)) = before.iter().find(|(known, _)| known == slug) {
            self.complain(node, What::SlugTaken(*line));
        } else {
            before.push((slug.to_owned(), node.line));
        }
        slug.to_owned()
    }

    fn address(&mut self, node: &Node) -> String {
        let address = text(node).unwrap_or_default();
        if let Err(what) = place::check(address) {
            self.complain(node, what);
        }
        address.to_owned()
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::One(Value::String(text)) => Some(text),
        _ => None,
    }
}
