//! Expressions of columns.

use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

use super::column::Kind;
use super::value::Value;

#[derive(Clone, Debug)]
pub(super) enum Node {
    Column(String),
    Literal(Value),
    Not(Box<Self>),
    Negative(Box<Self>),
    Both(Operator, Box<Self>, Box<Self>),
    Of(Function, Box<Self>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Add,
    Subtract,
    Multiply,
    Divide,
    Floor,
    Remainder,
    Power,
}

impl Operator {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Floor => "//",
            Self::Remainder => "%",
            Self::Power => "**",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum Function {
    IsMissing(bool),
    Fill(Value),
    Abs,
    Round(i32),
    As(Kind),
    Contains(String),
    StartsWith(String),
    EndsWith(String),
    Lower,
    Upper,
    Len,
}

/// One of several values.
pub(super) fn one_of(node: &Node, values: Vec<Value>) -> Node {
    let equal = |value| Node::Both(Operator::Equal, Box::new(node.clone()), Box::new(Node::Literal(value)));
    let any = values.into_iter().map(equal);
    any.reduce(|a, b| Node::Both(Operator::Or, Box::new(a), Box::new(b)))
        .unwrap_or(Node::Literal(Value::Bool(false)))
}
