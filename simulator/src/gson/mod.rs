//! Reading a body as the real server does: with Gson, in its lenient mode, into a Java object.
//!
//! Lenient means that much which is no JSON passes (unquoted names, single quotes, comments, `;` for `,`), and that a
//! complaint is an exception with a line, a column and a path. Three kinds of complaint were seen on the real server
//! (a number beyond int, an early end, a text in place of an object); the others follow Gson's published behaviour.

mod reader;
mod scanner;
mod token;
mod typed;

use std::fmt;

pub(crate) use reader::Reader;

/// A Java exception as the real server prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exception {
    kind: Kind,
    detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The text ended inside a value.
    EndOfInput,
    /// Not even lenient JSON.
    Malformed,
    /// JSON of another type.
    State,
    /// A number that the field can't hold.
    Number,
    /// A `\u` without four hexadecimal digits: Gson lets this one through unwrapped.
    Escape,
}

impl Exception {
    fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = match self.kind {
            Kind::EndOfInput => "java.io.EOFException",
            Kind::Malformed => "com.google.gson.stream.MalformedJsonException",
            Kind::State => "java.lang.IllegalStateException",
            Kind::Number => "java.lang.NumberFormatException",
            Kind::Escape => return write!(f, "java.lang.NumberFormatException: {}", self.detail),
        };
        write!(f, "com.google.gson.JsonSyntaxException: {class}: {}", self.detail)
    }
}

/// A Java class that a body is read into. Fields that the body does not name keep their default.
pub(crate) trait Fields: Default {
    /// Reads the value of the field `name`, or skips it where the class has no such field.
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception>;
}

