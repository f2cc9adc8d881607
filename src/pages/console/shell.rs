//! A line of the shell taken apart into commands and words, as far as a pasted curl line needs it. Nothing is run and
//! nothing is expanded: a variable stays as it was written.

/// A word, without the quotes that held it together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// The shell would put something else in place of a part of it.
    pub(super) expands: bool,
}

/// A quote is never closed: the line was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclosed;

struct Lexer<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    commands: Vec<Vec<Word>>,
    /// The word that is being read; `None` between words. An empty pair of quotes is a word too.
    word: Option<Word>,
    /// The next word is the file of a redirection and no argument.
    drops_next: bool,
}

/// The simple commands of a text, each as its words. What stands in `$(…)` belongs to its word.
pub(super) fn commands(text: &str) -> Result<Vec<Vec<Word>>, Unclosed> {
    let mut lexer =
        Lexer { rest: text.chars().peekable(), commands: vec![Vec::new()], word: None, drops_next: false };
    lexer.run()?;
    Ok(lexer.commands.into_iter().filter(|command| !command.is_empty()).collect())
}

impl Lexer<'_> {
    fn run(&mut self) -> Result<(), Unclosed> {
        while let Some(character) = self.rest.next() {
            match character {
                '\'' => self.single()?,
                '"' => self.double()?,
                '\\' => self.escaped(),
                '$' => self.dollar()?,
                '`' => self.substitution('`')?,
                '>' | '<' => self.redirection(),
                '\n' | ';' | '&' | '|' => self.end_command(),
                // A brace or bracket that stands alone groups commands; inside a word it is a character.
                '(' | ')' if self.word.is_none() => self.end_command(),
                '#' if self.word.is_none() => while self.rest.next_if(|next| *next != '\n').is_some() {},
                white if white.is_whitespace() => self.end_word(),
                other => self.push(other),
            }
        }
        self.end_command();
        Ok(())
    }

    fn word(&mut self) -> &mut Word {
        self.word.get_or_insert_default()
    }

    fn push(&mut self, character: char) {
        self.word().text.push(character);
    }

    fn end_word(&mut self) {
        if let Some(word) = self.word.take()
            && !std::mem::take(&mut self.drops_next)
            && let Some(command) = self.commands.last_mut()
        {
            command.push(word);
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.drops_next = false;
        self.commands.push(Vec::new());
    }

    fn single(&mut self) -> Result<(), Unclosed> {
        self.word();
        loop {
            match self.rest.next().ok_or(Unclosed)? {
                '\'' => return Ok(()),
                other => self.push(other),
            }
        }
    }

    fn double(&mut self) -> Result<(), Unclosed> {
        self.word();
        loop {
            match self.rest.next().ok_or(Unclosed)? {
                '"' => return Ok(()),
                '\\' if self.continues() => {}
                '\\' => match self.rest.next().ok_or(Unclosed)? {
                    escaped @ ('"' | '\\' | '$' | '`') => self.push(escaped),
                    other => {
                        self.push('\\');
                        self.push(other);
                    }
                },
                '$' => self.variable()?,
                '`' => self.substitution('`')?,
                other => self.push(other),
            }
        }
    }

    /// After a backslash outside of quotes.
    fn escaped(&mut self) {
        if !self.continues()
            && let Some(next) = self.rest.next()
        {
            self.push(next);
        }
    }

    /// Whether the backslash before joins two lines. Web pages leave blanks behind it, and Windows a carriage return.
    fn continues(&mut self) -> bool {
        let mut ahead = self.rest.clone();
        while ahead.next_if(|next| matches!(next, ' ' | '\t' | '\r')).is_some() {}
        if ahead.next() == Some('\n') {
            self.rest = ahead;
            return true;
        }
        false
    }

    /// After a `$` outside of quotes.
    fn dollar(&mut self) -> Result<(), Unclosed> {
        match self.rest.peek() {
            Some('\'') => {
                self.rest.next();
                self.ansi()
            }
            // `$"…"` is translated by no shell that anybody uses.
            Some('"') => {
                self.rest.next();
                self.double()
            }
            _ => self.variable(),
        }
    }

    /// After a `$`: `$(…)`, `${…}`, `$name`, or a dollar.
    fn variable(&mut self) -> Result<(), Unclosed> {
        let next = self.rest.peek().copied();
        if next == Some('(') {
            self.rest.next();
            self.push('$');
            return self.substitution(')');
        }
        let expands = next.is_some_and(|next| next.is_alphanumeric() || "_{$@*?!#-".contains(next));
        self.word().expands |= expands;
        self.push('$');
        // `$$` is the shell's number, not two variables.
        if next == Some('$') {
            self.rest.next();
            self.push('$');
        }
        Ok(())
    }

    /// A command inside of a word, to its end. It is only passed over.
    fn substitution(&mut self, end: char) -> Result<(), Unclosed> {
        self.word().expands = true;
        let (mut depth, mut quote) = (1_usize, None);
        loop {
            let character = self.rest.next().ok_or(Unclosed)?;
            match (quote, character) {
                (Some('"') | None, '\\') => drop(self.rest.next()),
                (Some(open), _) if open == character => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') => quote = Some(character),
                (None, '(') if end == ')' => depth += 1,
                (None, _) if character == end => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                (None, _) => {}
            }
        }
    }

    /// `$'…'`, as browsers write what they copy as curl.
    fn ansi(&mut self) -> Result<(), Unclosed> {
        self.word();
        loop {
            match self.rest.next().ok_or(Unclosed)? {
                '\'' => return Ok(()),
                '\\' => {
                    let escaped = self.rest.next().ok_or(Unclosed)?;
                    self.ansi_escape(escaped);
                }
                other => self.push(other),
            }
        }
    }

    fn ansi_escape(&mut self, escaped: char) {
        let character = match escaped {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' | 'E' => '\u{1b}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'x' => return self.ansi_code(16, 2, 0, 'x'),
            'u' => return self.ansi_code(16, 4, 0, 'u'),
            'U' => return self.ansi_code(16, 8, 0, 'U'),
            '0'..='7' => return self.ansi_code(8, 2, escaped.to_digit(8).unwrap_or_default(), escaped),
            '\\' | '\'' | '"' | '?' => escaped,
            other => {
                self.push('\\');
                other
            }
        };
        self.push(character);
    }

    fn ansi_code(&mut self, radix: u32, most: usize, first: u32, name: char) {
        let (mut code, mut digits) = (first, 0);
        while digits < most
            && let Some(digit) = self.rest.peek().and_then(|next| next.to_digit(radix))
        {
            self.rest.next();
            code = code.saturating_mul(radix).saturating_add(digit);
            digits += 1;
        }
        match char::from_u32(code).filter(|_| digits > 0 || radix == 8) {
            Some(character) => self.push(character),
            None => {
                self.push('\\');
                self.push(name);
            }
        }
    }

    /// `2>/dev/null`, `> file`, `2>&1`.
    fn redirection(&mut self) {
        let is_number =
            self.word.as_ref().is_some_and(|word| word.text.chars().all(|digit| digit.is_ascii_digit()));
        if is_number {
            self.word = None;
        }
        self.end_word();
        while self.rest.next_if(|next| matches!(next, '>' | '<' | '&')).is_some() {}
        self.drops_next = true;
    }
}

#[cfg(test)]
#[path = "shell_tests.rs"]
mod tests;
