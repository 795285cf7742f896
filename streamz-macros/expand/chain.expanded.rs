fn main() {
    let pipeline = {
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<f64>,
                0usize,
            >();
            #[allow(unused_variables)]
            let ticks = flow_0;
            let map_0 = ticks.map(|t| t * 2.0);
            #[allow(unused_variables)]
            let flow_1 = ::streamz::__private::through::<1usize, _, _>(flow_0, &map_0);
            let filter_1 = flow_1.filter(|t| *t > 1.0);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<
                2usize,
                _,
                _,
            >(flow_1, &filter_1);
            let sliding_window_2 = flow_2
                .sliding_window(::streamz::__private::Inline::<8>);
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through::<
                3usize,
                _,
                _,
            >(flow_2, &sliding_window_2);
            let sink_3 = flow_3.sink(|window| println!("{}", window.len()));
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through::<4usize, _, _>(flow_3, &sink_3);
            let outcome = ::streamz::__private::outcome::<()>();
            #[allow(
                unused,
                for_loops_over_fallibles,
                clippy::all,
                clippy::pedantic,
                clippy::nursery
            )]
            let pipeline = {
                let mut state = (map_0, filter_1, sliding_window_2, sink_3);
                let slots = ();
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (map_0, filter_1, sliding_window_2, sink_3) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_0, item) {
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *filter_1, item) {
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *sliding_window_2, item) {
                                    for item in ::streamz::__private::step::<
                                        0usize,
                                        _,
                                    >(&mut *sink_3, item) {
                                        let _ = item;
                                    }
                                    ::streamz::__private::settle::<0usize, _>(&mut *sink_3);
                                }
                                ::streamz::__private::settle::<
                                    0usize,
                                    _,
                                >(&mut *sliding_window_2);
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *filter_1);
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
