//! From statements to a graph: which streams there are, which operator makes each, and who consumes it, in order.

mod arguments;
mod attachments;
mod builder;
mod chain;
mod frames;
mod names;
mod operators;
mod sources;

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Ident, Stmt, Type};

use crate::parse::{Source, tagged};
use crate::words::{self, Holds, Role, Twin};

pub(crate) use builder::{build, flow_name};

/// An index into [`Graph::streams`].
pub(crate) type StreamId = usize;

/// An index into [`Graph::nodes`].
pub(crate) type NodeId = usize;

/// The shape of a pipeline.
pub(crate) struct Graph {
    pub(crate) attributes: Vec<Attribute>,
    /// Whether what it holds can be saved.
    pub(crate) snapshot: bool,
    pub(crate) sources: Vec<Source>,
    pub(crate) output: Option<Type>,
    pub(crate) streams: Vec<Stream>,
    pub(crate) nodes: Vec<Node>,
    /// What construction does, in the order it is written.
    pub(crate) steps: Vec<Step>,
}

/// An edge with all its consumers.
pub(crate) struct Stream {
    pub(crate) origin: Origin,
    /// The name to use for it in messages, and where.
    pub(crate) name: String,
    pub(crate) span: Span,
    /// In the order they were attached, which is the order they see items in.
    pub(crate) consumers: Vec<Consumer>,
}

/// Where a stream's items come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The source of this number.
    Source(usize),
    /// A second way in, made by this `port`.
    Entry(NodeId),
    /// This operator.
    Node(NodeId),
}

/// One use of a stream.
#[derive(Clone, Copy)]
pub(crate) struct Consumer {
    pub(crate) node: NodeId,
    pub(crate) inlet: usize,
    pub(crate) span: Span,
}

/// An operator.
pub(crate) struct Node {
    pub(crate) method: Ident,
    pub(crate) role: Option<Role>,
    /// The streams at its inlets.
    pub(crate) inlets: Vec<StreamId>,
    pub(crate) output: StreamId,
    /// The call that makes it, but for what depends on the whole graph.
    pub(crate) receiver: TokenStream,
    pub(crate) call: Call,
    pub(crate) fallible: bool,
    /// For a boundary, what it needs.
    pub(crate) holds: Option<Holds>,
    /// Whether one arrival may make it emit any number of items; `None` if the macro does not know the word.
    pub(crate) many: Option<bool>,
    /// Whether it holds items that are handed on when the pipeline is closed.
    pub(crate) tail: bool,
    /// The `catch` of its failures.
    pub(crate) caught_by: Option<NodeId>,
    /// For a `catch`, the operator whose failures it takes.
    pub(crate) catches: Option<NodeId>,
    /// For a `feedback`, the stream of the source it leads back to.
    pub(crate) feeds: Option<StreamId>,
    /// For a named list, the name of its accessor.
    pub(crate) accessor: Option<Ident>,
}

/// How an operator's method is called.
pub(crate) enum Call {
    /// `.method::<generics>(arguments)`.
    Plain {
        generics: TokenStream,
        arguments: Vec<TokenStream>,
    },
    /// One call for each further stream: `.union(b)`, `.union(c)`.
    Each { others: Vec<TokenStream> },
    /// `.method(leading, (others,))`, with what the role adds behind.
    Tuple {
        leading: Vec<TokenStream>,
        others: Vec<TokenStream>,
        /// For `combine_latest`: bit i stands for inlet i.
        emit_on: Option<u32>,
    },
}

impl Call {
    /// `.method(arguments)`.
    pub(crate) fn plain(arguments: Vec<TokenStream>) -> Self {
        Self::Plain {
            generics: TokenStream::new(),
            arguments,
        }
    }
}

/// One statement of the construction.
pub(crate) enum Step {
    /// The user's own.
    Ordinary(Box<Stmt>),
    /// Attributes, and the operator they stand before.
    Node(Vec<Attribute>, NodeId),
    /// `let name = stream;`
    Name(Ident, StreamId),
    /// `let constant = expression;`
    Constant(Ident, TokenStream),
}

impl Node {
    /// Whether nothing follows it, as far as its name tells; `None` if the macro does not know the word.
    pub(crate) fn is_end(&self) -> Option<bool> {
        self.role
            .map(|role| matches!(role, Role::End | Role::List | Role::Feedback))
    }

    /// Whether it can make `emit` fail.
    pub(crate) fn can_fail(&self) -> bool {
        self.fallible && self.caught_by.is_none()
    }

    /// Whether it is a join whose streams tick together: it holds items within one event only.
    pub(crate) fn is_in_step(&self) -> bool {
        self.is_join() && self.method == "zip"
    }

    /// Whether it is a pulled source whose items come with tags.
    pub(crate) fn is_tagged_source(&self) -> bool {
        self.role == Some(Role::Source) && (self.method == "tagged_source" || self.method == "try_tagged_source")
    }

    /// Whether items wait in it from one event to another.
    pub(crate) fn is_boundary(&self) -> bool {
        self.holds.is_some()
    }

    /// Whether it is entered through several edges, and so begins a segment of its own.
    pub(crate) fn is_join(&self) -> bool {
        self.inlets.len() > 1
    }
}

impl Graph {
    /// The joins whose streams tick together, in a fixed order.
    pub(crate) fn in_step(&self) -> impl Iterator<Item = NodeId> {
        (0..self.nodes.len()).filter(|&node| self.nodes[node].is_in_step())
    }

    /// Whether items come with metadata.
    pub(crate) fn is_tagged(&self) -> bool {
        let sources = self.sources.iter().any(|source| tagged(&source.ty).is_some());
        sources || self.nodes.iter().any(Node::is_tagged_source)
    }

    /// What stands beside an operator to hold the tags of what it holds, in a pipeline with metadata.
    pub(crate) fn twin(&self, node: NodeId) -> Option<Twin> {
        let node = &self.nodes[node];
        if !self.is_tagged() || node.is_boundary() {
            return None;
        }
        words::twin_of(&node.method.to_string()).filter(|_| node.many.is_some())
    }

    /// Whether the pipeline is driven: whether it has boundaries.
    pub(crate) fn is_driven(&self) -> bool {
        self.nodes.iter().any(Node::is_boundary)
    }

    /// Whether a part of the pipeline must not move.
    pub(crate) fn is_pinned(&self) -> bool {
        self.nodes
            .iter()
            .filter_map(|node| node.holds)
            .any(|holds| holds.pinned)
    }

    /// Whether the pipeline needs time.
    pub(crate) fn is_timed(&self) -> bool {
        self.nodes.iter().filter_map(|node| node.holds).any(|holds| holds.timed)
    }

    /// Whether `emit` returns a `Result`.
    pub(crate) fn is_fallible(&self) -> bool {
        self.output.is_some() || self.nodes.iter().any(Node::can_fail)
    }
}
