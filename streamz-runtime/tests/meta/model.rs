//! Random lives of tokens against a plain model.

use std::collections::VecDeque;
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use streamz_runtime::meta::{Ack, HeapPool, JoinError, Outcome, Pool, PoolIn, Store};

const ELEMENTS: usize = 5;
const JOINS: usize = 6;

/// What a program can do. Numbers choose among the tokens there are.
#[derive(Debug, Clone)]
enum Step {
    Issue,
    Clone(usize),
    End(usize, Outcome),
    Join(Vec<usize>),
    And(usize, usize),
    Take,
}

fn step() -> impl Strategy<Value = Step> {
    let outcome = prop_oneof![4 => Just(Outcome::Done), 1 => Just(Outcome::Failed)];
    prop_oneof![
        4 => Just(Step::Issue),
        3 => any::<usize>().prop_map(Step::Clone),
        6 => (any::<usize>(), outcome).prop_map(|(token, outcome)| Step::End(token, outcome)),
        2 => vec(any::<usize>(), 0..6).prop_map(Step::Join),
        2 => any::<[usize; 2]>().prop_map(|[a, b]| Step::And(a, b)),
        3 => Just(Step::Take),
    ]
}

/// What a token holds: an element, or all members of a group.
struct Node {
    members: Option<Vec<usize>>,
    holders: usize,
    outcome: Outcome,
}

/// All nodes there ever were; an element's metadata is its number.
#[derive(Default)]
struct Model {
    nodes: Vec<Node>,
    /// What settled in one step, for each step. How members follow each other within a step is not the model's matter.
    settled: VecDeque<Vec<(usize, Outcome)>>,
    elements: usize,
    joins: usize,
}

impl Model {
    fn begin(&mut self, members: Option<Vec<usize>>) -> usize {
        match &members {
            Some(members) => self.joins += members.len() - 1,
            None => self.elements += 1,
        }
        self.nodes.push(Node {
            members,
            holders: 1,
            outcome: Outcome::Done,
        });
        self.nodes.len() - 1
    }

    fn end(&mut self, node: usize, outcome: Outcome, settled: &mut Vec<(usize, Outcome)>) {
        let Node {
            members,
            holders,
            outcome: so_far,
        } = &mut self.nodes[node];
        if outcome == Outcome::Failed {
            *so_far = Outcome::Failed;
        }
        *holders -= 1;
        if *holders > 0 {
            return;
        }
        let outcome = *so_far;
        match members.take() {
            Some(members) => {
                self.joins -= members.len() - 1;
                for member in members {
                    self.end(member, outcome, settled);
                }
            }
            None => settled.push((node, outcome)),
        }
    }

    fn end_token(&mut self, node: usize, outcome: Outcome) {
        let mut settled = Vec::new();
        self.end(node, outcome, &mut settled);
        if !settled.is_empty() {
            self.settled.push_back(settled);
        }
    }

    fn metas(&self, node: usize) -> Vec<usize> {
        match &self.nodes[node].members {
            Some(members) => members.iter().flat_map(|&member| self.metas(member)).collect(),
            None => vec![node],
        }
    }

    /// Takes what `seen` says came out of the pool, if that may be next.
    fn take(&mut self, seen: Option<(usize, Outcome)>) -> Result<(), TestCaseError> {
        let Some(first) = self.settled.front_mut() else {
            prop_assert_eq!(seen, None, "nothing has settled");
            return Ok(());
        };
        let place = first.iter().position(|settled| Some(*settled) == seen);
        let Some(place) = place else {
            return Err(TestCaseError::fail(format!("{seen:?} is not among {first:?}")));
        };
        first.remove(place);
        if first.is_empty() {
            self.settled.pop_front();
        }
        self.elements -= 1;
        Ok(())
    }
}

