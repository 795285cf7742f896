//! The values of expressions.

use std::borrow::ToOwned;
use std::format;
use std::string::{String, ToString};

use arrow_arith::arity::{binary, try_binary, try_unary, unary};
use arrow_arith::boolean::{and_kleene, not, or_kleene};
use arrow_array::{
    Array, ArrowPrimitiveType, BooleanArray, Float64Array, Int64Array, LargeStringArray, PrimitiveArray,
};
use arrow_schema::ArrowError;

use super::column::{Column, Kind};
use super::error::DynError;
use super::expr::{Function, Node, Operator};
use super::sheet::Sheet;
use super::value::Value;

const FAILED: &str = "an expression could not be computed";

/// That something cannot be done with values of these kinds.
fn unfit(operation: &str, found: impl ToString, expected: &'static str) -> DynError {
    DynError::Operation {
        operation: operation.to_owned(),
        found: found.to_string(),
        expected,
    }
}

impl Sheet {
    /// The value of an expression in each row.
    pub(super) fn evaluate(&self, node: &Node) -> Result<Column, DynError> {
        match node {
            Node::Column(name) => self.column(name),
            Node::Literal(cell) => Ok(self.constant(cell)),
            Node::Not(node) => match self.evaluate(node)? {
                Column::Bool(array) => Ok(Column::Bool(not(&array).map_err(DynError::arrow(FAILED))?)),
                other => Err(unfit("not", other.kind(), "it is asked of conditions")),
            },
            Node::Negative(node) => match self.evaluate(node)? {
                Column::Int(array) => Ok(Column::Int(each_fits("-", &array, i64::checked_neg)?)),
                Column::Float(array) => Ok(Column::Float(unary(&array, |x: f64| -x))),
                other => Err(unfit("-", other.kind(), "it is asked of numbers")),
            },
            Node::Both(operator, left, right) => both(*operator, self.evaluate(left)?, self.evaluate(right)?),
            Node::Of(function, node) => self.call(function, self.evaluate(node)?),
        }
    }

    fn constant(&self, cell: &Value) -> Column {
        match cell {
            Value::Missing => Column::Float(Float64Array::from_value(f64::NAN, self.rows)),
            Value::Bool(value) => Column::Bool(BooleanArray::from_iter(core::iter::repeat_n(Some(*value), self.rows))),
            Value::Int(value) | Value::Time(value) => Column::Int(Int64Array::from_value(*value, self.rows)),
            Value::Float(value) => Column::Float(Float64Array::from_value(*value, self.rows)),
            Value::Text(text) => Column::Text(LargeStringArray::new_repeated(text, self.rows)),
        }
    }

    fn call(&self, function: &Function, column: Column) -> Result<Column, DynError> {
        let missing = |missing| {
            let cells = column.cells();
            Column::Bool(cells.iter().map(|cell| Some(cell.is_missing() == missing)).collect())
        };
        match (function, &column) {
            (Function::IsMissing(wanted), _) => Ok(missing(*wanted)),
            (Function::Fill(value), _) => {
                let value = self.constant(value);
                let (column, value) = match alike("fillna", column, value)? {
                    (column, value) if column.kind() == value.kind() => (column, value),
                    (column, value) => {
                        return Err(pair(
                            "fillna",
                            &column,
                            &value,
                            "fill with a value of the column's type",
                        ));
                    }
                };
                let kind = column.kind();
                let cells = column.cells().into_iter().zip(value.cells());
                let cells: std::vec::Vec<Value> = cells
                    .map(|(cell, value)| if cell.is_missing() { value } else { cell })
                    .collect();
                Ok(Column::from_cells(kind, &cells))
            }
            (Function::As(kind), _) => column.cast(*kind),
            (Function::Abs, Column::Int(array)) => Ok(Column::Int(each_fits("abs", array, i64::checked_abs)?)),
            (Function::Abs, Column::Float(array)) => Ok(Column::Float(unary(array, f64::abs))),
            (Function::Round(_), Column::Int(_)) => Ok(column),
            (Function::Round(digits), Column::Float(array)) => {
                let scale = 10f64.powi(*digits);
                Ok(Column::Float(unary(array, |x: f64| {
                    (x * scale).round_ties_even() / scale
                })))
            }
            (Function::Abs | Function::Round(_), other) => {
                Err(unfit("abs, round", other.kind(), "they are asked of numbers"))
            }
            (Function::Contains(part), Column::Text(array)) => Ok(is(array, |text| text.contains(part.as_str()))),
            (Function::StartsWith(part), Column::Text(array)) => Ok(is(array, |text| text.starts_with(part.as_str()))),
            (Function::EndsWith(part), Column::Text(array)) => Ok(is(array, |text| text.ends_with(part.as_str()))),
            (Function::Lower, Column::Text(array)) => Ok(texts(array, str::to_lowercase)),
            (Function::Upper, Column::Text(array)) => Ok(texts(array, str::to_uppercase)),
            (Function::Len, Column::Text(array)) => {
                let lengths = array.iter().map(|text| text.map(|text| text.chars().count() as i64));
                Ok(Column::Int(lengths.collect()))
            }
            (_, other) => Err(unfit(
                "str",
                other.kind(),
                "it is asked of texts; write `.astype('str')` before",
            )),
        }
    }
}

