fn main() {
    let pipeline = {
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Ref<str>,
                0usize,
            >();
            #[allow(unused_variables)]
            let lines = flow_0;
            let try_map_0 = lines.try_map(|line| line.parse::<i32>());
            #[allow(unused_variables)]
            let flow_1 = ::streamz::__private::through_skipping::<1usize, _>(&try_map_0);
            let parsed = flow_1;
            let saved_0 = ::streamz::__private::branch(flow_0);
            let catch_1 = ::streamz::__private::Failures::<_, _, 2usize>::of(&try_map_0)
                .catch(|line, error| format!("{line}: {error}"));
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through_skipping::<2usize, _>(&catch_1);
            let sink_2 = flow_2.sink(|bad| eprintln!("{bad}"));
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through::<3usize, _, _>(flow_2, &sink_2);
            let try_filter_3 = parsed.try_filter(|x| check(*x));
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through::<
                4usize,
                _,
                _,
            >(flow_1, &try_filter_3);
            let try_sink_4 = flow_4.try_sink(|x| write(x));
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through::<
                5usize,
                _,
                _,
            >(flow_4, &try_sink_4);
            let outcome = ::streamz::__private::outcome::<Result<(), Error>>();
            #[allow(
                unused,
                for_loops_over_fallibles,
                clippy::all,
                clippy::pedantic,
                clippy::nursery
            )]
            let pipeline = {
                let mut state = (try_map_0, catch_1, sink_2, try_filter_3, try_sink_4);
                let slots = ();
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (try_map_0, catch_1, sink_2, try_filter_3, try_sink_4) = state;
                        let saved = ::streamz::__private::Duplicate::duplicate(
                            saved_0,
                            &item,
                        );
                        match ::streamz::__private::try_step::<
                            0usize,
                            _,
                        >(&mut *try_map_0, item) {
                            ::core::result::Result::Ok(emission) => {
                                for item in emission {
                                    let emission = match ::streamz::__private::try_step::<
                                        0usize,
                                        _,
                                    >(&mut *try_filter_3, item) {
                                        ::core::result::Result::Ok(emission) => emission,
                                        ::core::result::Result::Err(error) => {
                                            return ::core::result::Result::Err(
                                                ::core::convert::From::from(error),
                                            );
                                        }
                                    };
                                    for item in emission {
                                        let emission = match ::streamz::__private::try_step::<
                                            0usize,
                                            _,
                                        >(&mut *try_sink_4, item) {
                                            ::core::result::Result::Ok(emission) => emission,
                                            ::core::result::Result::Err(error) => {
                                                return ::core::result::Result::Err(
                                                    ::core::convert::From::from(error),
                                                );
                                            }
                                        };
                                        for item in emission {
                                            let _ = item;
                                        }
                                        ::streamz::__private::try_settle::<
                                            0usize,
                                            _,
                                        >(&mut *try_sink_4);
                                    }
                                    ::streamz::__private::try_settle::<
                                        0usize,
                                        _,
                                    >(&mut *try_filter_3);
                                }
                                ::streamz::__private::try_settle::<
                                    0usize,
                                    _,
                                >(&mut *try_map_0);
                            }
                            ::core::result::Result::Err(error) => {
                                for item in catch_1.failed(saved, error) {
                                    for item in ::streamz::__private::step::<
                                        0usize,
                                        _,
                                    >(&mut *sink_2, item) {
                                        let _ = item;
                                    }
                                    ::streamz::__private::settle::<0usize, _>(&mut *sink_2);
                                }
                            }
                        }
                        ::core::result::Result::Ok(())
                    },
                );
                let recover = ::streamz::__private::on_failure(
                    &state,
                    |state| {
                        ::streamz::__private::Node::recover(&mut (*state).0);
                        ::streamz::__private::Node::recover(&mut (*state).1);
                        ::streamz::__private::Node::recover(&mut (*state).2);
                        ::streamz::__private::Node::recover(&mut (*state).3);
                        ::streamz::__private::Node::recover(&mut (*state).4);
                    },
                );
                let port_0 = ::streamz::__private::port(
                    outcome,
                    &state,
                    flow_0,
                    move |state, item| {
                        let outcome = segment_0(&mut (*state), &mut (), item);
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
                    pub fn lines<'event>(
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
                impl<
                    'event,
                    State,
                    Output,
                    Run_0,
                    Item: ?::core::marker::Sized,
                > ::streamz::__private::Emit<&'event Item, 0usize>
                for Pipeline<State, Output, ::streamz::__private::Ref<Item>, Run_0>
                where
                    Run_0: for<'state> ::core::ops::Fn(
                        &'state mut State,
                        &'state Item,
                    ) -> Output,
                {
                    type Output = Output;
                    #[inline]
                    fn emit(&mut self, item: &'event Item) -> Output {
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
