//! From text to expressions: operators by binding power.

use std::borrow::ToOwned;
use std::boxed::Box;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::column::Kind;
use super::error::DynError;
use super::expr::{Function, Node, Operator, one_of};
use super::value::Value;

/// How deep an expression may be nested.
const DEPTH: usize = 100;

/// How many operators and methods an expression may have: a chain of them is as deep, when it is computed, as it is long.
const LONGEST: usize = 1000;

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Node, DynError> {
    let mut parser = Parser {
        text,
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
        length: 0,
    };
    let node = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(node),
        _ => Err(parser.expected("an operator")),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name, or a word of the language.
    Word(String),
    /// A name between backquotes.
    Name(String),
    Text(String),
    Int(i64),
    Float(f64),
    Sign(&'static str),
    End,
}

/// Signs, the longer before those they begin with.
const SIGNS: &[&str] = &[
    "**", "//", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "&", "|", "~", "(", ")", "[", "]", ",", ".",
];

fn syntax(text: &str, at: usize, expected: impl Into<String>) -> DynError {
    DynError::Syntax {
        text: text.to_owned(),
        at: text[..at].chars().count(),
        expected: expected.into(),
    }
}

/// The tokens, and where each begins.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, DynError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let at = text.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            tokens.push((at, Token::End));
            return Ok(tokens);
        };
        let (length, token) = if first.is_alphabetic() || first == '_' {
            let length = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            (length, Token::Word(rest[..length].to_owned()))
        } else if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
            number(rest).ok_or_else(|| syntax(text, at, "this is not a number"))?
        } else if matches!(first, '\'' | '"' | '`') {
            quoted(rest, first).ok_or_else(|| syntax(text, at, format!("close it with another {first}")))?
        } else {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
            let sign = sign.ok_or_else(|| syntax(text, at, "this is no operator"))?;
            (sign.len(), Token::Sign(sign))
        };
        tokens.push((at, token));
        rest = &rest[length..];
    }
}

fn number(rest: &str) -> Option<(usize, Token)> {
    let mut length = 0;
    let bytes = rest.as_bytes();
    while let Some(byte) = bytes.get(length) {
        let exponent = length > 0 && matches!(bytes[length - 1], b'e' | b'E');
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || (exponent && matches!(byte, b'+' | b'-'))) {
            break;
        }
        length += 1;
    }
    let digits = rest[..length].replace('_', "");
    let token = digits
        .parse()
        .map(Token::Int)
        .or_else(|_| digits.parse().map(Token::Float))
        .ok()?;
    Some((length, token))
}

