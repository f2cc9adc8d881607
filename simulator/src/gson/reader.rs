//! Gson's streaming reader: typed values, the path to where it is, and its words for what it did not expect.

use super::scanner::Scanner;
use super::token::Token;
use super::{Exception, Fields, Kind};

pub(crate) struct Reader {
    pub(super) scanner: Scanner,
    pub(super) frames: Vec<Frame>,
    peeked: Option<Token>,
    /// Gson stops being lenient once the value is whole.
    pub(super) strict: bool,
}

pub(super) struct Frame {
    pub(super) array: bool,
    /// Nothing was read inside yet.
    pub(super) fresh: bool,
    /// An object's name was read and its value was not.
    pub(super) dangling: bool,
    pub(super) name: Option<String>,
    index: usize,
}

impl Reader {
    pub(super) fn new(body: &str) -> Self {
        Self { scanner: Scanner::new(body), frames: Vec::new(), peeked: None, strict: false }
    }

    /// Nothing but white space and comments.
    pub(super) fn is_empty(&mut self) -> bool {
        matches!(self.scanner.next_meaningful(), Ok(None))
    }

    /// Takes a `null`, if one is next.
    pub(super) fn null(&mut self) -> Result<bool, Exception> {
        let is_null = self.peek()? == Token::Null;
        if is_null {
            self.took_value();
        }
        Ok(is_null)
    }

    /// Reads an object field by field.
    pub(super) fn object<T: Fields>(&mut self) -> Result<T, Exception> {
        let mut object = T::default();
        match self.peek()? {
            Token::BeginObject => self.open(false),
            other => return Err(self.unexpected("Expected BEGIN_OBJECT", &other)),
        }
        loop {
            match self.peek()? {
                Token::EndObject => break,
                Token::Name(name) => {
                    self.peeked = None;
                    object.field(&name, self)?;
                }
                other => return Err(self.unexpected("Expected a name", &other)),
            }
        }
        self.close();
        Ok(object)
    }

    /// Reads a Java `int`; `None` for `null`. Takes what has no fraction, quoted or not.
    pub(crate) fn int(&mut self) -> Result<Option<i32>, Exception> {
        let text = match self.peek()? {
            Token::Null => {
                self.took_value();
                return Ok(None);
            }
            Token::Long(number) => match i32::try_from(number) {
                Ok(int) => {
                    self.took_value();
                    return Ok(Some(int));
                }
                Err(_) => {
                    return Err(self.complain(Kind::Number, &format!("Expected an int but was {number}")));
                }
            },
            token @ (Token::Number(_) | Token::Quoted(_) | Token::Unquoted(_)) => {
                self.string(token).map_err(|error| match error.kind {
                    Kind::Escape => error.kind(Kind::Number),
                    _ => error,
                })?
            }
            other => return Err(self.unexpected("Expected an int", &other)),
        };
        if let Ok(int) = text.parse() {
            self.took_value();
            return Ok(Some(int));
        }
        if text.is_empty() {
            return Err(Exception::new(Kind::Number, "empty String"));
        }
        let double: f64 = text
            .parse()
            .map_err(|_| Exception::new(Kind::Number, format!("For input string: \"{text}\"")))?;
        // Whole and in range, or no int; printing without a fraction keeps every digit of such a number.
        match format!("{double:.0}").parse() {
            Ok(int) if f64::from(int) == double => {
                self.took_value();
                Ok(Some(int))
            }
            _ => Err(self.complain(Kind::Number, &format!("Expected an int but was {text}"))),
        }
    }

    /// Reads a Java `String`; `None` for `null`. Takes numbers and booleans as they are written.
    pub(crate) fn text(&mut self) -> Result<Option<String>, Exception> {
        let text = match self.peek()? {
            Token::Null => None,
            Token::Boolean(boolean) => Some(boolean.to_string()),
            Token::Long(number) => Some(number.to_string()),
            token @ (Token::Number(_) | Token::Quoted(_) | Token::Unquoted(_)) => Some(self.string(token)?),
            other => return Err(self.unexpected("Expected a string", &other)),
        };
        self.took_value();
        Ok(text)
    }

