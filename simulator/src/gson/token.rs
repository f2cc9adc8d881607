//! The grammar: which token comes next, where Gson is as forgiving as it is.

use super::reader::Reader;
use super::{Exception, Kind};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Boolean(bool),
    Null,
    /// The opening quote is taken, the rest is not.
    Quoted(char),
    Unquoted(String),
    /// Taken, as Gson does with what fits a long.
    Long(i64),
    Number(String),
    Name(String),
    EndDocument,
}

impl Token {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::BeginObject => "BEGIN_OBJECT",
            Self::EndObject => "END_OBJECT",
            Self::BeginArray => "BEGIN_ARRAY",
            Self::EndArray => "END_ARRAY",
            Self::Boolean(_) => "BOOLEAN",
            Self::Null => "NULL",
            Self::Quoted(_) | Self::Unquoted(_) => "STRING",
            Self::Long(_) | Self::Number(_) => "NUMBER",
            Self::Name(_) => "NAME",
            Self::EndDocument => "END_DOCUMENT",
        }
    }
}

impl Reader {
    pub(super) fn read_token(&mut self) -> Result<Token, Exception> {
        match self.frames.last() {
            None if self.strict => self.read_end(),
            None => self.read_value(),
            Some(frame) if frame.array => self.read_element(),
            Some(frame) if frame.dangling => {
                match self.meaningful()? {
                    ':' => self.scanner.skip(),
                    '=' => {
                        self.scanner.skip();
                        if self.scanner.peek() == Some('>') {
                            self.scanner.skip();
                        }
                    }
                    _ => return Err(self.malformed("Expected ':'")),
                }
                self.with_frame(|frame| frame.dangling = false);
                self.read_value()
            }
            Some(_) => self.read_name(),
        }
    }

    fn read_end(&mut self) -> Result<Token, Exception> {
        match self.scanner.next_meaningful() {
            Ok(None) => Ok(Token::EndDocument),
            _ => Err(self.malformed("Use JsonReader.setLenient(true) to accept malformed JSON")),
        }
    }

    fn read_element(&mut self) -> Result<Token, Exception> {
        let next = self.meaningful()?;
        let fresh = self.frames.last().is_some_and(|frame| frame.fresh);
        self.with_frame(|frame| frame.fresh = false);
        match next {
            ']' => {
                self.scanner.skip();
                return Ok(Token::EndArray);
            }
            _ if fresh => {}
            ',' | ';' => self.scanner.skip(),
            _ => return Err(self.malformed("Unterminated array")),
        }
        match self.meaningful()? {
            // An empty place is a null, to be separated or ended by what stands here.
            ',' | ';' | ']' => Ok(Token::Null),
            _ => self.read_value(),
        }
    }

    fn read_name(&mut self) -> Result<Token, Exception> {
        let fresh = self.frames.last().is_some_and(|frame| frame.fresh);
        let mut next = self.meaningful()?;
        if !fresh {
            match next {
                '}' => {}
                ',' | ';' => {
                    self.scanner.skip();
                    next = self.meaningful()?;
                    if next == '}' {
                        return Err(self.malformed("Expected name"));
                    }
                }
                _ => return Err(self.malformed("Unterminated object")),
            }
        }
        self.with_frame(|frame| frame.fresh = false);
        let name = match next {
            '}' => {
                self.scanner.skip();
                return Ok(Token::EndObject);
            }
            quote @ ('"' | '\'') => {
                self.scanner.skip();
                self.string(Token::Quoted(quote))?
            }
            _ => {
                let name = self.scanner.literal();
                if name.is_empty() {
                    return Err(self.malformed("Expected name"));
                }
                self.scanner.skip_literal(&name);
                name
            }
        };
        self.with_frame(|frame| {
            frame.name = Some(name.clone());
            frame.dangling = true;
        });
        Ok(Token::Name(name))
    }

    fn read_value(&mut self) -> Result<Token, Exception> {
        let token = match self.meaningful()? {
            '{' => Token::BeginObject,
            '[' => Token::BeginArray,
            quote @ ('"' | '\'') => Token::Quoted(quote),
            ',' | ';' | ']' => return Err(self.malformed("Unexpected value")),
            _ => return self.read_literal(),
        };
        self.scanner.skip();
        Ok(token)
    }

    fn read_literal(&mut self) -> Result<Token, Exception> {
        let literal = self.scanner.literal();
        let token = match literal.to_ascii_lowercase().as_str() {
            "" => {
                return Err(self.complain(Kind::Malformed, "Expected value"));
            }
            "true" => Token::Boolean(true),
            "false" => Token::Boolean(false),
            "null" => Token::Null,
            _ if !is_json_number(&literal) => return Ok(Token::Unquoted(literal)),
            _ => match literal.parse() {
                Ok(number) if literal != "-0" => Token::Long(number),
                _ => return Ok(Token::Number(literal)),
            },
        };
        self.scanner.skip_literal(&literal);
        Ok(token)
    }
}

/// By the grammar: no leading zero, no bare point, no plus sign in front.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