fn quoted(rest: &str, quote: char) -> Option<(usize, Token)> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((place, c)) = chars.next() {
        match c {
            c if c == quote => {
                let token = if quote == '`' {
                    Token::Name(text)
                } else {
                    Token::Text(text)
                };
                return Some((place + 1, token));
            }
            '\\' if quote != '`' => text.push(chars.next()?.1),
            c => text.push(c),
        }
    }
    None
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
    length: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        // The last is the end, which nothing takes.
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    fn expected(&self, what: &str) -> DynError {
        let at = self.tokens.get(self.next).map_or(self.text.len(), |(at, _)| *at);
        syntax(self.text, at, format!("write {what} here"))
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(found) if *found == sign)
    }

    fn sign(&mut self, sign: &str) -> Result<(), DynError> {
        if !self.is_sign(sign) {
            return Err(self.expected(&format!("`{sign}`")));
        }
        self.take();
        Ok(())
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(found) if found == word)
    }

    /// The operator that comes next, and how tightly it binds.
    fn operator(&self) -> Option<(Operator, u8)> {
        Some(match self.peek() {
            Token::Word(word) if word == "or" => (Operator::Or, 1),
            Token::Word(word) if word == "and" => (Operator::And, 2),
            Token::Sign(sign) => match *sign {
                "==" => (Operator::Equal, 4),
                "!=" => (Operator::Unequal, 4),
                "<" => (Operator::Less, 4),
                "<=" => (Operator::AtMost, 4),
                ">" => (Operator::Greater, 4),
                ">=" => (Operator::AtLeast, 4),
                "|" => (Operator::Or, 1),
                "&" => (Operator::And, 2),
                "+" => (Operator::Add, 5),
                "-" => (Operator::Subtract, 5),
                "*" => (Operator::Multiply, 6),
                "/" => (Operator::Divide, 6),
                "//" => (Operator::Floor, 6),
                "%" => (Operator::Remainder, 6),
                "**" => (Operator::Power, 8),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Counts one operator or method more.
    fn one_more(&mut self) -> Result<(), DynError> {
        self.length += 1;
        if self.length > LONGEST {
            return Err(self.expected("nothing more, but a second expression: this one is too long"));
        }
        Ok(())
    }

    /// An expression whose operators bind at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<Node, DynError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.expected("something less deep"));
        }
        let mut left = self.prefix()?;
        // What the comparison before ended with, for chains.
        let mut before: Option<Node> = None;
        loop {
            if least <= 4 && (self.is_word("in") || self.is_word("not")) {
                self.one_more()?;
                left = self.membership(left)?;
                continue;
            }
            let Some((operator, power)) = self.operator().filter(|(_, power)| *power >= least) else {
                break;
            };
            self.one_more()?;
            self.take();
            let right = self.expression(if operator == Operator::Power { power } else { power + 1 })?;
            left = if power == 4 {
                let begin = before.replace(right.clone());
                let all = begin.is_some().then(|| left.clone());
                let pair = Node::Both(operator, Box::new(begin.unwrap_or(left)), Box::new(right));
                match all {
                    Some(all) => Node::Both(Operator::And, Box::new(all), Box::new(pair)),
                    None => pair,
                }
            } else {
                before = None;
                Node::Both(operator, Box::new(left), Box::new(right))
            };
        }
        self.depth -= 1;
        Ok(left)
    }

    fn membership(&mut self, node: Node) -> Result<Node, DynError> {
        let negative = self.is_word("not");
        if negative {
            self.take();
        }
        if !self.is_word("in") {
            return Err(self.expected("`in`"));
        }
        self.take();
        self.sign("[")?;
        let mut values = Vec::new();
        while !self.is_sign("]") {
            self.one_more()?;
            values.push(self.literal()?);
            if !self.is_sign("]") {
                self.sign(",")?;
            }
        }
        self.take();
        let found = one_of(&node, values);
        Ok(if negative { Node::Not(Box::new(found)) } else { found })
    }

    fn prefix(&mut self) -> Result<Node, DynError> {
        if self.is_word("not") {
            self.take();
            return Ok(Node::Not(Box::new(self.expression(3)?)));
        }
        if self.is_sign("~") {
            self.take();
            return Ok(Node::Not(Box::new(self.expression(7)?)));
        }
        if self.is_sign("-") {
            self.take();
            return Ok(Node::Negative(Box::new(self.expression(7)?)));
        }
        if self.is_sign("+") {
            self.take();
            return self.expression(7);
        }
        let node = self.atom()?;
        self.calls(node)
    }

    fn atom(&mut self) -> Result<Node, DynError> {
        if self.is_sign("(") {
            self.take();
            let node = self.expression(0)?;
            self.sign(")")?;
            return Ok(node);
        }
        match self.peek().clone() {
            Token::Name(name) => {
                self.take();
                Ok(Node::Column(name))
            }
            Token::Word(word) if !matches!(&*word, "and" | "or" | "in" | "True" | "False" | "None") => {
                self.take();
                Ok(Node::Column(word))
            }
            _ => Ok(Node::Literal(self.literal()?)),
        }
    }

    /// A value.
    fn literal(&mut self) -> Result<Value, DynError> {
        let negative = self.is_sign("-");
        if negative {
            self.take();
        }
        let cell = match self.peek() {
            Token::Int(value) => Value::Int(if negative { -value } else { *value }),
            Token::Float(value) => Value::Float(if negative { -value } else { *value }),
            Token::Text(text) if !negative => Value::Text(text.as_str().into()),
            Token::Word(word) if !negative => match word.as_str() {
                "True" => Value::Bool(true),
                "False" => Value::Bool(false),
                "None" => Value::Missing,
                _ => return Err(self.expected("a value")),
            },
            _ => return Err(self.expected("a column or a value")),
        };
        self.take();
        Ok(cell)
    }

    /// What is called on a value: `.abs()`, `.str.lower()`.
    fn calls(&mut self, mut node: Node) -> Result<Node, DynError> {
        while self.is_sign(".") {
            self.one_more()?;
            self.take();
            let of_text = self.is_word("str");
            if of_text {
                self.take();
                self.sign(".")?;
            }
            let at = self.next;
            let Token::Word(name) = self.take() else {
                self.next = at;
                return Err(self.expected("the name of a function"));
            };
            self.sign("(")?;
            let argument = if self.is_sign(")") { None } else { Some(self.literal()?) };
            self.sign(")")?;
            let Some(function) = function(of_text, &name, argument) else {
                self.next = at;
                return Err(self.expected(
                    "`isna()`, `notna()`, `fillna(value)`, `abs()`, `round(digits)`, `astype('float')`, \
                     `str.contains('..')`, `str.startswith('..')`, `str.endswith('..')`, `str.lower()`, `str.upper()` or \
                     `str.len()`",
                ));
            };
            node = Node::Of(function, Box::new(node));
        }
        Ok(node)
    }
}

fn function(of_text: bool, name: &str, argument: Option<Value>) -> Option<Function> {
    Some(match (of_text, name, argument) {
        (false, "isna" | "isnull", None) => Function::IsMissing(true),
        (false, "notna" | "notnull", None) => Function::IsMissing(false),
        (false, "fillna", Some(value)) => Function::Fill(value),
        (false, "abs", None) => Function::Abs,
        (false, "round", None) => Function::Round(0),
        (false, "round", Some(Value::Int(digits))) => Function::Round(i32::try_from(digits).ok()?),
        (false, "astype", Some(Value::Text(kind))) => Function::As(match &*kind {
            "bool" => Kind::Bool,
            "int" | "int64" => Kind::Int,
            "float" | "float64" => Kind::Float,
            "str" | "string" => Kind::Text,
            "datetime" | "datetime64[ns]" => Kind::Time,
            _ => return None,
        }),
        (true, "contains", Some(Value::Text(text))) => Function::Contains(text.into()),
        (true, "startswith", Some(Value::Text(text))) => Function::StartsWith(text.into()),
        (true, "endswith", Some(Value::Text(text))) => Function::EndsWith(text.into()),
        (true, "lower", None) => Function::Lower,
        (true, "upper", None) => Function::Upper,
        (true, "len", None) => Function::Len,
        _ => return None,
    })
}