/// A condition on texts; of what is missing it is false.
fn is(array: &LargeStringArray, holds: impl Fn(&str) -> bool) -> Column {
    Column::Bool(array.iter().map(|text| Some(text.is_some_and(&holds))).collect())
}

fn texts(array: &LargeStringArray, change: impl Fn(&str) -> String) -> Column {
    Column::Text(array.iter().map(|text| text.map(&change)).collect())
}

fn pair(operation: &str, left: &Column, right: &Column, expected: &'static str) -> DynError {
    unfit(operation, format!("{} and {}", left.kind(), right.kind()), expected)
}

/// Both sides as one kind: of an integer and a float two floats, of a text beside a timestamp another.
fn alike(operation: &str, left: Column, right: Column) -> Result<(Column, Column), DynError> {
    use Kind::{Bool, Float, Int, Text, Time};
    let kind = match (left.kind(), right.kind()) {
        (a, b) if a == b => return Ok((left, right)),
        (Float, Int | Bool) | (Int | Bool, Float) => Float,
        (Int, Bool) | (Bool, Int) => Int,
        (Time, Text) | (Text, Time) => Time,
        // `None` is a missing float, and becomes a missing anything.
        (kind, Float) if is_nothing(&right) => kind,
        (Float, kind) if is_nothing(&left) => kind,
        _ => {
            return Err(pair(
                operation,
                &left,
                &right,
                "both sides must be of one type; write `.astype(..)`",
            ));
        }
    };
    Ok((left.cast(kind)?, right.cast(kind)?))
}

fn is_nothing(column: &Column) -> bool {
    matches!(column, Column::Float(array) if array.values().iter().all(|value| value.is_nan()))
}

fn both(operator: Operator, left: Column, right: Column) -> Result<Column, DynError> {
    use Operator::{
        Add, And, AtLeast, AtMost, Equal, Floor, Greater, Less, Multiply, Or, Remainder, Subtract, Unequal,
    };
    match operator {
        And | Or => match (&left, &right) {
            (Column::Bool(a), Column::Bool(b)) => {
                let logic = if operator == And { and_kleene } else { or_kleene };
                Ok(Column::Bool(logic(a, b).map_err(DynError::arrow(FAILED))?))
            }
            _ => Err(pair(operator.name(), &left, &right, "it joins conditions")),
        },
        Equal | Unequal | Less | AtMost | Greater | AtLeast => {
            let (left, right) = alike(operator.name(), left, right)?;
            Ok(Column::Bool(compare(operator, &left, &right)))
        }
        _ => match (left, right) {
            // Instants: how far from each other, and others so far away.
            (Column::Time(a), Column::Time(b)) if operator == Subtract => {
                Ok(Column::Int(fits(operator, &a, &b, i64::checked_sub)?))
            }
            (Column::Time(a), Column::Int(b)) if operator == Add => {
                Ok(Column::Time(fits(operator, &a, &b, i64::checked_add)?))
            }
            (Column::Time(a), Column::Int(b)) if operator == Subtract => {
                Ok(Column::Time(fits(operator, &a, &b, i64::checked_sub)?))
            }
            (left @ (Column::Text(_) | Column::Time(_)), right)
            | (left, right @ (Column::Text(_) | Column::Time(_))) => {
                Err(pair(operator.name(), &left, &right, "it is asked of numbers"))
            }
            (left, right) => match (alike(operator.name(), numbers(left)?, numbers(right)?)?, operator) {
                ((Column::Int(a), Column::Int(b)), Add) => Ok(Column::Int(fits(operator, &a, &b, i64::checked_add)?)),
                ((Column::Int(a), Column::Int(b)), Subtract) => {
                    Ok(Column::Int(fits(operator, &a, &b, i64::checked_sub)?))
                }
                ((Column::Int(a), Column::Int(b)), Multiply) => {
                    Ok(Column::Int(fits(operator, &a, &b, i64::checked_mul)?))
                }
                ((Column::Int(a), Column::Int(b)), Floor | Remainder) => {
                    // What is divided by zero is missing.
                    let b: Int64Array = b.iter().map(|b| b.filter(|&b| b != 0)).collect();
                    let divide = if operator == Floor { floor } else { remainder };
                    Ok(Column::Int(fits(operator, &a, &b, divide)?))
                }
                ((left, right), _) => {
                    let (Column::Float(a), Column::Float(b)) = (left.cast(Kind::Float)?, right.cast(Kind::Float)?)
                    else {
                        return Err(pair(operator.name(), &left, &right, "it is asked of numbers"));
                    };
                    Ok(Column::Float(whole(binary(&a, &b, |a, b| arithmetic(operator, a, b)))?))
                }
            },
        },
    }
}

