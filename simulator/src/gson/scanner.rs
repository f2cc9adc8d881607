//! The characters of a body, one at a time, with the line and column that Gson would give them.

use super::{Exception, Kind};

/// Java counts a text, and so a column, in UTF-16 units.
pub(super) struct Scanner {
    units: Vec<u16>,
    at: usize,
    line: usize,
    line_start: usize,
}

/// A unit as ASCII; everything else is of no meaning to the grammar.
const NOT_ASCII: char = '\u{80}';

impl Scanner {
    pub(super) fn new(text: &str) -> Self {
        let units: Vec<u16> = text.encode_utf16().collect();
        // Gson steps over a byte order mark and starts counting behind it.
        let start = usize::from(units.first() == Some(&0xfeff));
        Self { units, at: start, line: 0, line_start: start }
    }

    /// Where Gson says it is: behind what it took last.
    pub(super) fn location(&self) -> String {
        format!("line {} column {}", self.line + 1, self.at - self.line_start + 1)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<char> {
        let unit = *self.units.get(self.at + ahead)?;
        Some(u8::try_from(unit).ok().filter(u8::is_ascii).map_or(NOT_ASCII, char::from))
    }

    pub(super) fn take(&mut self) -> Option<char> {
        let taken = self.peek()?;
        self.at += 1;
        if taken == '\n' {
            self.line += 1;
            self.line_start = self.at;
        }
        Some(taken)
    }

    /// Steps over what was peeked, if anything.
    pub(super) fn skip(&mut self) {
        self.take();
    }

    /// The next character that is neither white space nor in a comment, not taken yet.
    pub(super) fn next_meaningful(&mut self) -> Result<Option<char>, Kind> {
        loop {
            match (self.peek(), self.peek_at(1)) {
                (Some(' ' | '\n' | '\r' | '\t'), _) => self.skip(),
                (Some('#'), _) | (Some('/'), Some('/')) => self.line_comment(),
                (Some('/'), Some('*')) => self.block_comment()?,
                (next, _) => return Ok(next),
            }
        }
    }

    fn line_comment(&mut self) {
        while let Some(taken) = self.take() {
            if matches!(taken, '\n' | '\r') {
                return;
            }
        }
    }

    fn block_comment(&mut self) -> Result<(), Kind> {
        self.skip();
        self.skip();
        while self.peek().is_some() {
            if (self.peek(), self.peek_at(1)) == (Some('*'), Some('/')) {
                self.skip();
                self.skip();
                return Ok(());
            }
            self.skip();
        }
        Err(Kind::Malformed)
    }

    /// The run of characters that could be a literal: a keyword, a number or an unquoted string.
    pub(super) fn literal(&self) -> String {
        let rest = self.units.get(self.at..).unwrap_or_default();
        let length = (0..rest.len())
            .find(|ahead| self.peek_at(*ahead).is_some_and(|next| "/\\;#={}[]:, \t\u{c}\r\n".contains(next)))
            .unwrap_or(rest.len());
        java_string(rest.get(..length).unwrap_or_default())
    }

    /// Steps over a literal that was just looked at.
    pub(super) fn skip_literal(&mut self, literal: &str) {
        self.at = (self.at + literal.encode_utf16().count()).min(self.units.len());
    }

    /// The inside of a string whose opening quote is taken.
    pub(super) fn quoted(&mut self, quote: char) -> Result<String, Exception> {
        let mut inside = Vec::new();
        loop {
            let unit = self.units.get(self.at).copied();
            match (self.take(), unit) {
                (None, _) | (_, None) => return Err(Exception::new(Kind::Malformed, "Unterminated string")),
                (Some(end), _) if end == quote => return Ok(java_string(&inside)),
                (Some('\\'), _) => inside.push(self.escaped()?),
                (Some(_), Some(unit)) => inside.push(unit),
            }
        }
    }

    fn escaped(&mut self) -> Result<u16, Exception> {
        let unterminated = || Exception::new(Kind::Malformed, "Unterminated escape sequence");
        Ok(match self.take().ok_or_else(unterminated)? {
            'u' => {
                let digits = self.units.get(self.at..self.at + 4).ok_or_else(unterminated)?;
                let digits = java_string(digits);
                let only_digits = digits.chars().all(|digit| digit.is_ascii_hexdigit());
                let unit = u16::from_str_radix(&digits, 16).ok().filter(|_| only_digits);
                let unit = unit.ok_or_else(|| Exception::new(Kind::Escape, format!("\\u{digits}")))?;
                self.at += 4;
                unit
            }
            't' => 9,
            'b' => 8,
            'n' => 10,
            'r' => 13,
            'f' => 12,
            same @ ('\n' | '\'' | '"' | '\\' | '/') => u16::from(u8::try_from(same).unwrap_or_default()),
            _ => return Err(Exception::new(Kind::Malformed, "Invalid escape sequence")),
        })
    }
}

/// Half a surrogate pair is no text; Java writes it as a question mark.
fn java_string(units: &[u16]) -> String {
    char::decode_utf16(units.iter().copied()).map(|decoded| decoded.unwrap_or('?')).collect()
}