    /// Reads a Java `List<String>`, its nulls left out; `None` for `null`.
    pub(crate) fn texts(&mut self) -> Result<Option<Vec<String>>, Exception> {
        match self.peek()? {
            Token::Null => {
                self.took_value();
                return Ok(None);
            }
            Token::BeginArray => self.open(true),
            other => return Err(self.unexpected("Expected BEGIN_ARRAY", &other)),
        }
        let mut texts = Vec::new();
        while self.peek()? != Token::EndArray {
            texts.extend(self.text()?);
        }
        self.close();
        Ok(Some(texts))
    }

    /// Steps over a value of any kind, without recursion.
    pub(crate) fn skip(&mut self) -> Result<(), Exception> {
        let depth = self.frames.len();
        loop {
            match self.peek()? {
                Token::BeginObject => self.open(false),
                Token::BeginArray => self.open(true),
                Token::EndObject | Token::EndArray => self.close(),
                Token::Name(_) => {
                    self.peeked = None;
                    continue;
                }
                token @ (Token::Number(_) | Token::Quoted(_) | Token::Unquoted(_)) => {
                    self.string(token)?;
                    self.took_value();
                }
                _ => self.took_value(),
            }
            if self.frames.len() <= depth {
                break;
            }
        }
        // What Gson calls a field that it stepped over.
        if let Some(frame) = self.frames.last_mut() {
            frame.name = Some("null".to_owned());
        }
        Ok(())
    }

    /// Nothing may follow the value.
    pub(super) fn end(&mut self) -> Result<(), Exception> {
        self.strict = true;
        self.peek().map(|_| ())
    }

    fn open(&mut self, array: bool) {
        self.peeked = None;
        self.frames.push(Frame { array, fresh: true, dangling: false, name: None, index: 0 });
    }

    fn close(&mut self) {
        self.frames.pop();
        self.took_value();
    }

    pub(super) fn took_value(&mut self) {
        self.peeked = None;
        if let Some(frame) = self.frames.last_mut() {
            frame.index += 1;
        }
    }

    /// Takes the rest of a string or number.
    pub(super) fn string(&mut self, token: Token) -> Result<String, Exception> {
        match token {
            Token::Quoted(quote) => self.scanner.quoted(quote).map_err(|error| match error.kind {
                Kind::Malformed => self.complain(Kind::Malformed, &error.detail),
                _ => error,
            }),
            Token::Unquoted(text) | Token::Number(text) => {
                self.scanner.skip_literal(&text);
                Ok(text)
            }
            other => Err(self.unexpected("Expected a string", &other)),
        }
    }

    pub(super) fn peek(&mut self) -> Result<Token, Exception> {
        if let Some(token) = &self.peeked {
            return Ok(token.clone());
        }
        let token = self.read_token()?;
        self.peeked = Some(token.clone());
        Ok(token)
    }

    pub(super) fn with_frame(&mut self, change: impl FnOnce(&mut Frame)) {
        if let Some(frame) = self.frames.last_mut() {
            change(frame);
        }
    }

    pub(super) fn meaningful(&mut self) -> Result<char, Exception> {
        match self.scanner.next_meaningful() {
            Ok(Some(next)) => Ok(next),
            Ok(None) => Err(self.complain(Kind::EndOfInput, "End of input")),
            Err(kind) => Err(self.complain(kind, "Unterminated comment")),
        }
    }

    /// A complaint about the character that is next: Gson has taken it by then.
    pub(super) fn malformed(&mut self, message: &str) -> Exception {
        self.scanner.skip();
        self.complain(Kind::Malformed, message)
    }

    pub(super) fn unexpected(&self, expected: &str, found: &Token) -> Exception {
        self.complain(Kind::State, &format!("{expected} but was {}", found.name()))
    }

    pub(super) fn complain(&self, kind: Kind, message: &str) -> Exception {
        Exception::new(kind, format!("{message} at {} path {}", self.scanner.location(), self.path()))
    }

    fn path(&self) -> String {
        let mut path = "$".to_owned();
        for frame in &self.frames {
            if frame.array {
                path.push_str(&format!("[{}]", frame.index));
            } else {
                path.push('.');
                path.push_str(frame.name.as_deref().unwrap_or_default());
            }
        }
        path
    }
}
