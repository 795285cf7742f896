//! What a binding is made of: parameters in, a pipeline behind its source, one output for each batch.

use core::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::Value as Json;
use streamz::frame::Rows;

use super::case::Case;
use super::rows::ToCells;
use super::shown::{Cell, Shown, ToCell};
use crate::convert::FromValue;

/// A pipeline behind its source.
pub(crate) type Bound = Box<dyn FnMut(&Json)>;

/// Makes the pipeline of a template, with the parameters of a case.
pub(crate) type Bind = fn(&Setup<'_>) -> Bound;

/// Where the outputs of a pipeline go.
#[derive(Clone, Default)]
pub(crate) struct Out(Rc<RefCell<Vec<Shown>>>);

impl Out {
    fn put(&self, shown: Shown) {
        self.0.borrow_mut().push(shown);
    }

    /// One value.
    pub(crate) fn scalar(&self, value: impl ToCell) {
        self.put(Shown::Scalar(value.to_cell()));
    }

    /// A value with a label for each row.
    pub(crate) fn series<R: Rows<Index: ToCell, Row: ToCell>>(&self, rows: R) {
        let (labels, cells) = rows.iter().map(|(label, row)| (label.to_cell(), row.to_cell())).unzip();
        self.put(Shown::Table(labels, vec![(String::new(), cells)]));
    }

    /// Only the labels.
    pub(crate) fn labels<R: Rows<Index: ToCell>>(&self, rows: R) {
        let labels = rows.iter().map(|(label, _)| label.to_cell()).collect();
        self.put(Shown::Table(labels, Vec::new()));
    }

    /// Cells under names for each row.
    pub(crate) fn frame<R: Rows<Index: ToCell, Row: ToCells>>(&self, names: &[&str], rows: R) {
        self.frame_of(names, rows, ToCells::to_cells);
    }

    /// Cells under names, made of each row.
    pub(crate) fn frame_of<R: Rows<Index: ToCell>>(
        &self,
        names: &[&str],
        rows: R,
        cells: impl Fn(R::Row) -> Vec<Cell>,
    ) {
        let labels = rows.iter().map(|(label, _)| label.to_cell()).collect();
        let mut columns: Vec<(String, Vec<Cell>)> = names.iter().map(|name| ((*name).to_owned(), Vec::new())).collect();
        for (_, row) in rows.iter() {
            let cells = cells(row);
            assert_eq!(cells.len(), names.len(), "a name for each cell");
            for (column, cell) in columns.iter_mut().zip(cells) {
                column.1.push(cell);
            }
        }
        self.put(Shown::Table(labels, columns));
    }

    /// Relabels the last output by position.
    pub(crate) fn at_positions(&self) {
        if let Some(Shown::Table(labels, _)) = self.0.borrow_mut().last_mut() {
            for (position, label) in labels.iter_mut().enumerate() {
                *label = position.to_cell();
            }
        }
    }

    /// A frame of one row.
    pub(crate) fn only_row(&self, label: impl ToCell, names: &[&str], row: impl ToCells) {
        let columns = names.iter().zip(row.to_cells());
        let columns = columns.map(|(name, cell)| ((*name).to_owned(), vec![cell]));
        self.put(Shown::Table(vec![label.to_cell()], columns.collect()));
    }

    /// One value for each of some columns: a series labelled by their names.
    pub(crate) fn columns(&self, names: &[&str], values: impl ToCells) {
        let labels = names.iter().map(|name| name.to_cell()).collect();
        self.put(Shown::Table(labels, vec![(String::new(), values.to_cells())]));
    }
}

/// What a binding is given.
pub(crate) struct Setup<'c> {
    case: &'c Case,
    out: Out,
    used: RefCell<BTreeSet<&'static str>>,
}

impl<'c> Setup<'c> {
    /// Runs a case through a binding.
    pub(crate) fn run(case: &'c Case, bind: Bind) -> Vec<Shown> {
        let setup = Self {
            case,
            out: Out::default(),
            used: RefCell::default(),
        };
        let mut pipeline = bind(&setup);
        for (name, _) in &case.params {
            let used = setup.used.borrow().contains(name.as_str());
            assert!(used, "the binding takes no notice of the parameter `{name}`");
        }
        for batch in &case.batches {
            pipeline(batch);
        }
        drop(pipeline);
        setup.out.0.take()
    }

    /// The Python text that the binding stands for: the recording must be of the same.
    pub(crate) fn python(&self, text: &str) {
        assert_eq!(
            text, self.case.pipeline,
            "the binding is for another pipeline than the recording"
        );
    }

    /// A parameter.
    pub(crate) fn param<T: FromValue>(&self, name: &'static str) -> T {
        self.used.borrow_mut().insert(name);
        let param = self.case.params.iter().find(|(known, _)| known == name);
        let Some((_, value)) = param else {
            panic!("the recording has no parameter `{name}`");
        };
        T::from_value(value.clone()).unwrap_or_else(|| {
            panic!(
                "the parameter `{name}` is read as `{}`, and is {value}",
                core::any::type_name::<T>()
            )
        })
    }

    /// Where the outputs go.
    pub(crate) fn out(&self) -> Out {
        self.out.clone()
    }
}

/// Bindings: a template (or several) with its parameters and its Python text, the frame of its rows, and the pipeline.
macro_rules! bindings {
    ($(
        $($template:ident)|+ ($($param:ident: $type:ty),*) $python:literal
        $frame:ident { $($chain:tt)* }
    )*) => {
        $(bindings! { @each [$($template)|+] $frame ($($param: $type),*) $python { $($chain)* } })*

        pub(crate) const BINDINGS: &[(&str, $crate::frame::setup::Bind)] =
            &[$($((stringify!($template), $template),)+)*];
    };
    (@each [$($template:ident)|+] $frame:ident $params:tt $python:literal $chain:tt) => {
        $(bindings! { @one $template $frame $params $python $chain })+
    };
    (@one $template:ident $frame:ident ($($param:ident: $type:ty),*) $python:literal { |$out:ident| $($chain:tt)* }) => {
        #[allow(non_snake_case, reason = "the names of the recordings")]
        fn $template(case: &$crate::frame::setup::Setup<'_>) -> $crate::frame::setup::Bound {
            case.python($python);
            $(let $param: $type = case.param(stringify!($param));)*
            let $out = case.out();
            let mut p = pipeline!(move |sdf: &Table<$frame>| {
                sdf.frame() $($chain)*
            });
            Box::new(move |batch| p.emit(&$crate::frame::rows::table::<$frame>(batch)))
        }
    };
}
pub(crate) use bindings;

/// Values as cells.
macro_rules! cells {
    ($($value:expr),+) => { vec![$($crate::frame::shown::ToCell::to_cell($value)),+] };
}
pub(crate) use cells;
