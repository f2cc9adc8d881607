//! More of Java's types, for the calls that have them.

use super::reader::Reader;
use super::token::Token;
use super::{Exception, Fields, Kind};

impl Reader {
    /// Reads a Java `long`; `None` for `null`. Takes what has no fraction, quoted or not.
    pub(crate) fn long(&mut self) -> Result<Option<i64>, Exception> {
        let text = match self.peek()? {
            Token::Null => {
                self.took_value();
                return Ok(None);
            }
            Token::Long(number) => {
                self.took_value();
                return Ok(Some(number));
            }
            token @ (Token::Number(_) | Token::Quoted(_) | Token::Unquoted(_)) => {
                self.string(token).map_err(|error| match error.kind {
                    Kind::Escape => error.kind(Kind::Number),
                    _ => error,
                })?
            }
            other => return Err(self.unexpected("Expected a long", &other)),
        };
        if let Ok(long) = text.parse() {
            self.took_value();
            return Ok(Some(long));
        }
        if text.is_empty() {
            return Err(Exception::new(Kind::Number, "empty String"));
        }
        let double: f64 = text
            .parse()
            .map_err(|_| Exception::new(Kind::Number, format!("For input string: \"{text}\"")))?;
        match format!("{double:.0}").parse() {
            Ok(long) if double.fract() == 0.0 => {
                self.took_value();
                Ok(Some(long))
            }
            _ => Err(self.complain(Kind::Number, &format!("Expected a long but was {text}"))),
        }
    }

    /// Reads a Java `boolean`; `None` for `null`. A text is true where it says so, and a number is none.
    pub(crate) fn boolean(&mut self) -> Result<Option<bool>, Exception> {
        let boolean = match self.peek()? {
            Token::Null => None,
            Token::Boolean(boolean) => Some(boolean),
            token @ (Token::Quoted(_) | Token::Unquoted(_)) => {
                Some(self.string(token)?.eq_ignore_ascii_case("true"))
            }
            other => return Err(self.unexpected("Expected a boolean", &other)),
        };
        self.took_value();
        Ok(boolean)
    }

    /// Reads an object inside another; `None` for `null`.
    pub(crate) fn nested<T: Fields>(&mut self) -> Result<Option<T>, Exception> {
        if self.null()? { Ok(None) } else { self.object().map(Some) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Sample {
        long: Option<i64>,
        boolean: Option<bool>,
        inner: Option<Box<Sample>>,
    }

    impl Fields for Sample {
        fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
            match name {
                "long" => self.long = reader.long()?,
                "boolean" => self.boolean = reader.boolean()?,
                "inner" => self.inner = reader.nested()?.map(Box::new),
                _ => reader.skip()?,
            }
            Ok(())
        }
    }

    fn sample(body: &str) -> Sample {
        read(body).unwrap().unwrap()
    }

    #[test]
    fn a_long_keeps_every_digit() {
        for text in ["75735276990792721", "\"75735276990792721\""] {
            assert_eq!(sample(&format!("{{long:{text}}}")).long, Some(75_735_276_990_792_721));
        }
        assert_eq!(sample("{long:1.0e3}").long, Some(1_000));
        assert_eq!(sample("{long:null}").long, None);
        for text in ["1.5", "9223372036854775808", "x", "true", "{}", "''"] {
            assert!(read::<Sample>(&format!("{{long:{text}}}")).is_err(), "{text}");
        }
    }

    #[test]
    fn booleans_and_objects() {
        let read_one = |text: &str| sample(&format!("{{boolean:{text}}}")).boolean;
        assert_eq!(
            ["true", "'TRUE'", "no", "null"].map(read_one),
            [Some(true), Some(true), Some(false), None]
        );
        assert!(read::<Sample>("{boolean:1}").unwrap_err().to_string().contains("a boolean but was NUMBER"));
        assert_eq!(sample("{inner:{long:2},boolean:true}").inner.unwrap().long, Some(2));
        assert_eq!(sample("{inner:null}").inner, None);
        assert!(read::<Sample>("{inner:1}").unwrap_err().to_string().contains("BEGIN_OBJECT but was NUMBER"));
    }
}
