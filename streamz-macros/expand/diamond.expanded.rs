fn main() {
    let pipeline = {
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<Tick>,
                0usize,
            >();
            #[allow(unused_variables)]
            let ticks = flow_0;
            let map_0 = ticks.map(|t| (t.bid + t.ask) / 2.0);
            #[allow(unused_variables)]
            let flow_1 = ::streamz::__private::through::<1usize, _, _>(flow_0, &map_0);
            let mid = flow_1;
            let sliding_window_1 = mid.sliding_window(::streamz::__private::Inline::<8>);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<
                2usize,
                _,
                _,
            >(flow_1, &sliding_window_1);
            let map_2 = flow_2.map(mean);
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through::<3usize, _, _>(flow_2, &map_2);
            let fast = flow_3;
            let branch_1 = ::streamz::__private::branch(flow_1);
            let sliding_window_3 = mid.sliding_window(::streamz::__private::Inline::<N>);
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through::<
                4usize,
                _,
                _,
            >(flow_1, &sliding_window_3);
            let map_4 = flow_4.map(mean);
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through::<5usize, _, _>(flow_4, &map_4);
            let slow = flow_5;
            let constant_0 = "pair";
            let zip_5 = fast
                .zip(
                    (slow,),
                    {
                        #[allow(unused_imports)]
                        use ::streamz::__private::{AnyClock as _, SameClock as _};
                        (&::streamz::__private::Witnesses((flow_3, flow_5)))
                            .pace::<1usize>()
                    },
                );
            #[allow(unused_variables)]
            let flow_6 = ::streamz::__private::through::<6usize, _, _>(flow_3, &zip_5);
            let map_6 = flow_6
                .map(move |(member_0, member_1)| (
                    member_0,
                    member_1,
                    ::core::clone::Clone::clone(&constant_0),
                ));
            #[allow(unused_variables)]
            let flow_7 = ::streamz::__private::through::<7usize, _, _>(flow_6, &map_6);
            let map_7 = flow_7.map(|item| (item.0, item.1));
            #[allow(unused_variables)]
            let flow_8 = ::streamz::__private::through::<8usize, _, _>(flow_7, &map_7);
            let unique_8 = flow_8.unique(::streamz::__private::Inline::<1>);
            #[allow(unused_variables)]
            let flow_9 = ::streamz::__private::through::<
                9usize,
                _,
                _,
            >(flow_8, &unique_8);
            let sink_9 = flow_9.sink(|pair| println!("{pair:?}"));
            #[allow(unused_variables)]
            let flow_10 = ::streamz::__private::through::<
                10usize,
                _,
                _,
            >(flow_9, &sink_9);
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
                    sliding_window_1,
                    map_2,
                    sliding_window_3,
                    map_4,
                    (map_6, map_7, unique_8, sink_9),
                );
                let slots = (zip_5.slots(),);
                let segment_1 = ::streamz::__private::segment(
                    outcome,
                    &state.5,
                    &slots,
                    flow_6,
                    move |state, slots, item| {
                        let (map_6, map_7, unique_8, sink_9) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_6, item) {
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *map_7, item) {
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *unique_8, item) {
                                    for item in ::streamz::__private::step::<
                                        0usize,
                                        _,
                                    >(&mut *sink_9, item) {
                                        let _ = item;
                                    }
                                    ::streamz::__private::settle::<0usize, _>(&mut *sink_9);
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *unique_8);
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *map_7);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_6);
                        ()
                    },
                );
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (
                            map_0,
                            sliding_window_1,
                            map_2,
                            sliding_window_3,
                            map_4,
                            rest,
                        ) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_0, item) {
                            {
                                let item = ::streamz::__private::Duplicate::duplicate(
                                    branch_1,
                                    &item,
                                );
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *sliding_window_1, item) {
                                    for item in ::streamz::__private::step::<
                                        0usize,
                                        _,
                                    >(&mut *map_2, item) {
                                        for item in ::streamz::__private::step::<
                                            0usize,
                                            _,
                                        >((&mut slots.0), item) {
                                            let behind = &mut (*rest);
                                            segment_1(&mut *behind, &mut *slots, item);
                                        }
                                    }
                                    ::streamz::__private::settle::<0usize, _>(&mut *map_2);
                                }
                                ::streamz::__private::settle::<
                                    0usize,
                                    _,
                                >(&mut *sliding_window_1);
                            }
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *sliding_window_3, item) {
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *map_4, item) {
                                    for item in ::streamz::__private::step::<
                                        1usize,
                                        _,
                                    >((&mut slots.0), item) {
                                        let behind = &mut (*rest);
                                        segment_1(&mut *behind, &mut *slots, item);
                                    }
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *map_4);
                            }
                            ::streamz::__private::settle::<
                                0usize,
                                _,
                            >(&mut *sliding_window_3);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_0);
                        ()
                    },
                );
                let port_0 = ::streamz::__private::port(
                    outcome,
                    &state,
                    flow_0,
                    move |state, item| {
                        segment_0(&mut (*state), &mut (zip_5.slots(),), item)
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
                    pub fn ticks<'event>(
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
