//! Tells code, comments and literals of Rust apart.

/// Reads a file once, from front to end.
pub struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    /// The file with blanks for comments and literals.
    pub code: String,
    /// Comments alone, on their lines.
    pub comments: String,
    /// Literals, with the line they begin on.
    pub strings: Vec<(usize, String)>,
}

impl<'a> Lexer<'a> {
    /// Starts at the front of a file.
    pub fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
            code: String::new(),
            comments: String::new(),
            strings: Vec::new(),
        }
    }

    /// Reads to the end.
    pub fn file(&mut self) {
        let mut in_word = false;
        while let Some(char) = self.rest.chars().next() {
            if self.rest.starts_with("//") {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.comment(end);
            } else if self.rest.starts_with("/*") {
                self.comment(block_comment(self.rest));
            } else if let Some((open, hashes)) = raw_string(self.rest).filter(|_| !in_word) {
                self.raw(open, hashes);
            } else if char == '"' {
                self.quoted();
            } else if char == '\'' {
                self.blank(character(self.rest).unwrap_or(1));
            } else {
                self.keep(char);
            }
            in_word = char.is_alphanumeric() || char == '_';
        }
    }

    fn keep(&mut self, char: char) {
        self.rest = &self.rest[char.len_utf8()..];
        self.code.push(char);
        if char == '\n' {
            self.comments.push('\n');
            self.line += 1;
        }
    }

    /// Skips `length` bytes of input; keeps their line ends.
    fn blank(&mut self, length: usize) {
        let (gone, rest) = self.rest.split_at(length);
        self.rest = rest;
        for char in gone.chars() {
            let shown = if char == '\n' { '\n' } else { ' ' };
            self.code.push(shown);
            if char == '\n' {
                self.comments.push('\n');
                self.line += 1;
            }
        }
    }

    fn comment(&mut self, length: usize) {
        let (comment, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.comments.push_str(comment);
        for _ in comment.matches('\n') {
            self.code.push('\n');
            self.line += 1;
        }
    }

    fn raw(&mut self, open: usize, hashes: usize) {
        let close = format!("\"{}", "#".repeat(hashes));
        let inside = &self.rest[open..];
        let length = inside.find(&close).unwrap_or(inside.len());
        self.strings.push((self.line, inside[..length].to_owned()));
        let all = (open + length + close.len()).min(self.rest.len());
        self.blank(all);
    }

    fn quoted(&mut self) {
        let mut escaped = false;
        let mut end = self.rest.len();
        for (at, char) in self.rest.char_indices().skip(1) {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        self.strings.push((self.line, self.rest[1..end].to_owned()));
        let all = (end + 1).min(self.rest.len());
        self.blank(all);
    }
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// Length of the opening of a raw string (`r##"`, `br"`), and how many hashes it has.
fn raw_string(text: &str) -> Option<(usize, usize)> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after[hashes..]
        .starts_with('"')
        .then_some((text.len() - after.len() + hashes + 1, hashes))
}

/// Length of a character literal; none for a lifetime.
fn character(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        let end = text[2..]
            .char_indices()
            .skip(1)
            .find(|(_, char)| *char == '\'')?
            .0;
        return Some(2 + end + 1);
    }
    let (at, second) = chars.next()?;
    (second == '\'').then_some(at + 1)
}
