//! Nodes of a pool: elements, and groups of two nodes each, to any depth.

use super::Outcome;
use super::group::{Node, Place};
use super::pool::PoolIn;
use super::store::Store;

#[allow(
    unsafe_code,
    reason = "holds are owned by tokens and groups, which the types do not show"
)]
impl<S: Store> PoolIn<S> {
    /// Holds `node` once more.
    ///
    /// # Safety
    ///
    /// The caller is, or borrows, a holder of `node`, which is of this pool.
    #[inline]
    pub(super) unsafe fn hold(&self, node: Node) {
        let holders = match node.place() {
            Some(Place::Element(index)) => self.store.elements().get(index).map(|slot| slot.holders()),
            Some(Place::Group(index)) => self.store.groups().get(index).map(|group| group.holders()),
            None => None,
        };
        if let Some(holders) = holders {
            // SAFETY: the caller is or borrows a holder.
            unsafe { holders.hold() }
        }
    }

    /// Lets go of `node`; settles what nobody holds after that, members before those to their right. Nothing for
    /// [`Node::NONE`].
    ///
    /// Takes constant stack and memory for groups of any depth: nodes without holders wait in a list through their own
    /// links.
    ///
    /// # Safety
    ///
    /// The caller is a holder of `node`, which is of this pool, and is none after this.
    #[inline]
    pub(super) unsafe fn release(&self, node: Node, outcome: Outcome) {
        let mut dead = Node::NONE;
        // SAFETY: the caller gives up its hold.
        unsafe { self.let_go(node, outcome, &mut dead) };
        if dead != Node::NONE {
            // SAFETY: the list is of nodes whose last holder was let go of here.
            unsafe { self.settle(dead) }
        }
    }

    /// Settles the nodes of a list and what they alone hold.
    ///
    /// # Safety
    ///
    /// The list is of nodes of this pool whose last `let_go` was the caller's, and the caller forgets them.
    unsafe fn settle(&self, mut dead: Node) {
        let (elements, groups) = (self.store.elements(), self.store.groups());
        let mut reported = false;
        while let Some(place) = dead.place() {
            match place {
                Place::Element(index) => {
                    let Some(slot) = elements.get(index) else { break };
                    dead = Node::load(slot);
                    self.order.push(elements, index);
                    reported = true;
                }
                Place::Group(index) => {
                    let Some(group) = groups.get(index) else { break };
                    dead = Node::load(group);
                    let outcome = group.holders().outcome();
                    let [left, right] = group.members();
                    group.holders().vacate();
                    self.free_groups.push(groups, index);
                    // SAFETY: the group owned one hold on each of its members, and nobody will find them in it again.
                    // The right one goes into the list first, so it comes out of it last.
                    unsafe {
                        self.let_go(right, outcome, &mut dead);
                        self.let_go(left, outcome, &mut dead);
                    }
                }
            }
        }
        // Last, when nothing is half done: a waker is foreign code, and one that panics must not cost an element.
        if reported {
            self.waiting.wake();
        }
    }

    /// Lets go of `node`, and puts it on the list if that was the last hold.
    ///
    /// # Safety
    ///
    /// As for `release`.
    #[inline]
    unsafe fn let_go(&self, node: Node, outcome: Outcome, dead: &mut Node) {
        match node.place() {
            Some(Place::Element(index)) => {
                let Some(slot) = self.store.elements().get(index) else {
                    return;
                };
                // SAFETY: the caller gives up its hold.
                if unsafe { slot.holders().let_go(outcome) } {
                    dead.store(slot);
                    *dead = node;
                }
            }
            Some(Place::Group(index)) => {
                let Some(group) = self.store.groups().get(index) else {
                    return;
                };
                // SAFETY: the caller gives up its hold.
                if unsafe { group.holders().let_go(outcome) } {
                    dead.store(group);
                    *dead = node;
                }
            }
            None => {}
        }
    }

    /// Makes one node of two, of which the caller is the only holder. `None` if there is no room.
    ///
    /// # Safety
    ///
    /// The caller is a holder of each, both are of this pool, and if it gets a node it is a holder of neither any more.
    pub(super) unsafe fn pair(&self, left: Node, right: Node) -> Option<Node> {
        let groups = self.store.groups();
        let elements = self.elements_of(left).saturating_add(self.elements_of(right));
        // Once, as in `begin`.
        for _ in 0..groups.len() {
            let (index, group) = self.free_groups.pop(groups)?;
            if group.issue([left, right], elements) {
                return Some(Node::group(index));
            }
        }
        None
    }

    /// How many elements a held node has, those in it twice counted twice.
    pub(super) fn elements_of(&self, node: Node) -> usize {
        match node.place() {
            Some(Place::Element(_)) => 1,
            Some(Place::Group(index)) => self.store.groups().get(index).map_or(0, |group| group.elements()),
            None => 0,
        }
    }

    /// The metadata of element `position` of a node; of its last one, if it has fewer.
    ///
    /// # Safety
    ///
    /// `node` is of this pool and not [`Node::NONE`], and has a holder for as long as the reference lives.
    #[inline]
    pub(super) unsafe fn meta_at(&self, mut node: Node, mut position: usize) -> &S::Meta {
        // A held group holds its members, so everything on the way down has a holder.
        while let Some(Place::Group(index)) = node.place() {
            // SAFETY: the number of a held group was made by `pair`, from an index into this array.
            let group = unsafe { self.store.groups().get_unchecked(index) };
            let [left, right] = group.members();
            let before = self.elements_of(left);
            node = if position < before {
                left
            } else {
                position -= before;
                right
            };
        }
        match node.place() {
            Some(Place::Element(index)) => {
                // SAFETY: the number of a held element was made by `begin`, from an index into this array; and it has a
                // holder for as long as the reference lives.
                unsafe { self.store.elements().get_unchecked(index).meta() }
            }
            // SAFETY: not a group, as the loop has ended; not `NONE`, as the caller promised that for `node`, and groups
            // are made of held nodes.
            _ => unsafe { core::hint::unreachable_unchecked() },
        }
    }
}
