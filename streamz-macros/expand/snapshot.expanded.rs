fn main() {
    let pipeline = {
        #[allow(unused)]
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<u32>,
                0usize,
            >();
            #[allow(unused_variables)]
            let numbers = flow_0;
            let flow_1 = ::streamz::__private::source::<
                ::streamz::__private::Own<u32>,
                1usize,
            >();
            #[allow(unused_variables)]
            let marks = flow_1;
            let accumulate_0 = numbers.accumulate(|sum, x| sum + x);
            ::streamz::__private::saved(&accumulate_0);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<
                2usize,
                _,
                _,
            >(flow_0, &accumulate_0);
            let sums = flow_2;
            let branch_0 = ::streamz::__private::branch(flow_0);
            let zip_1 = sums
                .zip(
                    (numbers,),
                    {
                        #[allow(unused_imports)]
                        use ::streamz::__private::{AnyClock as _, SameClock as _};
                        (&::streamz::__private::Witnesses((flow_2, flow_0)))
                            .pace::<1usize>()
                    },
                );
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through::<3usize, _, _>(flow_2, &zip_1);
            let delay_2 = flow_3.delay(100, ::streamz::__private::Inline::<8>);
            let mut delay_2 = ::streamz::__private::gate::<1usize, _>(delay_2);
            ::streamz::__private::saved(&delay_2);
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through_skipping::<4usize, _>(&delay_2);
            let late = flow_4;
            let combine_latest_3 = late
                .combine_latest((marks,), ::streamz::__private::EmitOn::<3u32>);
            ::streamz::__private::saved(&combine_latest_3);
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through_skipping::<
                5usize,
                _,
            >(&combine_latest_3);
            let sink_to_list_4 = flow_5.sink_to_list(::streamz::__private::Inline::<4>);
            ::streamz::__private::saved(&sink_to_list_4);
            #[allow(unused_variables)]
            let flow_6 = ::streamz::__private::through::<
                6usize,
                _,
                _,
            >(flow_5, &sink_to_list_4);
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
                    accumulate_0,
                    ((delay_2, (combine_latest_3, (sink_to_list_4,))),),
                );
                let slots = (zip_1.slots(), 0);
                let segment_4 = ::streamz::__private::segment(
                    outcome,
                    &state.1.0.1.1,
                    &slots,
                    flow_5,
                    move |state, slots, item| {
                        let (sink_to_list_4,) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *sink_to_list_4, item) {
                            let _ = item;
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *sink_to_list_4);
                        ()
                    },
                );
                let segment_3 = ::streamz::__private::segment(
                    outcome,
                    &state.1.0.1,
                    &slots,
                    flow_4,
                    move |state, slots, item| {
                        let (combine_latest_3, rest) = state;
                        {
                            let join = &mut *combine_latest_3;
                            let behind = &mut (*rest);
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
                let segment_2 = ::streamz::__private::segment(
                    outcome,
                    &state.1.0,
                    &slots,
                    flow_3,
                    move |state, slots, item| {
                        let (delay_2, rest) = state;
                        ::streamz::__private::accept(&mut *delay_2, slots.1, item, ());
                        ()
                    },
                );
                let segment_1 = ::streamz::__private::segment(
                    outcome,
                    &state.1,
                    &slots,
                    flow_1,
                    move |state, slots, item| {
                        let (rest,) = state;
                        {
                            let join = &mut rest.1.0;
                            let behind = &mut (*rest).1.1;
                            for item in ::streamz::__private::step::<
                                1usize,
                                _,
                            >(&mut *join, item) {
                                segment_4(&mut *behind, &mut *slots, item);
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
                        let (accumulate_0, rest) = state;
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_0,
                                &item,
                            );
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *accumulate_0, item) {
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >((&mut slots.0), item) {
                                    let behind = &mut (*rest).0;
                                    segment_2(&mut *behind, &mut *slots, item);
                                }
                            }
                            ::streamz::__private::settle::<
                                0usize,
                                _,
                            >(&mut *accumulate_0);
                        }
                        for item in ::streamz::__private::step::<
                            1usize,
                            _,
                        >((&mut slots.0), item) {
                            let behind = &mut (*rest).0;
                            segment_2(&mut *behind, &mut *slots, item);
                        }
                        ()
                    },
                );
                let port_0 = ::streamz::__private::way_in(
                    outcome,
                    &state,
                    flow_0,
                    move |state, now, item| {
                        segment_0(&mut (*state), &mut (zip_1.slots(), now), item)
                    },
                    move |state| true && ::streamz::__private::is_clear(&(*state).1.0.0),
                );
                let port_1 = ::streamz::__private::way_in(
                    outcome,
                    &state,
                    flow_1,
                    move |state, now, item| {
                        segment_1(&mut (*state).1, &mut (zip_1.slots(), now), item)
                    },
                    move |state| true,
                );
                let list_0 = ::streamz::__private::reader(
                    &state,
                    &state.1.0.1.1.0,
                    |state| &mut (*state).1.0.1.1.0,
                );
                let pins = ::streamz::__private::Pins::new(state.1.0.0.pinned(), ());
                let pass_once = ::streamz::__private::pass(
                    outcome,
                    &state,
                    &pins,
                    move |state, pins, pass| {
                        let (mut pin_2, pins) = pins.split();
                        let finished_0 = pass.closing;
                        let finished_1 = pass.closing;
                        let finished_2 = true;
                        let ended = true && finished_0;
                        let upstream_waits = pass.waits;
                        if (*state)
                            .1
                            .0
                            .0
                            .drive(
                                pin_2.as_mut(),
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
                                pass.waits |= !(*state).1.0.0.is_idle();
                                break;
                            }
                            let around = &mut (*state).1.0;
                            match around.0.next(pin_2.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    ::core::result::Result::Ok(item),
                                ) => {
                                    segment_3(
                                        &mut around.1,
                                        &mut (zip_1.slots(), pass.now),
                                        item,
                                    );
                                }
                                ::core::option::Option::Some(
                                    ::core::result::Result::Err(error),
                                ) => match error {}
                                ::core::option::Option::None => {
                                    break;
                                }
                            }
                            around.0.settle();
                            turns -= 1;
                        }
                        let finished_3 = (*state).1.0.0.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_3
                                || (*state)
                                    .1
                                    .0
                                    .0
                                    .drive(
                                        pin_2.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
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
                                ::streamz::__private::next_deadline(&(*state).1.0.0, true),
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
                /// For the orphan rule: a type of the pipeline's own.
                struct Layout;
                impl<
                    Node_0: ::streamz::__private::Snapshot,
                    Node_2: ::streamz::__private::Snapshot,
                    Node_3: ::streamz::__private::Snapshot,
                    Node_4: ::streamz::__private::Snapshot,
                > ::streamz::__private::SavedParts<Layout>
                for (Node_0, ((Node_2, (Node_3, (Node_4,))),)) {
                    const COUNT: usize = 4usize;
                    fn check_at_rest(
                        &self,
                    ) -> ::core::result::Result<(), ::streamz::__private::NotAtRest> {
                        ::streamz::__private::at_rest(&self.0, "accumulate")?;
                        ::streamz::__private::at_rest(&self.1.0.0, "delay")?;
                        ::streamz::__private::at_rest(&self.1.0.1.0, "combine_latest")?;
                        ::streamz::__private::at_rest(&self.1.0.1.1.0, "sink_to_list")?;
                        ::core::result::Result::Ok(())
                    }
                    fn save_parts<Tuple: ::streamz::__private::SerializeTuple>(
                        &self,
                        tuple: &mut Tuple,
                    ) -> ::core::result::Result<(), Tuple::Error> {
                        ::streamz::__private::save_part(&self.0, tuple)?;
                        ::streamz::__private::save_part(&self.1.0.0, tuple)?;
                        ::streamz::__private::save_part(&self.1.0.1.0, tuple)?;
                        ::streamz::__private::save_part(&self.1.0.1.1.0, tuple)?;
                        ::core::result::Result::Ok(())
                    }
                    fn restore_parts<
                        'de,
                        Sequence: ::streamz::__private::SeqAccess<'de>,
                    >(
                        &mut self,
                        elements: &mut ::streamz::__private::Elements<Sequence>,
                    ) -> ::core::result::Result<(), Sequence::Error> {
                        elements.operator(&mut self.0, "accumulate")?;
                        elements.operator(&mut self.1.0.0, "delay")?;
                        elements.operator(&mut self.1.0.1.0, "combine_latest")?;
                        elements.operator(&mut self.1.0.1.1.0, "sink_to_list")?;
                        ::core::result::Result::Ok(())
                    }
                    fn parts_restored(&mut self, shift: ::streamz::__private::Shift) {
                        ::streamz::__private::Snapshot::restored(&mut self.0, shift);
                        ::streamz::__private::Snapshot::restored(&mut self.1.0.0, shift);
                        ::streamz::__private::Snapshot::restored(
                            &mut self.1.0.1.0,
                            shift,
                        );
                        ::streamz::__private::Snapshot::restored(
                            &mut self.1.0.1.1.0,
                            shift,
                        );
                    }
                }
                ::streamz::__private::pin_project! {
                    #[must_use = "a pipeline does nothing until it is driven"] struct
                    Pipeline < Machine, Timer, Kind_0, Run_0, Clear_0, Kind_1, Run_1,
                    Clear_1, List_0, Find_0 > { #[pin] machine : Machine, #[pin] timer :
                    Timer, port_0 : ::streamz::__private::WayIn < Kind_0, Run_0, Clear_0
                    >, port_1 : ::streamz::__private::WayIn < Kind_1, Run_1, Clear_1 >,
                    list_0 : ::streamz::__private::Reader < List_0, Find_0 >, }
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
                    List_0,
                    Find_0,
                > Pipeline<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                    List_0,
                    Find_0,
                > {
                    /// Sends one item in here. The future is ready when its synchronous effects are done and the first boundary on
                    /// each branch it took has room for another one.
                    #[inline]
                    pub fn numbers<'event>(
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
                    pub fn marks<'event>(
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
                    /// The list of this name.
                    #[inline]
                    pub fn out<'event>(&'event mut self) -> &'event mut List_0
                    where
                        Self: ::core::marker::Unpin,
                        Machine: ::streamz::__private::Engine,
                        Find_0: for<'state> ::core::ops::Fn(
                            &'state mut Machine::State,
                        ) -> &'state mut List_0,
                    {
                        let this = ::core::pin::Pin::new(self).project();
                        (this
                            .list_0
                            .find)(::streamz::__private::Engine::state_mut(this.machine))
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
                        List_0,
                        Find_0,
                    > {
                        let Self { machine, timer: _, port_0, port_1, list_0 } = self;
                        Pipeline {
                            machine,
                            timer,
                            port_0,
                            port_1,
                            list_0,
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
                    List_0,
                    Find_0,
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
                    List_0,
                    Find_0,
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
                    List_0,
                    Find_0,
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
                    List_0,
                    Find_0,
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
                    List_0,
                    Find_0,
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
                    List_0,
                    Find_0,
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
                impl<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                    List_0,
                    Find_0,
                > ::streamz::snapshot::RestoreAt
                for Pipeline<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                    Kind_1,
                    Run_1,
                    Clear_1,
                    List_0,
                    Find_0,
                >
                where
                    Machine: ::streamz::__private::Engine<
                        State: ::streamz::__private::SavedParts<Layout>,
                    >,
                {
                    fn snapshot(
                        &self,
                        now: ::streamz::time::Ticks,
                    ) -> ::core::result::Result<
                        impl ::streamz::__private::Serialize,
                        ::streamz::snapshot::NotAtRest,
                    > {
                        ::streamz::__private::whole::<
                            Layout,
                            _,
                        >(
                            ::streamz::__private::Engine::state(&self.machine),
                            2620545106u32,
                            now,
                            ::streamz::__private::Engine::course(&self.machine),
                        )
                    }
                    fn restore<'de, Saved: ::streamz::__private::Deserializer<'de>>(
                        mut self,
                        now: ::streamz::time::Ticks,
                        saved: Saved,
                    ) -> ::core::result::Result<
                        Self,
                        ::streamz::snapshot::RestoreError<Saved::Error>,
                    > {
                        let course = ::streamz::__private::restore::<
                            Layout,
                            _,
                            _,
                        >(
                            ::streamz::__private::Engine::state_to_restore(
                                &mut self.machine,
                            ),
                            2620545106u32,
                            now,
                            saved,
                        )?;
                        ::streamz::__private::Engine::set_course(
                            &mut self.machine,
                            course,
                        );
                        ::core::result::Result::Ok(self)
                    }
                }
                Pipeline {
                    machine,
                    timer: ::streamz::time::NoTimerYet,
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
