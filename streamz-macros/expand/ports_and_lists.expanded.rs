fn main() {
    let pipeline = {
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<String>,
                0usize,
            >();
            #[allow(unused_variables)]
            let words = flow_0;
            let map_0 = words.map(|word| word.len());
            #[allow(unused_variables)]
            let flow_1 = ::streamz::__private::through::<1usize, _, _>(flow_0, &map_0);
            let port_1 = flow_1.port();
            let flow_2 = ::streamz::__private::entry::<2usize, _>(flow_1);
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through_skipping::<3usize, _>(&port_1);
            let lengths = flow_3;
            let collect_2 = lengths.collect(::streamz::__private::Inline::<16>);
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through_skipping::<4usize, _>(&collect_2);
            let held = flow_4;
            let branch_3 = ::streamz::__private::branch(flow_3);
            let filter_3 = lengths.filter(|len| *len == 0);
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through::<
                5usize,
                _,
                _,
            >(flow_3, &filter_3);
            let flush_4 = flow_5.flush(held);
            #[allow(unused_variables)]
            let flow_6 = ::streamz::__private::through::<6usize, _, _>(flow_5, &flush_4);
            let map_5 = held.map(|items| items.len());
            #[allow(unused_variables)]
            let flow_7 = ::streamz::__private::through::<7usize, _, _>(flow_4, &map_5);
            let sink_to_list_6 = flow_7.sink_to_list(::streamz::__private::Inline::<4>);
            #[allow(unused_variables)]
            let flow_8 = ::streamz::__private::through::<
                8usize,
                _,
                _,
            >(flow_7, &sink_to_list_6);
            let own_operator_7 = lengths.own_operator(3);
            #[allow(unused_variables)]
            let flow_9 = ::streamz::__private::through::<
                9usize,
                _,
                _,
            >(flow_3, &own_operator_7);
            let sink_8 = flow_9.sink(|_| ());
            #[allow(unused_variables)]
            let flow_10 = ::streamz::__private::through::<
                10usize,
                _,
                _,
            >(flow_9, &sink_8);
            let outcome = ::streamz::__private::outcome::<()>();
            #[allow(
                unused,
                for_loops_over_fallibles,
                clippy::all,
                clippy::pedantic,
                clippy::nursery
            )]
            let pipeline = {
                let mut state = (
                    map_0,
                    (
                        port_1,
                        (
                            filter_3,
                            flush_4,
                            own_operator_7,
                            sink_8,
                            collect_2,
                            (map_5, sink_to_list_6),
                        ),
                    ),
                );
                let slots = ();
                let segment_3 = ::streamz::__private::segment(
                    outcome,
                    &state.1.1.5,
                    &slots,
                    flow_4,
                    move |state, slots, item| {
                        let (map_5, sink_to_list_6) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_5, item) {
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *sink_to_list_6, item) {
                                let _ = item;
                            }
                            ::streamz::__private::settle::<
                                0usize,
                                _,
                            >(&mut *sink_to_list_6);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_5);
                        ()
                    },
                );
                let segment_2 = ::streamz::__private::segment(
                    outcome,
                    &state.1.1,
                    &slots,
                    flow_3,
                    move |state, slots, item| {
                        let (
                            filter_3,
                            flush_4,
                            own_operator_7,
                            sink_8,
                            collect_2,
                            rest,
                        ) = state;
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_3,
                                &item,
                            );
                            {
                                let join = &mut *collect_2;
                                let behind = &mut (*rest);
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *join, item) {
                                    segment_3(&mut *behind, &mut *slots, item);
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *join);
                            }
                        }
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_3,
                                &item,
                            );
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *filter_3, item) {
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *flush_4, item) {
                                    {
                                        let join = &mut *collect_2;
                                        let behind = &mut (*rest);
                                        for item in ::streamz::__private::step::<
                                            1usize,
                                            _,
                                        >(&mut *join, item) {
                                            segment_3(&mut *behind, &mut *slots, item);
                                        }
                                        ::streamz::__private::settle::<1usize, _>(&mut *join);
                                    }
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *flush_4);
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *filter_3);
                        }
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *own_operator_7, item) {
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *sink_8, item) {
                                let _ = item;
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *sink_8);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *own_operator_7);
                        ()
                    },
                );
                let segment_1 = ::streamz::__private::segment(
                    outcome,
                    &state.1,
                    &slots,
                    flow_2,
                    move |state, slots, item| {
                        let (port_1, rest) = state;
                        {
                            let join = &mut *port_1;
                            let behind = &mut (*rest);
                            for item in ::streamz::__private::step::<
                                1usize,
                                _,
                            >(&mut *join, item) {
                                segment_2(&mut *behind, &mut *slots, item);
                            }
                            ::streamz::__private::settle::<1usize, _>(&mut *join);
                        }
                        ()
                    },
                );
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (map_0, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_0, item) {
                            {
                                let join = &mut rest.0;
                                let behind = &mut (*rest).1;
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *join, item) {
                                    segment_2(&mut *behind, &mut *slots, item);
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *join);
                            }
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_0);
                        ()
                    },
                );
                let port_0 = ::streamz::__private::port(
                    outcome,
                    &state,
                    flow_0,
                    move |state, item| { segment_0(&mut (*state), &mut (), item) },
                );
                let port_1 = ::streamz::__private::port(
                    outcome,
                    &state,
                    flow_2,
                    move |state, item| { segment_1(&mut (*state).1, &mut (), item) },
                );
                let list_0 = ::streamz::__private::reader(
                    &state,
                    &state.1.1.5.1,
                    |state| &mut (*state).1.1.5.1,
                );
                #[must_use = "a pipeline does nothing until items are emitted into it"]
                struct Pipeline<
                    State,
                    Output,
                    Kind_0,
                    Run_0,
                    Kind_1,
                    Run_1,
                    List_0,
                    Find_0,
                > {
                    state: State,
                    outcome: ::core::marker::PhantomData<fn() -> Output>,
                    port_0: ::streamz::__private::Port<Kind_0, Run_0>,
                    port_1: ::streamz::__private::Port<Kind_1, Run_1>,
                    list_0: ::streamz::__private::Reader<List_0, Find_0>,
                }
                #[allow(dead_code)]
                impl<
                    State,
                    Output,
                    Kind_0,
                    Run_0,
                    Kind_1,
                    Run_1,
                    List_0,
                    Find_0,
                > Pipeline<State, Output, Kind_0, Run_0, Kind_1, Run_1, List_0, Find_0> {
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
                    pub fn words<'event>(
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
                    pub fn lengths<'event>(
                        &'event mut self,
                        item: ::streamz::__private::Item<'event, Kind_1>,
                    ) -> Output
                    where
                        Kind_1: ::streamz::__private::Kind,
                        Run_1: for<'state> ::core::ops::Fn(
                            &'state mut State,
                            ::streamz::__private::Item<'state, Kind_1>,
                        ) -> Output,
                    {
                        (self.port_1.run)(&mut self.state, item)
                    }
                    /// The list of this name.
                    #[inline]
                    pub fn batches(&mut self) -> &mut List_0
                    where
                        Find_0: for<'state> ::core::ops::Fn(
                            &'state mut State,
                        ) -> &'state mut List_0,
                    {
                        (self.list_0.find)(&mut self.state)
                    }
                }
                impl<
                    State,
                    Output,
                    Run_0,
                    Kind_1,
                    Run_1,
                    List_0,
                    Find_0,
                    Item,
                > ::streamz::__private::Emit<Item, 0usize>
                for Pipeline<
                    State,
                    Output,
                    ::streamz::__private::Own<Item>,
                    Run_0,
                    Kind_1,
                    Run_1,
                    List_0,
                    Find_0,
                >
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
                Pipeline {
                    state,
                    outcome,
                    port_0,
                    port_1,
                    list_0,
                }
            };
            pipeline
        };
        pipeline
    };
}
