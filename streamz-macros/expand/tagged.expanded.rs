fn main() {
    let pipeline = {
        let pipeline = {
            let tag_type = ::streamz::__private::tag_type::<Ack>();
            let entry_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<Tagged<String, Ack>>,
                0usize,
            >();
            let flow_0 = ::streamz::__private::untagged(tag_type, entry_0);
            #[allow(unused_variables)]
            let lines = flow_0;
            let flow_1 = ::streamz::__private::source::<
                ::streamz::__private::Own<()>,
                1usize,
            >();
            #[allow(unused_variables)]
            let ticks = flow_1;
            let filter_0 = lines.filter(|line| line.len() > 3);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<
                2usize,
                _,
                _,
            >(flow_0, &filter_0);
            let long = flow_2;
            let sliding_window_1 = long
                .sliding_window(::streamz::__private::Inline::<8>);
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through::<
                3usize,
                _,
                _,
            >(flow_2, &sliding_window_1);
            let mut sliding_window_1 = ::streamz::__private::twinned::<
                _,
                _,
                ::streamz::__private::Fifo<_>,
            >(tag_type, sliding_window_1);
            let map_2 = flow_3.map(|window| window.len());
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through::<4usize, _, _>(flow_3, &map_2);
            let count = flow_4;
            let branch_2 = ::streamz::__private::branch(flow_2);
            let map_3 = long.map(|line| line.len());
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through::<5usize, _, _>(flow_2, &map_3);
            let length = flow_5;
            let zip_4 = count
                .zip(
                    (length,),
                    {
                        #[allow(unused_imports)]
                        use ::streamz::__private::{AnyClock as _, SameClock as _};
                        (&::streamz::__private::Witnesses((flow_4, flow_5)))
                            .pace::<1usize>()
                    },
                );
            #[allow(unused_variables)]
            let flow_6 = ::streamz::__private::through::<6usize, _, _>(flow_4, &zip_4);
            let combine_latest_5 = flow_6
                .combine_latest((ticks,), ::streamz::__private::EmitOn::<3u32>);
            #[allow(unused_variables)]
            let flow_7 = ::streamz::__private::through_skipping::<
                7usize,
                _,
            >(&combine_latest_5);
            let mut combine_latest_5 = ::streamz::__private::twinned::<
                _,
                _,
                ::streamz::__private::Newest<_, 2usize>,
            >(tag_type, combine_latest_5);
            let sink_tagged_6 = flow_7
                .sink_tagged(tag_type, |item, tags| show(item, tags));
            #[allow(unused_variables)]
            let flow_8 = ::streamz::__private::through::<
                8usize,
                _,
                _,
            >(flow_7, &sink_tagged_6);
            let branch_4 = ::streamz::__private::branch(flow_4);
            let delay_7 = count.delay(interval, ::streamz::__private::Inline::<16>);
            let mut delay_7 = ::streamz::__private::gate_tagged::<
                1usize,
                _,
                _,
            >(tag_type, delay_7);
            #[allow(unused_variables)]
            let flow_9 = ::streamz::__private::through_skipping::<9usize, _>(&delay_7);
            let sink_8 = flow_9.sink(|count| println!("{count}"));
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
                    filter_0,
                    sliding_window_1,
                    map_2,
                    map_3,
                    (delay_7, (sink_8, (combine_latest_5, (sink_tagged_6,)))),
                );
                let slots = (
                    zip_4.slots(),
                    <::streamz::__private::OneTick<
                        _,
                        2usize,
                    > as ::core::default::Default>::default(),
                    0,
                );
                let segment_4 = ::streamz::__private::segment_tagged(
                    outcome,
                    &state.4.1.1.1,
                    &slots,
                    flow_7,
                    tag_type,
                    move |state, slots, tags, item| {
                        let (sink_tagged_6,) = state;
                        sink_tagged_6.take(item, tags);
                        ()
                    },
                );
                let segment_3 = ::streamz::__private::segment_tagged(
                    outcome,
                    &state.4.1.1,
                    &slots,
                    flow_6,
                    tag_type,
                    move |state, slots, tags, item| {
                        let (combine_latest_5, rest) = state;
                        {
                            let join = &mut *combine_latest_5;
                            let behind = &mut (*rest);
                            let twinned = &mut *join;
                            let keeps = 0;
                            let emission = ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut twinned.node, item);
                            ::streamz::__private::Twin::arrive(
                                &mut twinned.twin,
                                0usize,
                                tags,
                                keeps,
                            );
                            for item in emission {
                                let tags = ::streamz::__private::Twin::emit(
                                    &mut twinned.twin,
                                );
                                segment_4(&mut *behind, &mut *slots, tags, item);
                                ::streamz::__private::Twin::emitted(&mut twinned.twin);
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut twinned.node);
                            let keeps = 0;
                            ::streamz::__private::Twin::settle(&mut twinned.twin, keeps);
                        }
                        ()
                    },
                );
                let segment_2 = ::streamz::__private::segment_tagged(
                    outcome,
                    &state.4.1,
                    &slots,
                    flow_9,
                    tag_type,
                    move |state, slots, tags, item| {
                        let (sink_8, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *sink_8, item) {
                            let _ = item;
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *sink_8);
                        ()
                    },
                );
                let segment_1 = ::streamz::__private::segment_tagged(
                    outcome,
                    &state.4,
                    &slots,
                    flow_1,
                    tag_type,
                    move |state, slots, tags, item| {
                        let (delay_7, rest) = state;
                        {
                            let join = &mut rest.1.0;
                            let behind = &mut (*rest).1.1;
                            let twinned = &mut *join;
                            let keeps = 0;
                            let emission = ::streamz::__private::step::<
                                1usize,
                                _,
                            >(&mut twinned.node, item);
                            ::streamz::__private::Twin::arrive(
                                &mut twinned.twin,
                                1usize,
                                tags,
                                keeps,
                            );
                            for item in emission {
                                let tags = ::streamz::__private::Twin::emit(
                                    &mut twinned.twin,
                                );
                                segment_4(&mut *behind, &mut *slots, tags, item);
                                ::streamz::__private::Twin::emitted(&mut twinned.twin);
                            }
                            ::streamz::__private::settle::<1usize, _>(&mut twinned.node);
                            let keeps = 0;
                            ::streamz::__private::Twin::settle(&mut twinned.twin, keeps);
                        }
                        ()
                    },
                );
                let segment_0 = ::streamz::__private::segment_tagged(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    tag_type,
                    move |state, slots, tags, item| {
                        let (filter_0, sliding_window_1, map_2, map_3, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *filter_0, item) {
                            {
                                let item = ::streamz::__private::Duplicate::duplicate(
                                    branch_2,
                                    &item,
                                );
                                let twinned = &mut *sliding_window_1;
                                let keeps = ::streamz::__private::keeps(&twinned.node);
                                let emission = ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut twinned.node, item);
                                ::streamz::__private::Twin::arrive(
                                    &mut twinned.twin,
                                    0usize,
                                    tags,
                                    keeps,
                                );
                                for item in emission {
                                    let tags = ::streamz::__private::Twin::emit(
                                        &mut twinned.twin,
                                    );
                                    for item in ::streamz::__private::step::<
                                        0usize,
                                        _,
                                    >(&mut *map_2, item) {
                                        {
                                            let item = ::streamz::__private::Duplicate::duplicate(
                                                branch_4,
                                                &item,
                                            );
                                            ::streamz::__private::Twin::arrive(
                                                &mut slots.1,
                                                0usize,
                                                tags,
                                                0,
                                            );
                                            for item in ::streamz::__private::step::<
                                                0usize,
                                                _,
                                            >((&mut slots.0), item) {
                                                let behind = &mut (*rest).1.1;
                                                let mut twin = ::core::mem::take(&mut slots.1);
                                                let tags = ::streamz::__private::Twin::emit(&mut twin);
                                                segment_3(&mut *behind, &mut *slots, tags, item);
                                                ::streamz::__private::Twin::emitted(&mut twin);
                                            }
                                        }
                                        ::streamz::__private::accept(
                                            &mut rest.0,
                                            slots.2,
                                            item,
                                            ::streamz::__private::keep(tags),
                                        );
                                    }
                                    ::streamz::__private::settle::<0usize, _>(&mut *map_2);
                                    ::streamz::__private::Twin::emitted(&mut twinned.twin);
                                }
                                ::streamz::__private::settle::<
                                    0usize,
                                    _,
                                >(&mut twinned.node);
                                let keeps = ::streamz::__private::keeps(&twinned.node);
                                ::streamz::__private::Twin::settle(
                                    &mut twinned.twin,
                                    keeps,
                                );
                            }
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *map_3, item) {
                                ::streamz::__private::Twin::arrive(
                                    &mut slots.1,
                                    1usize,
                                    tags,
                                    0,
                                );
                                for item in ::streamz::__private::step::<
                                    1usize,
                                    _,
                                >((&mut slots.0), item) {
                                    let behind = &mut (*rest).1.1;
                                    let mut twin = ::core::mem::take(&mut slots.1);
                                    let tags = ::streamz::__private::Twin::emit(&mut twin);
                                    segment_3(&mut *behind, &mut *slots, tags, item);
                                    ::streamz::__private::Twin::emitted(&mut twin);
                                }
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *map_3);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *filter_0);
                        ()
                    },
                );
                let port_0 = ::streamz::__private::way_in(
                    outcome,
                    &state,
                    entry_0,
                    move |state, now, item| {
                        ::streamz::__private::with_tag(
                            item,
                            |item, tags| segment_0(
                                &mut (*state),
                                &mut (
                                    zip_4.slots(),
                                    <::streamz::__private::OneTick<
                                        _,
                                        2usize,
                                    > as ::core::default::Default>::default(),
                                    now,
                                ),
                                tags,
                                item,
                            ),
                        )
                    },
                    move |state| true && ::streamz::__private::is_clear(&(*state).4.0),
                );
                let port_1 = ::streamz::__private::way_in(
                    outcome,
                    &state,
                    flow_1,
                    move |state, now, item| {
                        segment_1(
                            &mut (*state).4,
                            &mut (
                                zip_4.slots(),
                                <::streamz::__private::OneTick<
                                    _,
                                    2usize,
                                > as ::core::default::Default>::default(),
                                now,
                            ),
                            &[],
                            item,
                        )
                    },
                    move |state| true,
                );
                let pins = ::streamz::__private::Pins::new(state.4.0.pinned(), ());
                let pass_once = ::streamz::__private::pass(
                    outcome,
                    &state,
                    &pins,
                    move |state, pins, pass| {
                        let (mut pin_7, pins) = pins.split();
                        let finished_0 = pass.closing;
                        let finished_1 = pass.closing;
                        let ended = true && finished_0;
                        let upstream_waits = pass.waits;
                        if (*state)
                            .4
                            .0
                            .drive(
                                pin_7.as_mut(),
                                pass.now,
                                ended,
                                pass.poll,
                                &mut *pass.cx,
                            )
                        {
                            pass.progress = true;
                        }
                        let mut turns = ::streamz::__private::TURNS;
                        while turns > 0 {
                            if !(true) {
                                pass.waits |= !(*state).4.0.is_idle();
                                break;
                            }
                            let around = &mut (*state).4;
                            match around
                                .0
                                .next_tagged(pin_7.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    (::core::result::Result::Ok(item), tags),
                                ) => {
                                    segment_2(
                                        &mut around.1,
                                        &mut (
                                            zip_4.slots(),
                                            <::streamz::__private::OneTick<
                                                _,
                                                2usize,
                                            > as ::core::default::Default>::default(),
                                            pass.now,
                                        ),
                                        tags,
                                        item,
                                    );
                                }
                                ::core::option::Option::Some(
                                    (::core::result::Result::Err(error), tags),
                                ) => match error {}
                                ::core::option::Option::None => {
                                    around.0.nothing();
                                    break;
                                }
                            }
                            around.0.settle();
                            turns -= 1;
                        }
                        let finished_2 = (*state).4.0.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_2
                                || (*state)
                                    .4
                                    .0
                                    .drive(
                                        pin_7.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
                        let finished_3 = true;
                        let finished_4 = true;
                        pass.finished = true && finished_0 && finished_1 && finished_2
                            && finished_3 && finished_4;
                        ()
                    },
                );
                let deadline = ::streamz::__private::deadline(
                    &state,
                    move |state| {
                        ::streamz::time::NEVER
                            .min(
                                ::streamz::__private::next_deadline(&(*state).4.0, true),
                            )
                    },
                );
                let machine = ::streamz::__private::Machine::new(
                    outcome,
                    state,
                    pins,
                    pass_once,
                    deadline,
                    true,
                );
                ::streamz::__private::pin_project! {
                    #[must_use = "a pipeline does nothing until it is driven"] struct
                    Pipeline < Machine, Timer, Kind_0, Run_0, Clear_0, Kind_1, Run_1,
                    Clear_1 > { #[pin] machine : Machine, #[pin] timer : Timer, port_0 :
                    ::streamz::__private::WayIn < Kind_0, Run_0, Clear_0 >, port_1 :
                    ::streamz::__private::WayIn < Kind_1, Run_1, Clear_1 >, }
                }
                #[allow(dead_code)]
                impl<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                > Pipeline<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                > {
                    /// Sends one item in here. The future is ready when its synchronous effects are done and the first boundary on
                    /// each branch it took has room for another one.
                    #[inline]
                    pub fn lines<'event>(
                        &'event mut self,
                        item: ::streamz::__private::Item<'event, Kind_0>,
                    ) -> ::streamz::drive::Emitting<
                        'event,
                        Self,
                        ::streamz::__private::Item<'event, Kind_0>,
                        0usize,
                    >
                    where
                        Self: ::core::marker::Unpin,
                        Kind_0: ::streamz::__private::Kind,
                        Self: ::streamz::drive::Push<
                            ::streamz::__private::Item<'event, Kind_0>,
                            0usize,
                        >,
                        Timer: ::streamz::time::Timer,
                    {
                        ::streamz::drive::Emitting::new(
                            ::core::pin::Pin::new(self),
                            item,
                        )
                    }
                    /// Sends one item in here. The future is ready when its synchronous effects are done and the first boundary on
                    /// each branch it took has room for another one.
                    #[inline]
                    pub fn ticks<'event>(
                        &'event mut self,
                        item: ::streamz::__private::Item<'event, Kind_1>,
                    ) -> ::streamz::drive::Emitting<
                        'event,
                        Self,
                        ::streamz::__private::Item<'event, Kind_1>,
                        1usize,
                    >
                    where
                        Self: ::core::marker::Unpin,
                        Kind_1: ::streamz::__private::Kind,
                        Self: ::streamz::drive::Push<
                            ::streamz::__private::Item<'event, Kind_1>,
                            1usize,
                        >,
                        Timer: ::streamz::time::Timer,
                    {
                        ::streamz::drive::Emitting::new(
                            ::core::pin::Pin::new(self),
                            item,
                        )
                    }
                    /// The same pipeline, whose futures tell the time by `timer`.
                    pub fn with_timer<Clock: ::streamz::time::Timer>(
                        self,
                        timer: Clock,
                    ) -> Pipeline<
                        Machine,
                        Clock,
                        Kind_0,
                        Run_0,
                        Clear_0,
                        Kind_1,
                        Run_1,
                        Clear_1,
                    > {
                        let Self { machine, timer: _, port_0, port_1 } = self;
                        Pipeline {
                            machine,
                            timer,
                            port_0,
                            port_1,
                        }
                    }
                }
                impl<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                > ::streamz::drive::Drive
                for Pipeline<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                >
                where
                    Machine: ::streamz::__private::Engine,
                {
                    type Output = Machine::Output;
                    type Timer = Timer;
                    #[inline]
                    fn poll_at(
                        self: ::core::pin::Pin<&mut Self>,
                        now: ::streamz::time::Ticks,
                        cx: &mut ::core::task::Context<'_>,
                    ) -> ::core::task::Poll<Self::Output> {
                        ::streamz::__private::Engine::poll_at(
                            self.project().machine,
                            now,
                            cx,
                        )
                    }
                    #[inline]
                    fn deadline(&self) -> ::streamz::time::Ticks {
                        ::streamz::__private::Engine::deadline(&self.machine)
                    }
                    fn close_pinned(self: ::core::pin::Pin<&mut Self>) {
                        ::streamz::__private::Engine::close(self.project().machine);
                    }
                    fn failures(&self) -> u64 {
                        ::streamz::__private::Engine::failures(&self.machine)
                    }
                    #[inline]
                    fn timer(
                        self: ::core::pin::Pin<&mut Self>,
                    ) -> ::core::pin::Pin<&mut Timer> {
                        self.project().timer
                    }
                }
                impl<
                    Machine,
                    Timer,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                    Item,
                > ::streamz::drive::Push<Item, 0usize>
                for Pipeline<
                    Machine,
                    Timer,
                    ::streamz::__private::Own<Item>,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                >
                where
                    Machine: ::streamz::__private::Engine,
                    Run_0: for<'state> ::core::ops::Fn(
                        &'state mut Machine::State,
                        ::streamz::time::Ticks,
                        Item,
                    ) -> Machine::Output,
                    Clear_0: for<'state> ::core::ops::Fn(&'state Machine::State) -> bool,
                {
                    #[inline]
                    fn is_clear(&self) -> bool {
                        (self
                            .port_0
                            .clear)(::streamz::__private::Engine::state(&self.machine))
                    }
                    #[inline]
                    fn push_now(
                        self: ::core::pin::Pin<&mut Self>,
                        now: ::streamz::time::Ticks,
                        item: Item,
                    ) -> Self::Output {
                        let this = self.project();
                        let run = &this.port_0.run;
                        ::streamz::__private::Engine::enter(
                            this.machine,
                            |state| run(state, now, item),
                        )
                    }
                }
                impl<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Run_1,
                    Clear_1,
                    Item,
                > ::streamz::drive::Push<Item, 1usize>
                for Pipeline<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    ::streamz::__private::Own<Item>,
                    Run_1,
                    Clear_1,
                >
                where
                    Machine: ::streamz::__private::Engine,
                    Run_1: for<'state> ::core::ops::Fn(
                        &'state mut Machine::State,
                        ::streamz::time::Ticks,
                        Item,
                    ) -> Machine::Output,
                    Clear_1: for<'state> ::core::ops::Fn(&'state Machine::State) -> bool,
                {
                    #[inline]
                    fn is_clear(&self) -> bool {
                        (self
                            .port_1
                            .clear)(::streamz::__private::Engine::state(&self.machine))
                    }
                    #[inline]
                    fn push_now(
                        self: ::core::pin::Pin<&mut Self>,
                        now: ::streamz::time::Ticks,
                        item: Item,
                    ) -> Self::Output {
                        let this = self.project();
                        let run = &this.port_1.run;
                        ::streamz::__private::Engine::enter(
                            this.machine,
                            |state| run(state, now, item),
                        )
                    }
                }
                Pipeline {
                    machine,
                    timer: ::streamz::time::NoTimerYet,
                    port_0,
                    port_1,
                }
            };
            pipeline
        };
        pipeline
    };
}