/// A function of integers in each row, each of which must fit.
fn fits<A, B, C>(
    operator: Operator,
    a: &PrimitiveArray<A>,
    b: &PrimitiveArray<B>,
    function: fn(i64, i64) -> Option<i64>,
) -> Result<PrimitiveArray<C>, DynError>
where
    A: ArrowPrimitiveType<Native = i64>,
    B: ArrowPrimitiveType<Native = i64>,
    C: ArrowPrimitiveType<Native = i64>,
{
    try_binary(a, b, |a, b| function(a, b).ok_or_else(too_large)).map_err(|_| large(operator.name()))
}

fn each_fits(
    operation: &'static str,
    array: &Int64Array,
    function: fn(i64) -> Option<i64>,
) -> Result<Int64Array, DynError> {
    try_unary(array, |x| function(x).ok_or_else(too_large)).map_err(|_| large(operation))
}

fn too_large() -> ArrowError {
    ArrowError::ArithmeticOverflow(String::new())
}

fn large(operation: &'static str) -> DynError {
    DynError::TooLarge { operation }
}

fn whole<T>(computed: Result<T, ArrowError>) -> Result<T, DynError> {
    computed.map_err(DynError::arrow(FAILED))
}

/// Booleans as numbers.
fn numbers(column: Column) -> Result<Column, DynError> {
    match column.kind() {
        Kind::Bool => column.cast(Kind::Int),
        _ => Ok(column),
    }
}

/// The quotient, rounded down.
fn floor(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if quotient * b != a && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    })
}

/// What is left of a quotient that is rounded down, with the sign of the divisor, as in Python.
fn remainder(a: i64, b: i64) -> Option<i64> {
    let rest = a.wrapping_rem(b);
    Some(if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    })
}

fn arithmetic(operator: Operator, a: f64, b: f64) -> f64 {
    match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        Operator::Floor => (a / b).floor(),
        Operator::Remainder => {
            let rest = a % b;
            if rest != 0.0 && (rest < 0.0) != (b < 0.0) {
                rest + b
            } else {
                rest
            }
        }
        Operator::Power => a.powf(b),
        _ => f64::NAN,
    }
}

/// Whether a comparison holds; with what is missing only `!=` does.
fn compare(operator: Operator, left: &Column, right: &Column) -> BooleanArray {
    fn each<T: PartialOrd>(operator: Operator, pairs: impl Iterator<Item = (Option<T>, Option<T>)>) -> BooleanArray {
        let holds = |(a, b): (Option<T>, Option<T>)| {
            let (Some(a), Some(b)) = (a, b) else {
                return Some(operator == Operator::Unequal);
            };
            Some(match operator {
                Operator::Equal => a == b,
                Operator::Unequal => a != b,
                Operator::Less => a < b,
                Operator::AtMost => a <= b,
                Operator::Greater => a > b,
                _ => a >= b,
            })
        };
        pairs.map(holds).collect()
    }
    match (left, right) {
        (Column::Bool(a), Column::Bool(b)) => each(operator, a.iter().zip(b)),
        (Column::Int(a), Column::Int(b)) => each(operator, a.iter().zip(b)),
        (Column::Float(a), Column::Float(b)) => each(operator, a.iter().zip(b)),
        (Column::Text(a), Column::Text(b)) => each(operator, a.iter().zip(b)),
        (Column::Time(a), Column::Time(b)) => each(operator, a.iter().zip(b)),
        // Both are of one kind.
        _ => BooleanArray::from_iter(core::iter::repeat_n(
            Some(operator == Operator::Unequal),
            left.array().len(),
        )),
    }
}
