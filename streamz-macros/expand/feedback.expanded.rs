fn main() {
    let pipeline = {
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<u64>,
                0usize,
            >();
            #[allow(unused_variables)]
            let n = flow_0;
            let sink_0 = n.sink(|x| println!("{x}"));
            #[allow(unused_variables)]
            let flow_1 = ::streamz::__private::through::<1usize, _, _>(flow_0, &sink_0);
            let branch_0 = ::streamz::__private::branch(flow_0);
            let filter_1 = n.filter(|x| *x != 1);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<
                2usize,
                _,
                _,
            >(flow_0, &filter_1);
            let map_2 = flow_2.map(|x| if x % 2 == 0 { x / 2 } else { 3 * x + 1 });
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through::<3usize, _, _>(flow_2, &map_2);
            let feedback_3 = flow_3.feedback(n, ::streamz::__private::Inline::<16>);
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through::<
                4usize,
                _,
                _,
            >(flow_3, &feedback_3);
            let outcome = ::streamz::__private::outcome::<
                ::core::result::Result<(), _>,
            >();
            #[allow(
                unused,
                for_loops_over_fallibles,
                clippy::all,
                clippy::pedantic,
                clippy::nursery
            )]
            let pipeline = {
                let mut state = (sink_0, filter_1, map_2, feedback_3);
                let slots = ();
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (sink_0, filter_1, map_2, feedback_3) = state;
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_0,
                                &item,
                            );
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *sink_0, item) {
                                let _ = item;
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *sink_0);
                        }
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *filter_1, item) {
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *map_2, item) {
                                let emission = match ::streamz::__private::try_step::<
                                    0usize,
                                    _,
                                >(&mut *feedback_3, item) {
                                    ::core::result::Result::Ok(emission) => emission,
                                    ::core::result::Result::Err(error) => {
                                        return ::core::result::Result::Err(error);
                                    }
                                };
                                for item in emission {
                                    let _ = item;
                                }
                                ::streamz::__private::try_settle::<
                                    0usize,
                                    _,
                                >(&mut *feedback_3);
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *map_2);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *filter_1);
                        ::core::result::Result::Ok(())
                    },
                );
                let drain = ::streamz::__private::on_state(
                    outcome,
                    &state,
                    move |state| {
                        loop {
                            let mut idle = true;
                            if let ::core::option::Option::Some(item) = (*state).3.pop()
                            {
                                idle = false;
                                if let ::core::result::Result::Err(error) = segment_0(
                                    &mut (*state),
                                    &mut (),
                                    item,
                                ) {
                                    return ::core::result::Result::Err(error);
                                }
                            }
                            if idle {
                                return ::core::result::Result::Ok(());
                            }
                        }
                    },
                );
                let recover = ::streamz::__private::on_failure(
                    &state,
                    |state| {
                        ::streamz::__private::Node::recover(&mut (*state).0);
                        ::streamz::__private::Node::recover(&mut (*state).1);
                        ::streamz::__private::Node::recover(&mut (*state).2);
                        ::streamz::__private::Node::recover(&mut (*state).3);
                    },
                );
                let port_0 = ::streamz::__private::port(
                    outcome,
                    &state,
                    flow_0,
                    move |state, item| {
                        let outcome = segment_0(&mut (*state), &mut (), item)
                            .and_then(|()| drain(state));
                        if outcome.is_err() {
                            recover(state);
                        }
                        outcome
                    },
                );
                #[must_use = "a pipeline does nothing until items are emitted into it"]
                struct Pipeline<State, Output, Kind_0, Run_0> {
                    state: State,
                    outcome: ::core::marker::PhantomData<fn() -> Output>,
                    port_0: ::streamz::__private::Port<Kind_0, Run_0>,
                }
                #[allow(dead_code)]
                impl<
                    State,
                    Output,
                    Kind_0,
                    Run_0,
                > Pipeline<State, Output, Kind_0, Run_0> {
                    /// Sends one item in here; when this returns, every effect of it is done.
                    #[inline]
                    pub fn emit<'event>(
                        &'event mut self,
                        item: ::streamz::__private::Item<'event, Kind_0>,
                    ) -> Output
                    where
                        Kind_0: ::streamz::__private::Kind,
                        Run_0: for<'state> ::core::ops::Fn(
                            &'state mut State,
                            ::streamz::__private::Item<'state, Kind_0>,
                        ) -> Output,
                    {
                        (self.port_0.run)(&mut self.state, item)
                    }
                    /// Sends one item in here; when this returns, every effect of it is done.
                    #[inline]
                    pub fn n<'event>(
                        &'event mut self,
                        item: ::streamz::__private::Item<'event, Kind_0>,
                    ) -> Output
                    where
                        Kind_0: ::streamz::__private::Kind,
                        Run_0: for<'state> ::core::ops::Fn(
                            &'state mut State,
                            ::streamz::__private::Item<'state, Kind_0>,
                        ) -> Output,
                    {
                        (self.port_0.run)(&mut self.state, item)
                    }
                }
                impl<State, Output, Run_0, Item> ::streamz::__private::Emit<Item, 0usize>
                for Pipeline<State, Output, ::streamz::__private::Own<Item>, Run_0>
                where
                    Run_0: for<'state> ::core::ops::Fn(
                        &'state mut State,
                        Item,
                    ) -> Output,
                {
                    type Output = Output;
                    #[inline]
                    fn emit(&mut self, item: Item) -> Output {
                        (self.port_0.run)(&mut self.state, item)
                    }
                }
                Pipeline { state, outcome, port_0 }
            };
            pipeline
        };
        pipeline
    };
}
