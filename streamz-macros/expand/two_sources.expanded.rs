fn main() {
    let pipeline = {
        #[allow(unused)]
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<f64>,
                0usize,
            >();
            #[allow(unused_variables)]
            let bids = flow_0;
            let flow_1 = ::streamz::__private::source::<
                ::streamz::__private::Ref<f64>,
                1usize,
            >();
            #[allow(unused_variables)]
            let asks = flow_1;
            let alpha = 0.2;
            let map_0 = asks.map(move |ask| *ask);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<2usize, _, _>(flow_1, &map_0);
            let asks = flow_2;
            let combine_latest_1 = bids
                .combine_latest((asks,), ::streamz::__private::EmitOn::<3u32>);
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through_skipping::<
                3usize,
                _,
            >(&combine_latest_1);
            let book = flow_3;
            let starmap_2 = book.starmap(move |bid, ask| alpha * (ask - bid));
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through::<
                4usize,
                _,
                _,
            >(flow_3, &starmap_2);
            let branch_2 = ::streamz::__private::branch(flow_2);
            let map_3 = asks.map(move |ask| ask + 1.0);
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through::<5usize, _, _>(flow_2, &map_3);
            let branch_0 = ::streamz::__private::branch(flow_0);
            let union_4 = flow_4.union(bids);
            let union_4 = flow_4.union(flow_5);
            #[allow(unused_variables)]
            let flow_6 = ::streamz::__private::through_skipping::<6usize, _>(&union_4);
            let sink_5 = flow_6.sink(move |x| println!("{x}"));
            #[allow(unused_variables)]
            let flow_7 = ::streamz::__private::through::<7usize, _, _>(flow_6, &sink_5);
            let zip_latest_unbounded_6 = bids.zip_latest_unbounded((asks,));
            #[allow(unused_variables)]
            let flow_8 = ::streamz::__private::through_skipping::<
                8usize,
                _,
            >(&zip_latest_unbounded_6);
            let sink_7 = flow_8.sink(drop);
            #[allow(unused_variables)]
            let flow_9 = ::streamz::__private::through::<9usize, _, _>(flow_8, &sink_7);
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
                    (
                        map_0,
                        map_3,
                        combine_latest_1,
                        (starmap_2, union_4, (sink_5, zip_latest_unbounded_6, (sink_7,))),
                    ),
                );
                let slots = ();
                let segment_4 = ::streamz::__private::segment(
                    outcome,
                    &state.0.3.2.2,
                    &slots,
                    flow_8,
                    move |state, slots, item| {
                        let (sink_7,) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *sink_7, item) {
                            let _ = item;
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *sink_7);
                        ()
                    },
                );
                let segment_3 = ::streamz::__private::segment(
                    outcome,
                    &state.0.3.2,
                    &slots,
                    flow_6,
                    move |state, slots, item| {
                        let (sink_5, zip_latest_unbounded_6, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *sink_5, item) {
                            let _ = item;
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *sink_5);
                        ()
                    },
                );
                let segment_2 = ::streamz::__private::segment(
                    outcome,
                    &state.0.3,
                    &slots,
                    flow_3,
                    move |state, slots, item| {
                        let (starmap_2, union_4, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *starmap_2, item) {
                            {
                                let join = &mut *union_4;
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
                        ::streamz::__private::settle::<0usize, _>(&mut *starmap_2);
                        ()
                    },
                );
                let segment_1 = ::streamz::__private::segment(
                    outcome,
                    &state.0,
                    &slots,
                    flow_1,
                    move |state, slots, item| {
                        let (map_0, map_3, combine_latest_1, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_0, item) {
                            {
                                let item = ::streamz::__private::Duplicate::duplicate(
                                    branch_2,
                                    &item,
                                );
                                {
                                    let join = &mut *combine_latest_1;
                                    let behind = &mut (*rest);
                                    for item in ::streamz::__private::step::<
                                        1usize,
                                        _,
                                    >(&mut *join, item) {
                                        segment_2(&mut *behind, &mut *slots, item);
                                    }
                                    ::streamz::__private::settle::<1usize, _>(&mut *join);
                                }
                            }
                            {
                                let item = ::streamz::__private::Duplicate::duplicate(
                                    branch_2,
                                    &item,
                                );
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *map_3, item) {
                                    {
                                        let join = &mut rest.1;
                                        let behind = &mut (*rest).2;
                                        for item in ::streamz::__private::step::<
                                            2usize,
                                            _,
                                        >(&mut *join, item) {
                                            segment_3(&mut *behind, &mut *slots, item);
                                        }
                                        ::streamz::__private::settle::<2usize, _>(&mut *join);
                                    }
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *map_3);
                            }
                            {
                                let join = &mut rest.2.1;
                                let behind = &mut (*rest).2.2;
                                for item in ::streamz::__private::step::<
                                    1usize,
                                    _,
                                >(&mut *join, item) {
                                    segment_4(&mut *behind, &mut *slots, item);
                                }
                                ::streamz::__private::settle::<1usize, _>(&mut *join);
                            }
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_0);
                        ()
                    },
                );
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (rest,) = state;
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_0,
                                &item,
                            );
                            {
                                let join = &mut rest.2;
                                let behind = &mut (*rest).3;
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *join, item) {
                                    segment_2(&mut *behind, &mut *slots, item);
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *join);
                            }
                        }
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_0,
                                &item,
                            );
                            {
                                let join = &mut rest.3.1;
                                let behind = &mut (*rest).3.2;
                                for item in ::streamz::__private::step::<
                                    1usize,
                                    _,
                                >(&mut *join, item) {
                                    segment_3(&mut *behind, &mut *slots, item);
                                }
                                ::streamz::__private::settle::<1usize, _>(&mut *join);
                            }
                        }
                        {
                            let join = &mut rest.3.2.1;
                            let behind = &mut (*rest).3.2.2;
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *join, item) {
                                segment_4(&mut *behind, &mut *slots, item);
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *join);
                        }
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
                    flow_1,
                    move |state, item| { segment_1(&mut (*state).0, &mut (), item) },
                );
                #[must_use = "a pipeline does nothing until items are emitted into it"]
                struct Pipeline<State, Output, Kind_0, Run_0, Kind_1, Run_1> {
                    state: State,
                    outcome: ::core::marker::PhantomData<fn() -> Output>,
                    port_0: ::streamz::__private::Port<Kind_0, Run_0>,
                    port_1: ::streamz::__private::Port<Kind_1, Run_1>,
                }
                #[allow(dead_code)]
                impl<
                    State,
                    Output,
                    Kind_0,
                    Run_0,
                    Kind_1,
                    Run_1,
                > Pipeline<State, Output, Kind_0, Run_0, Kind_1, Run_1> {
                    /// Sends one item in here; when this returns, every effect of it is done.
                    #[inline]
                    pub fn bids<'event>(
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
                    pub fn asks<'event>(
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
                }
                impl<
                    State,
                    Output,
                    Run_0,
                    Kind_1,
                    Run_1,
                    Item,
                > ::streamz::__private::Emit<Item, 0usize>
                for Pipeline<
                    State,
                    Output,
                    ::streamz::__private::Own<Item>,
                    Run_0,
                    Kind_1,
                    Run_1,
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
                impl<
                    'event,
                    State,
                    Output,
                    Kind_0,
                    Run_0,
                    Run_1,
                    Item: ?::core::marker::Sized,
                > ::streamz::__private::Emit<&'event Item, 1usize>
                for Pipeline<
                    State,
                    Output,
                    Kind_0,
                    Run_0,
                    ::streamz::__private::Ref<Item>,
                    Run_1,
                >
                where
                    Run_1: for<'state> ::core::ops::Fn(
                        &'state mut State,
                        &'state Item,
                    ) -> Output,
                {
                    type Output = Output;
                    #[inline]
                    fn emit(&mut self, item: &'event Item) -> Output {
                        (self.port_1.run)(&mut self.state, item)
                    }
                }
                Pipeline {
                    state,
                    outcome,
                    port_0,
                    port_1,
                }
            };
            pipeline
        };
        pipeline
    };
}
