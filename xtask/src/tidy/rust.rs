//! A Rust file, read just enough to ask questions of it: code, comments, literals, tests, functions.

use super::lexer::Lexer;

/// A Rust file, with comments and literals told apart from code.
#[derive(Debug)]
pub struct Rust {
    /// Code alone, line by line: comments and the insides of literals are blanks.
    pub code: Vec<String>,
    /// Comments alone, line by line.
    pub comments: Vec<String>,
    /// String literals, with the line they begin on (from 1).
    pub strings: Vec<(usize, String)>,
    /// For each line, whether it belongs to an item behind `#[cfg(test)]`.
    pub is_test: Vec<bool>,
}

/// A function's name, first line and length.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The line of `fn`, from 1.
    pub line: usize,
    /// Lines of code from `fn` to the closing brace; comments, blank lines and the insides of
    /// long literals do not count.
    pub lines: usize,
}

impl Rust {
    /// Takes a file apart.
    pub fn read(text: &str) -> Self {
        let mut lexer = Lexer::new(text);
        lexer.file();
        let code: Vec<String> = lexer.code.split('\n').map(str::to_owned).collect();
        let comments = lexer.comments.split('\n').map(str::to_owned).collect();
        let is_test = test_lines(&code);
        Self {
            code,
            comments,
            strings: lexer.strings,
            is_test,
        }
    }

    /// Code of lines that belong to no test, with their numbers from 1.
    pub fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().zip(&self.is_test).enumerate();
        lines
            .filter(|(_, (_, test))| !**test)
            .map(|(at, (line, _))| (at + 1, line.as_str()))
    }

    /// Functions with a body.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (at, line) in self.code.iter().enumerate() {
            let Some(name) = function_name(line) else {
                continue;
            };
            let from = line.find("fn ").unwrap_or(0);
            if let Some(end) = body_end(&self.code, at, from) {
                found.push(Function {
                    name,
                    line: at + 1,
                    lines: end - at + 1,
                });
            }
        }
        found
    }
}

fn function_name(line: &str) -> Option<String> {
    let at = line.find("fn ")?;
    let starts_word = line[..at]
        .chars()
        .next_back()
        .is_none_or(|char| char == ' ' || char == '(');
    let name: String = line[at + 3..]
        .chars()
        .take_while(|char| char.is_alphanumeric() || *char == '_')
        .collect();
    (starts_word && !name.is_empty()).then_some(name)
}

/// The line of the brace that closes the first one opened from here; none for a bare `fn f();`.
fn body_end(code: &[String], line: usize, column: usize) -> Option<usize> {
    let (mut braces, mut others) = (0_i32, 0_i32);
    for (at, text) in code.iter().enumerate().skip(line) {
        let skip = if at == line { column } else { 0 };
        for char in text.chars().skip(skip) {
            match char {
                '(' | '[' => others += 1,
                ')' | ']' => others -= 1,
                '{' => braces += 1,
                '}' if braces == 1 => return Some(at),
                '}' => braces -= 1,
                ';' if braces == 0 && others == 0 => return None,
                _ => {}
            }
        }
    }
    None
}

fn test_lines(code: &[String]) -> Vec<bool> {
    let mut is_test = vec![false; code.len()];
    for at in 0..code.len() {
        if is_test[at] || !code[at].trim_start().starts_with("#[cfg(test)]") {
            continue;
        }
        let end = body_end(code, at + 1, 0)
            .unwrap_or(at + 1)
            .min(code.len() - 1);
        is_test[at..=end].fill(true);
    }
    is_test
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r##"//! Head.
fn a<'a>(x: &'a str) -> char { // not "this"
    let s = "one \" { two";
    let r = r#"raw " }"#; let c = '{';
    '\''
}
#[cfg(test)]
mod tests {
    fn b() {}
}
fn bare();
"##;

    #[test]
    fn literals_and_comments_are_no_code() {
        let rust = Rust::read(SAMPLE);

        let strings: Vec<_> = rust
            .strings
            .iter()
            .map(|(line, text)| (*line, text.as_str()))
            .collect();
        assert_eq!(strings, [(3, "one \\\" { two"), (4, "raw \" }")]);
        assert!(rust.comments[1].contains("not \"this\""));
        assert!(!rust.code.join("\n").contains("two"));
        assert_eq!(rust.code.len(), SAMPLE.split('\n').count());
    }

    #[test]
    fn functions_are_measured_to_their_closing_brace() {
        let functions = Rust::read(SAMPLE).functions();

        let names: Vec<_> = functions
            .iter()
            .map(|f| (f.name.as_str(), f.line, f.lines))
            .collect();
        assert_eq!(names, [("a", 2, 5), ("b", 9, 1)]);
    }

    #[test]
    fn what_stands_behind_cfg_test_is_not_shipped() {
        let rust = Rust::read(SAMPLE);

        assert!(rust.shipped().all(|(_, line)| !line.contains("fn b()")));
        assert!(rust.shipped().any(|(_, line)| line.contains("fn bare")));
    }
}
