//! Which messages may be acknowledged: those before which none is left.

use std::collections::VecDeque;

use crate::mqtt::link::Acknowledgement;

/// Messages in the order in which they came. The protocol wants them acknowledged in this order.
#[derive(Default)]
pub(super) struct Acks {
    /// The number of the first one here.
    first: u64,
    slots: VecDeque<Slot>,
}

struct Slot {
    /// What to send, and on which connection the message came; nothing for one that was sent once and for all.
    answer: Option<(Acknowledgement, u32)>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    OnItsWay,
    Done,
    /// Never to be acknowledged, and so neither is any behind it.
    Withheld,
}

impl Acks {
    /// A message came; its number.
    pub(super) fn begin(&mut self, answer: Option<(Acknowledgement, u32)>) -> u64 {
        self.slots.push_back(Slot {
            answer,
            state: State::OnItsWay,
        });
        self.first + self.slots.len() as u64 - 1
    }

    /// It has been dealt with.
    pub(super) fn done(&mut self, number: u64) {
        self.set(number, State::Done);
    }

    /// It is not to be acknowledged.
    pub(super) fn withhold(&mut self, number: u64) {
        self.set(number, State::Withheld);
    }

    /// The next acknowledgement to send on a connection. What came on another one is passed over: the broker delivers it
    /// again, or knows it no more.
    pub(super) fn next(&mut self, connection: u32) -> Option<Acknowledgement> {
        while self.slots.front()?.state == State::Done {
            let slot = self.slots.pop_front()?;
            self.first += 1;
            if let Some((answer, came_on)) = slot.answer.filter(|(_, came_on)| *came_on == connection) {
                debug_assert_eq!(came_on, connection);
                return Some(answer);
            }
        }
        None
    }

    /// How many messages have come and are not acknowledged.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether nothing more will be acknowledged, whatever becomes of the messages on their way.
    pub(super) fn is_over(&self) -> bool {
        self.slots.front().is_none_or(|slot| slot.state == State::Withheld)
    }

    fn set(&mut self, number: u64, state: State) {
        let at = number.checked_sub(self.first).and_then(|at| usize::try_from(at).ok());
        if let Some(slot) = at.and_then(|at| self.slots.get_mut(at)) {
            slot.state = state;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Step {
        Come,
        Reconnect,
        /// One of those on their way, counted from the oldest.
        Settle(usize, bool),
        Send,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => Just(Step::Come),
            1 => Just(Step::Reconnect),
            4 => (0..8_usize, prop_oneof![9 => Just(true), 1 => Just(false)]).prop_map(|(at, done)| Step::Settle(at, done)),
            2 => Just(Step::Send),
        ]
    }

    proptest! {
        #[test]
        fn messages_are_acknowledged_in_order_and_only_when_all_before_are_done(steps in vec(step(), 1..200)) {
            let mut acks = Acks::default();
            let mut connection = 0;
            // For each message: its connection, and whether it is done; and those on their way.
            let (mut messages, mut on_their_way) = (Vec::new(), Vec::new());
            let (mut sent, mut withheld) = (Vec::new(), false);
            for step in steps {
                match step {
                    Step::Come => {
                        let number = acks.begin(Some((Acknowledgement::Received(messages.len() as u16), connection)));
                        prop_assert_eq!(number, messages.len() as u64);
                        on_their_way.push(messages.len());
                        messages.push((connection, Some(false)));
                    }
                    Step::Reconnect => connection += 1,
                    Step::Settle(at, done) if at < on_their_way.len() => {
                        let number = on_their_way.remove(at);
                        messages[number].1 = done.then_some(true);
                        if done { acks.done(number as u64) } else { acks.withhold(number as u64) }
                        withheld |= !done;
                    }
                    Step::Settle(..) => {}
                    Step::Send => {
                        while let Some(Acknowledgement::Received(number)) = acks.next(connection) {
                            prop_assert_eq!(messages[usize::from(number)].0, connection, "of another connection");
                            sent.push(usize::from(number));
                        }
                        let prefix = messages.iter().take_while(|(_, state)| *state == Some(true)).count();
                        prop_assert!(sent.is_sorted() && sent.iter().all(|number| *number < prefix));
                        let missing = (0..prefix).filter(|number| messages[*number].0 == connection && !sent.contains(number)).count();
                        prop_assert_eq!(missing, 0);
                        let next = messages.get(prefix).map(|(_, state)| *state);
                        prop_assert_eq!(acks.is_over(), next.is_none_or(|state| state.is_none()));
                    }
                }
            }
            prop_assert!(withheld || on_their_way.is_empty() || !acks.is_over() || sent.len() <= messages.len());
        }
    }
}