fn run<S>(pool: &PoolIn<S>, steps: Vec<Step>) -> Result<(), TestCaseError>
where
    S: Store<Meta = Rc<usize>>,
{
    let mut model = Model::default();
    let mut tokens: Vec<(usize, Ack<&PoolIn<S>>)> = Vec::new();
    let mut metas: Vec<Rc<usize>> = Vec::new();
    let taken = || pool.next_settled().map(|settled| (*settled.meta, settled.outcome));
    for step in steps {
        let choose = |number: usize| number % tokens.len().max(1);
        match step {
            Step::Issue => {
                let room = model.elements < ELEMENTS;
                let meta = Rc::new(model.nodes.len());
                match pool.issue(Rc::clone(&meta)) {
                    Ok(ack) => {
                        prop_assert!(room);
                        tokens.push((model.begin(None), ack));
                        metas.push(meta);
                    }
                    Err(full) => {
                        prop_assert!(!room);
                        prop_assert!(Rc::ptr_eq(&full.meta, &meta));
                    }
                }
            }
            Step::Take => model.take(taken())?,
            Step::Join(members) if tokens.is_empty() || members.is_empty() => {
                let none: [&Ack<&PoolIn<S>>; 0] = [];
                prop_assert_eq!(Ack::join(none).unwrap_err(), JoinError::Empty);
            }
            _ if tokens.is_empty() => {}
            Step::Clone(token) => {
                let (node, ack) = &tokens[choose(token)];
                model.nodes[*node].holders += 1;
                let copy = (*node, ack.clone());
                tokens.push(copy);
            }
            Step::End(token, outcome) => {
                let (node, ack) = tokens.swap_remove(choose(token));
                model.end_token(node, outcome);
                match outcome {
                    Outcome::Done => ack.done(),
                    Outcome::Failed => drop(ack),
                }
            }
            Step::Join(members) => {
                let members: Vec<_> = members.into_iter().map(choose).collect();
                let joined = Ack::join(members.iter().map(|&member| &tokens[member].1));
                let nodes: Vec<_> = members.iter().map(|&member| tokens[member].0).collect();
                match joined {
                    Ok(ack) => {
                        prop_assert!(model.joins + nodes.len() - 1 <= JOINS);
                        for &node in &nodes {
                            model.nodes[node].holders += 1;
                        }
                        tokens.push((model.begin(Some(nodes)), ack));
                    }
                    Err(error) => {
                        prop_assert_eq!(error, JoinError::Exhausted { capacity: JOINS });
                        prop_assert!(model.joins + nodes.len() - 1 > JOINS);
                    }
                }
            }
            Step::And(a, b) => {
                let (left, a) = tokens.swap_remove(choose(a));
                if tokens.is_empty() {
                    tokens.push((left, a));
                    continue;
                }
                let (right, b) = tokens.swap_remove(b % tokens.len());
                match a.and(b) {
                    Ok(ack) => {
                        prop_assert!(model.joins < JOINS);
                        tokens.push((model.begin(Some(vec![left, right])), ack));
                    }
                    Err(back) => {
                        prop_assert_eq!(back.error, JoinError::Exhausted { capacity: JOINS });
                        prop_assert_eq!(model.joins, JOINS);
                        tokens.extend([left, right].into_iter().zip(back.tokens));
                    }
                }
            }
        }
        for (node, ack) in &tokens {
            let expected = model.metas(*node);
            prop_assert_eq!(*ack.meta().as_ref(), expected[0]);
            prop_assert_eq!(ack.metas().map(|meta| **meta).collect::<Vec<_>>(), expected);
        }
    }
    // At the end everything settles, once, and every place is free.
    for (node, ack) in tokens {
        model.end_token(node, Outcome::Failed);
        ack.fail();
    }
    while !model.settled.is_empty() {
        model.take(taken())?;
    }
    model.take(taken())?;
    prop_assert_eq!((model.elements, model.joins), (0, 0));
    prop_assert!(metas.iter().all(|meta| Rc::strong_count(meta) == 1));
    let acks: Vec<_> = (0..ELEMENTS)
        .map(|i| pool.issue(Rc::new(i)))
        .collect::<Result<_, _>>()
        .unwrap();
    prop_assert!(Ack::join(acks.iter().cycle().take(JOINS + 1)).is_ok());
    Ok(())
}

proptest! {
    #![proptest_config(super::cases(2000))]

    #[test]
    fn inline(steps in vec(step(), 0..super::at_most(100))) {
        run(&Pool::<_, ELEMENTS, JOINS>::new(), steps)?;
    }

    #[test]
    fn on_the_heap(steps in vec(step(), 0..super::at_most(100))) {
        run(&HeapPool::with_capacity(ELEMENTS, JOINS), steps)?;
    }
}
