//! JSON with the line of each value. `serde_json`, which reads each text and number here too, does not tell where a value
//! stood, and takes a key that is there twice.

use serde_json::Value;

use super::problem::{Problem, Syntax, What};

/// A file of ours is not half as deep, and nobody's stack ends.
const DEEPEST: u32 = 8;

#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: u32,
    /// `connections[0].slug`
    pub(super) path: String,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// A text, a number, `true`, `false` or `null`.
    One(Value),
    List(Vec<Node>),
    /// In their order; a key may be there twice. A value's line is its key's.
    Object(Vec<(String, Node)>),
}

pub(super) fn parse(text: &str) -> Result<Node, Problem> {
    let mut parser = Parser { text, at: 0, line: 1, path: String::new() };
    let root = parser.value(0).and_then(|root| {
        parser.blanks();
        if parser.peek().is_none() { Ok(root) } else { Err(Syntax::MoreAfterEnd) }
    });
    root.map_err(|error| {
        let rest = parser.rest();
        let is_comment = rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#');
        let syntax = if is_comment { Syntax::Comment } else { error };
        Problem { line: parser.line, key: parser.path, what: What::Syntax(syntax) }
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// Of what is being read.
    path: String,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek() {
            self.line += u32::from(byte == b'\n');
            self.at += 1;
        }
    }

    /// The next that is no blank, which is also taken if it is this one.
    fn take(&mut self, byte: u8) -> bool {
        self.blanks();
        let is_it = self.peek() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    fn value(&mut self, depth: u32) -> Result<Node, Syntax> {
        if depth > DEEPEST {
            return Err(Syntax::TooDeep);
        }
        self.blanks();
        let (line, path) = (self.line, self.path.clone());
        let kind = if self.take(b'{') {
            Kind::Object(self.members(depth)?)
        } else if self.take(b'[') {
            Kind::List(self.items(depth)?)
        } else if self.peek() == Some(b'"') {
            Kind::One(Value::String(self.string()?))
        } else {
            let ends = [',', ']', '}', ':', '"', '{', '[', ' ', '\t', '\r', '\n'];
            let length = self.rest().find(ends).unwrap_or(self.rest().len());
            let value = serde_json::from_str(&self.rest()[..length]).map_err(|_| Syntax::Value)?;
            self.at += length;
            Kind::One(value)
        };
        Ok(Node { line, path, kind })
    }

    fn members(&mut self, depth: u32) -> Result<Vec<(String, Node)>, Syntax> {
        let mut members = Vec::new();
        if self.take(b'}') {
            return Ok(members);
        }
        let above = self.path.len();
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                let is_trailing = self.peek() == Some(b'}');
                return Err(if is_trailing { Syntax::TrailingComma } else { Syntax::Key });
            }
            let line = self.line;
            let key = self.string()?;
            if above > 0 {
                self.path.push('.');
            }
            self.path.push_str(&key);
            if !self.take(b':') {
                return Err(Syntax::Colon);
            }
            let value = self.value(depth + 1)?;
            self.path.truncate(above);
            members.push((key, Node { line, ..value }));
            if self.take(b'}') {
                return Ok(members);
            }
            if !self.take(b',') {
                return Err(Syntax::CommaOrEnd);
            }
        }
    }

    fn items(&mut self, depth: u32) -> Result<Vec<Node>, Syntax> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(items);
        }
        let above = self.path.len();
        loop {
            self.blanks();
            if self.peek() == Some(b']') {
                return Err(Syntax::TrailingComma);
            }
            self.path.push_str(&format!("[{}]", items.len()));
            items.push(self.value(depth + 1)?);
            self.path.truncate(above);
            if self.take(b']') {
                return Ok(items);
            }
            if !self.take(b',') {
                return Err(Syntax::CommaOrEnd);
            }
        }
    }

    /// From its first quote on.
    fn string(&mut self) -> Result<String, Syntax> {
        let length = string_length(self.rest()).ok_or(Syntax::Text)?;
        match serde_json::from_str(&self.rest()[..length]) {
            Ok(Value::String(text)) => {
                self.at += length;
                Ok(text)
            }
            _ => Err(Syntax::Text),
        }
    }
}

/// Bytes of the string at the beginning of a text, with its quotes; `None` where it has no end on its line.
pub(super) fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return None,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