/// Reads a body; `None` for an empty one and for `null`.
pub(crate) fn read<T: Fields>(body: &str) -> Result<Option<T>, Exception> {
    let mut reader = Reader::new(body);
    if reader.is_empty() {
        return Ok(None);
    }
    if reader.null()? {
        return Ok(None);
    }
    let read = reader.object()?;
    reader.end()?;
    Ok(Some(read))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Default, PartialEq)]
    struct Texts(Option<Vec<String>>);

    impl Fields for Texts {
        fn field(&mut self, _: &str, reader: &mut Reader) -> Result<(), Exception> {
            self.0 = reader.texts()?;
            Ok(())
        }
    }

    #[test]
    fn lists_of_texts() {
        let list = |body| read::<Texts>(body).map(|read| read.unwrap().0);
        let texts = |texts: &[&str]| Ok(Some(texts.iter().map(|text| (*text).to_owned()).collect()));
        assert_eq!(list(r#"{"list":["a", null, 7, b]}"#), texts(&["a", "7", "b"]));
        assert_eq!(list(r#"{"list":[]}"#), texts(&[]));
        assert_eq!(list(r#"{"list":null}"#), Ok(None));
        assert!(
            list(r#"{"list":"a"}"#).unwrap_err().to_string().contains("Expected BEGIN_ARRAY but was STRING")
        );
        assert!(list(r#"{"list":["a",{}]}"#).unwrap_err().to_string().ends_with("path $.list[1]"));
        assert!(list(r#"{"list":["a""#).unwrap_err().to_string().contains("End of input"));
    }

    #[derive(Debug, Default, PartialEq)]
    struct Sample {
        id: i32,
        value: Option<String>,
    }

    impl Fields for Sample {
        fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
            match name {
                "id" => self.id = reader.int()?.unwrap_or(self.id),
                "value" => self.value = reader.text()?,
                _ => reader.skip()?,
            }
            Ok(())
        }
    }

    fn sample(id: i32, value: Option<&str>) -> Result<Option<Sample>, Exception> {
        Ok(Some(Sample { id, value: value.map(str::to_owned) }))
    }

    fn complaint(body: &str) -> String {
        let text = read::<Sample>(body).expect_err(body).to_string();
        text.strip_prefix("com.google.gson.JsonSyntaxException: ").unwrap_or(&text).to_owned()
    }

    #[test]
    fn json_is_read() {
        let body = r#"{"id": 7, "value": "a\n\"\u503c\ud83d\ude00", "else": [1, {"id": [true]}, null]}"#;
        assert_eq!(read(body), sample(7, Some("a\n\"值😀")));
        assert_eq!(read(r#"{"id":null,"value":null}"#), sample(0, None));
        assert_eq!(read("{}"), sample(0, None));
    }

    #[test]
    fn nothing_and_null_are_nothing() {
        for body in ["", " \n\t", "null", "NULL", "// nothing\n"] {
            assert_eq!(read::<Sample>(body), Ok(None), "{body:?}");
        }
    }

    #[test]
    fn lenience() {
        let cases = [
            "{id:7,value:v}",
            "{'id'='7';'value'=>'v'}",
            "/* note */ {\"id\": 7.0, # note\n \"value\": v}",
            "{\"id\":\"7\",\"value\":\"v\"}",
            "{\"id\":0.7e1,\"value\":\"v\"}",
            "\u{feff}{\"id\":07,\"value\":\"v\"}",
        ];
        for body in cases {
            assert_eq!(read(body), sample(7, Some("v")), "{body}");
        }
        assert_eq!(read(r#"{"value":true}"#), sample(0, Some("true")));
        assert_eq!(read(r#"{"value":1.50}"#), sample(0, Some("1.50")));
        assert_eq!(read(r#"{"x":[1;2,,3],"id":1}"#), sample(1, None));
    }

    /// The three kinds that were seen on the real server, and the same kinds elsewhere in a text.
    #[test]
    fn observed_complaints() {
        let cases = [
            (
                r#"{"id": 2147483648}"#,
                "java.lang.NumberFormatException: Expected an int but was 2147483648 at line 1 column 18 path $.id",
            ),
            (
                "{\n \"value\":\"v\",\n \"id\":-2147483649}",
                "java.lang.NumberFormatException: Expected an int but was -2147483649 at line 3 column 18 path $.id",
            ),
            (r#"{"id":"#, "java.io.EOFException: End of input at line 1 column 7 path $.id"),
            (r#"{"id":1,"#, "java.io.EOFException: End of input at line 1 column 9 path $.id"),
            (
                "hello",
                "java.lang.IllegalStateException: Expected BEGIN_OBJECT but was STRING at line 1 column 1 path $",
            ),
            (
                "\n [1]",
                "java.lang.IllegalStateException: Expected BEGIN_OBJECT but was BEGIN_ARRAY at line 2 column 3 path $",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(complaint(body), expected, "{body}");
        }
    }

    #[test]
    fn other_complaints() {
        let cases = [
            (
                r#"{"id": 1 "value"}"#,
                "com.google.gson.stream.MalformedJsonException: Unterminated object at line 1 column 11 path $.id",
            ),
            (
                r#"{"value":"v"#,
                "com.google.gson.stream.MalformedJsonException: Unterminated string at line 1 column 12 path $.value",
            ),
            (
                r#"{"value":{}}"#,
                "java.lang.IllegalStateException: Expected a string but was BEGIN_OBJECT at line 1 column 11 path $.value",
            ),
            (
                r#"{"id":true}"#,
                "java.lang.IllegalStateException: Expected an int but was BOOLEAN at line 1 column 11 path $.id",
            ),
            (
                r#"{"id":1.5}"#,
                "java.lang.NumberFormatException: Expected an int but was 1.5 at line 1 column 10 path $.id",
            ),
            (r#"{"id":"seven"}"#, "java.lang.NumberFormatException: For input string: \"seven\""),
            (r#"{"id":""}"#, "java.lang.NumberFormatException: empty String"),
            (
                r#"{"value":"\v"}"#,
                "com.google.gson.stream.MalformedJsonException: Invalid escape sequence at line 1 column 13 path $.value",
            ),
            (r#"{"value":"\uzzzz"}"#, r"java.lang.NumberFormatException: \uzzzz"),
            (
                "{}{}",
                "com.google.gson.stream.MalformedJsonException: Use JsonReader.setLenient(true) to accept malformed JSON at line 1 column 4 path $",
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(complaint(body), expected, "{body}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "[".repeat(200_000);
        assert!(complaint(&format!("{{\"x\":{deep}")).starts_with("java.io.EOFException"));
    }

    proptest! {
        #[test]
        fn nothing_panics(body: String) {
            let _ = read::<Sample>(&body);
        }

        #[test]
        fn nothing_that_looks_like_json_panics(body in r#"[\[\]{}:;,='"/*#\\ \nutx0-9.eE+-]{0,40}"#) {
            let _ = read::<Sample>(&format!("{{{body}"));
            let _ = read::<Sample>(&body);
        }

        #[test]
        fn what_serde_writes_is_read(id: i32, value: String) {
            let body = serde_json::json!({"id": id, "value": value}).to_string();
            prop_assert_eq!(read(&body), sample(id, Some(&value)));
        }
    }
}
