fn main() {
    let pipeline = {
        let pipeline = {
            let flow_0 = ::streamz::__private::source::<
                ::streamz::__private::Own<u32>,
                0usize,
            >();
            #[allow(unused_variables)]
            let ids = flow_0;
            let source_0 = ::streamz::source(stream);
            let mut source_0 = ::streamz::__private::gate::<1usize, _>(source_0);
            #[allow(unused_variables)]
            let flow_1 = ::streamz::__private::through_skipping::<1usize, _>(&source_0);
            let again = flow_1;
            let map_1 = ids.map(|id| id + 1);
            #[allow(unused_variables)]
            let flow_2 = ::streamz::__private::through::<2usize, _, _>(flow_0, &map_1);
            let union_2 = flow_2.union(again);
            #[allow(unused_variables)]
            let flow_3 = ::streamz::__private::through_skipping::<3usize, _>(&union_2);
            let buffer_3 = flow_3.buffer(::streamz::__private::Inline::<64>);
            let mut buffer_3 = ::streamz::__private::gate::<1usize, _>(buffer_3);
            #[allow(unused_variables)]
            let flow_4 = ::streamz::__private::through_skipping::<4usize, _>(&buffer_3);
            let all = flow_4;
            let flat_map_4 = all.flat_map(|id| [id, id * 2]);
            let mut flat_map_4 = ::streamz::__private::held::<1usize, _>(flat_map_4);
            #[allow(unused_variables)]
            let flow_5 = ::streamz::__private::through::<
                5usize,
                _,
                _,
            >(flow_4, &flat_map_4);
            let parts = flow_5;
            let rate_limit_5 = parts.rate_limit(interval);
            let mut rate_limit_5 = ::streamz::__private::gate::<1usize, _>(rate_limit_5);
            #[allow(unused_variables)]
            let flow_6 = ::streamz::__private::through_skipping::<
                6usize,
                _,
            >(&rate_limit_5);
            let try_map_async_6 = flow_6
                .try_map_async(::streamz::__private::Inline::<4>, fetch);
            let mut try_map_async_6 = ::streamz::__private::gate::<
                1usize,
                _,
            >(try_map_async_6);
            #[allow(unused_variables)]
            let flow_7 = ::streamz::__private::through_skipping::<
                7usize,
                _,
            >(&try_map_async_6);
            let fetched = flow_7;
            let partition_7 = fetched.partition(::streamz::__private::Inline::<10>);
            #[allow(unused_variables)]
            let flow_8 = ::streamz::__private::through::<
                8usize,
                _,
                _,
            >(flow_7, &partition_7);
            let map_8 = flow_8.map(|batch| batch.to_vec());
            #[allow(unused_variables)]
            let flow_9 = ::streamz::__private::through::<9usize, _, _>(flow_8, &map_8);
            let sink_async_9 = flow_9
                .sink_async(
                    async |batch| store(batch).await,
                    |mut function, item| async move {
                        let result = function(item).await;
                        (function, result)
                    },
                );
            let mut sink_async_9 = ::streamz::__private::gate::<1usize, _>(sink_async_9);
            #[allow(unused_variables)]
            let flow_10 = ::streamz::__private::through_skipping::<
                10usize,
                _,
            >(&sink_async_9);
            let catch_10 = ::streamz::__private::LateFailures::<
                _,
                11usize,
            >::of(&try_map_async_6)
                .catch(|error| error.to_string());
            #[allow(unused_variables)]
            let flow_11 = ::streamz::__private::through_skipping::<
                11usize,
                _,
            >(&catch_10);
            let sink_11 = flow_11.sink(|text| eprintln!("{text}"));
            #[allow(unused_variables)]
            let flow_12 = ::streamz::__private::through::<
                12usize,
                _,
                _,
            >(flow_11, &sink_11);
            let branch_5 = ::streamz::__private::branch(flow_5);
            let filter_12 = parts.filter(|id| *id > 9);
            #[allow(unused_variables)]
            let flow_13 = ::streamz::__private::through::<
                13usize,
                _,
                _,
            >(flow_5, &filter_12);
            let feedback_13 = flow_13.feedback(ids, ::streamz::__private::Inline::<16>);
            #[allow(unused_variables)]
            let flow_14 = ::streamz::__private::through::<
                14usize,
                _,
                _,
            >(flow_13, &feedback_13);
            let outcome = ::streamz::__private::outcome::<Result<(), Error>>();
            #[allow(
                unused,
                for_loops_over_fallibles,
                clippy::all,
                clippy::pedantic,
                clippy::nursery
            )]
            let pipeline = {
                let mut state = (
                    map_1,
                    source_0,
                    (
                        union_2,
                        (
                            buffer_3,
                            (
                                flat_map_4,
                                (
                                    filter_12,
                                    feedback_13,
                                    rate_limit_5,
                                    (
                                        try_map_async_6,
                                        (catch_10, sink_11, partition_7, (map_8, sink_async_9, ())),
                                    ),
                                ),
                            ),
                        ),
                    ),
                );
                let slots = (0,);
                let segment_8 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1.1.1.3.1.3.2,
                    &slots,
                    flow_10,
                    move |state, slots, item| {
                        let () = state;
                        let _ = item;
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_7 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1.1.1.3.1.3,
                    &slots,
                    flow_8,
                    move |state, slots, item| {
                        let (map_8, sink_async_9, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_8, item) {
                            ::streamz::__private::accept(
                                &mut *sink_async_9,
                                slots.0,
                                item,
                                (),
                            );
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_8);
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_6 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1.1.1.3.1,
                    &slots,
                    flow_7,
                    move |state, slots, item| {
                        let (catch_10, sink_11, partition_7, rest) = state;
                        {
                            let join = &mut *partition_7;
                            let behind = &mut (*rest);
                            for item in ::streamz::__private::step::<
                                0usize,
                                _,
                            >(&mut *join, item) {
                                if let ::core::result::Result::Err(error) = segment_7(
                                    &mut *behind,
                                    &mut *slots,
                                    item,
                                ) {
                                    return ::core::result::Result::Err(error);
                                }
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *join);
                        }
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_5 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1.1.1.3,
                    &slots,
                    flow_6,
                    move |state, slots, item| {
                        let (try_map_async_6, rest) = state;
                        ::streamz::__private::accept(
                            &mut *try_map_async_6,
                            slots.0,
                            item,
                            (),
                        );
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_4 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1.1.1,
                    &slots,
                    flow_5,
                    move |state, slots, item| {
                        let (filter_12, feedback_13, rate_limit_5, rest) = state;
                        {
                            let item = ::streamz::__private::Duplicate::duplicate(
                                branch_5,
                                &item,
                            );
                            ::streamz::__private::accept(
                                &mut *rate_limit_5,
                                slots.0,
                                item,
                                (),
                            );
                        }
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *filter_12, item) {
                            let emission = match ::streamz::__private::try_step::<
                                0usize,
                                _,
                            >(&mut *feedback_13, item) {
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
                            >(&mut *feedback_13);
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *filter_12);
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_3 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1.1,
                    &slots,
                    flow_4,
                    move |state, slots, item| {
                        let (flat_map_4, rest) = state;
                        {
                            let join = &mut *flat_map_4;
                            let behind = &mut (*rest);
                            let mut emission = ::core::iter::IntoIterator::into_iter(
                                ::streamz::__private::step::<0usize, _>(&mut *join, item),
                            );
                            while ::streamz::__private::is_clear(&(*behind).2) {
                                let ::core::option::Option::Some(item) = ::core::iter::Iterator::next(
                                    &mut emission,
                                ) else {
                                    break;
                                };
                                if let ::core::result::Result::Err(error) = segment_4(
                                    &mut *behind,
                                    &mut *slots,
                                    item,
                                ) {
                                    return ::core::result::Result::Err(error);
                                }
                            }
                            ::streamz::__private::settle::<0usize, _>(&mut *join);
                        }
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_2 = ::streamz::__private::segment(
                    outcome,
                    &state.2.1,
                    &slots,
                    flow_3,
                    move |state, slots, item| {
                        let (buffer_3, rest) = state;
                        ::streamz::__private::accept(&mut *buffer_3, slots.0, item, ());
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_1 = ::streamz::__private::segment(
                    outcome,
                    &state.2,
                    &slots,
                    flow_1,
                    move |state, slots, item| {
                        let (union_2, rest) = state;
                        {
                            let join = &mut *union_2;
                            let behind = &mut (*rest);
                            for item in ::streamz::__private::step::<
                                1usize,
                                _,
                            >(&mut *join, item) {
                                if let ::core::result::Result::Err(error) = segment_2(
                                    &mut *behind,
                                    &mut *slots,
                                    item,
                                ) {
                                    return ::core::result::Result::Err(error);
                                }
                            }
                            ::streamz::__private::settle::<1usize, _>(&mut *join);
                        }
                        ::core::result::Result::Ok(())
                    },
                );
                let segment_0 = ::streamz::__private::segment(
                    outcome,
                    &state,
                    &slots,
                    flow_0,
                    move |state, slots, item| {
                        let (map_1, source_0, rest) = state;
                        for item in ::streamz::__private::step::<
                            0usize,
                            _,
                        >(&mut *map_1, item) {
                            {
                                let join = &mut rest.0;
                                let behind = &mut (*rest).1;
                                for item in ::streamz::__private::step::<
                                    0usize,
                                    _,
                                >(&mut *join, item) {
                                    if let ::core::result::Result::Err(error) = segment_2(
                                        &mut *behind,
                                        &mut *slots,
                                        item,
                                    ) {
                                        return ::core::result::Result::Err(error);
                                    }
                                }
                                ::streamz::__private::settle::<0usize, _>(&mut *join);
                            }
                        }
                        ::streamz::__private::settle::<0usize, _>(&mut *map_1);
                        ::core::result::Result::Ok(())
                    },
                );
                let recover = ::streamz::__private::on_failure(
                    &state,
                    |state| {
                        ::streamz::__private::Node::recover(&mut (*state).1);
                        ::streamz::__private::Node::recover(&mut (*state).0);
                        ::streamz::__private::Node::recover(&mut (*state).2.0);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.0);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.0);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.2);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.3.0);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.3.1.2);
                        ::streamz::__private::Node::recover(
                            &mut (*state).2.1.1.1.3.1.3.0,
                        );
                        ::streamz::__private::Node::recover(
                            &mut (*state).2.1.1.1.3.1.3.1,
                        );
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.3.1.0);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.3.1.1);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.0);
                        ::streamz::__private::Node::recover(&mut (*state).2.1.1.1.1);
                    },
                );
                let port_0 = ::streamz::__private::way_in(
                    outcome,
                    &state,
                    flow_0,
                    move |state, now, item| {
                        let outcome = segment_0(&mut (*state), &mut (now,), item);
                        if outcome.is_err() {
                            recover(state);
                        }
                        outcome
                    },
                    move |state| true && ::streamz::__private::is_clear(&(*state).2.1.0),
                );
                let pins = ::streamz::__private::Pins::new(
                    state.1.pinned(),
                    ::streamz::__private::Pins::new(
                        state.2.1.0.pinned(),
                        ::streamz::__private::Pins::new(
                            state.2.1.1.1.2.pinned(),
                            ::streamz::__private::Pins::new(
                                state.2.1.1.1.3.0.pinned(),
                                ::streamz::__private::Pins::new(
                                    state.2.1.1.1.3.1.3.1.pinned(),
                                    (),
                                ),
                            ),
                        ),
                    ),
                );
                let pass_once = ::streamz::__private::pass(
                    outcome,
                    &state,
                    &pins,
                    move |state, pins, pass| {
                        let (mut pin_0, pins) = pins.split();
                        let (mut pin_3, pins) = pins.split();
                        let (mut pin_5, pins) = pins.split();
                        let (mut pin_6, pins) = pins.split();
                        let (mut pin_9, pins) = pins.split();
                        let mut turns = ::streamz::__private::TURNS;
                        while turns > 0 && true
                            && ::streamz::__private::is_clear(&(*state).2.1.0)
                        {
                            let ::core::option::Option::Some(item) = (*state)
                                .2
                                .1
                                .1
                                .1
                                .1
                                .pop() else {
                                break;
                            };
                            pass.progress = true;
                            turns -= 1;
                            if let ::core::result::Result::Err(error) = segment_0(
                                &mut (*state),
                                &mut (pass.now,),
                                item,
                            ) {
                                return ::core::result::Result::Err(error);
                            }
                        }
                        let finished_0 = pass.closing && (*state).2.1.1.1.1.is_empty()
                            && ::streamz::__private::is_spent(&(*state).2.1.1.0)
                            && ::streamz::__private::is_idle(&(*state).2.1.0)
                            && ::streamz::__private::is_idle(&(*state).1);
                        let ended = pass.closing;
                        let upstream_waits = true;
                        if (*state)
                            .1
                            .drive(
                                pin_0.as_mut(),
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
                            if !(true && ::streamz::__private::is_clear(&(*state).2.1.0))
                            {
                                pass.waits |= !(*state).1.is_idle();
                                break;
                            }
                            let around = &mut (*state);
                            match around.1.next(pin_0.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    ::core::result::Result::Ok(item),
                                ) => {
                                    if let ::core::result::Result::Err(error) = segment_1(
                                        &mut around.2,
                                        &mut (pass.now,),
                                        item,
                                    ) {
                                        return ::core::result::Result::Err(error);
                                    }
                                }
                                ::core::option::Option::Some(
                                    ::core::result::Result::Err(error),
                                ) => match error {}
                                ::core::option::Option::None => {
                                    break;
                                }
                            }
                            around.1.settle();
                            turns -= 1;
                        }
                        let finished_1 = (*state).1.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_1
                                || (*state)
                                    .1
                                    .drive(
                                        pin_0.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
                        let finished_2 = true;
                        let ended = true && finished_0 && finished_1;
                        let upstream_waits = true;
                        if (*state)
                            .2
                            .1
                            .0
                            .drive(
                                pin_3.as_mut(),
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
                            if !(true
                                && ::streamz::__private::is_spent(&(*state).2.1.1.0))
                            {
                                pass.waits |= !(*state).2.1.0.is_idle();
                                break;
                            }
                            let around = &mut (*state).2.1;
                            match around.0.next(pin_3.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    ::core::result::Result::Ok(item),
                                ) => {
                                    if let ::core::result::Result::Err(error) = segment_3(
                                        &mut around.1,
                                        &mut (pass.now,),
                                        item,
                                    ) {
                                        return ::core::result::Result::Err(error);
                                    }
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
                        let finished_3 = (*state).2.1.0.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_3
                                || (*state)
                                    .2
                                    .1
                                    .0
                                    .drive(
                                        pin_3.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
                        let spent = ::streamz::__private::is_spent(&(*state).2.1.1.0);
                        while true && ::streamz::__private::is_clear(&(*state).2.1.1.1.2)
                        {
                            let around = &mut (*state).2.1.1;
                            let ::core::option::Option::Some(item) = ::streamz::__private::resume(
                                &mut around.0,
                            ) else {
                                break;
                            };
                            pass.progress = true;
                            if let ::core::result::Result::Err(error) = segment_4(
                                &mut around.1,
                                &mut (pass.now,),
                                item,
                            ) {
                                return ::core::result::Result::Err(error);
                            }
                        }
                        let finished_4 = ::streamz::__private::is_spent(
                            &(*state).2.1.1.0,
                        );
                        if !spent && finished_4 {
                            pass.progress = true;
                        }
                        pass.waits |= !finished_4;
                        let finished_4 = true && finished_3 && finished_4;
                        let ended = true && finished_4;
                        let upstream_waits = true;
                        if (*state)
                            .2
                            .1
                            .1
                            .1
                            .2
                            .drive(
                                pin_5.as_mut(),
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
                            if !(true
                                && ::streamz::__private::is_clear(&(*state).2.1.1.1.3.0))
                            {
                                (*state)
                                    .2
                                    .1
                                    .1
                                    .1
                                    .3
                                    .0
                                    .drive(
                                        pin_6.as_mut(),
                                        pass.now,
                                        false,
                                        pass.poll,
                                        &mut *pass.cx,
                                    );
                            }
                            if !(true
                                && ::streamz::__private::is_clear(&(*state).2.1.1.1.3.0))
                            {
                                pass.waits |= !(*state).2.1.1.1.2.is_idle();
                                break;
                            }
                            let around = &mut (*state).2.1.1.1;
                            match around.2.next(pin_5.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    ::core::result::Result::Ok(item),
                                ) => {
                                    if let ::core::result::Result::Err(error) = segment_5(
                                        &mut around.3,
                                        &mut (pass.now,),
                                        item,
                                    ) {
                                        return ::core::result::Result::Err(error);
                                    }
                                }
                                ::core::option::Option::Some(
                                    ::core::result::Result::Err(error),
                                ) => match error {}
                                ::core::option::Option::None => {
                                    break;
                                }
                            }
                            around.2.settle();
                            turns -= 1;
                        }
                        let finished_5 = (*state).2.1.1.1.2.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_5
                                || (*state)
                                    .2
                                    .1
                                    .1
                                    .1
                                    .2
                                    .drive(
                                        pin_5.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
                        let ended = true && finished_5;
                        let upstream_waits = true;
                        if (*state)
                            .2
                            .1
                            .1
                            .1
                            .3
                            .0
                            .drive(
                                pin_6.as_mut(),
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
                            if !(true
                                && ::streamz::__private::is_clear(
                                    &(*state).2.1.1.1.3.1.3.1,
                                ))
                            {
                                pass.waits |= !(*state).2.1.1.1.3.0.is_idle();
                                break;
                            }
                            let around = &mut (*state).2.1.1.1.3;
                            match around.0.next(pin_6.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    ::core::result::Result::Ok(item),
                                ) => {
                                    if let ::core::result::Result::Err(error) = segment_6(
                                        &mut around.1,
                                        &mut (pass.now,),
                                        item,
                                    ) {
                                        return ::core::result::Result::Err(error);
                                    }
                                }
                                ::core::option::Option::Some(
                                    ::core::result::Result::Err(error),
                                ) => {
                                    let state = &mut around.1;
                                    let slots = &mut (pass.now,);
                                    let (catch_10, sink_11, partition_7, rest) = state;
                                    for item in catch_10.failed(error) {
                                        for item in ::streamz::__private::step::<
                                            0usize,
                                            _,
                                        >(&mut *sink_11, item) {
                                            let _ = item;
                                        }
                                        ::streamz::__private::settle::<0usize, _>(&mut *sink_11);
                                    }
                                }
                                ::core::option::Option::None => {
                                    break;
                                }
                            }
                            around.0.settle();
                            turns -= 1;
                        }
                        let finished_6 = (*state).2.1.1.1.3.0.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_6
                                || (*state)
                                    .2
                                    .1
                                    .1
                                    .1
                                    .3
                                    .0
                                    .drive(
                                        pin_6.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
                        let mut finished_7 = false;
                        if true && finished_6 {
                            while true
                                && ::streamz::__private::is_clear(&(*state).2.1.1.1.3.1.3.1)
                            {
                                let around = &mut (*state).2.1.1.1.3.1;
                                let ::core::option::Option::Some(item) = ::streamz::__private::tail(
                                    &mut around.2,
                                ) else {
                                    finished_7 = true;
                                    break;
                                };
                                pass.progress = true;
                                if let ::core::result::Result::Err(error) = segment_7(
                                    &mut around.3,
                                    &mut (pass.now,),
                                    item,
                                ) {
                                    return ::core::result::Result::Err(error);
                                }
                                ::streamz::__private::tail_done(&mut around.2);
                            }
                            pass.waits |= !finished_7;
                        }
                        let ended = true && finished_6 && finished_7;
                        let upstream_waits = true;
                        if (*state)
                            .2
                            .1
                            .1
                            .1
                            .3
                            .1
                            .3
                            .1
                            .drive(
                                pin_9.as_mut(),
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
                                pass.waits |= !(*state).2.1.1.1.3.1.3.1.is_idle();
                                break;
                            }
                            let around = &mut (*state).2.1.1.1.3.1.3;
                            match around.1.next(pin_9.as_mut(), pass.now, &mut *pass.cx)
                            {
                                ::core::option::Option::Some(
                                    ::core::result::Result::Ok(item),
                                ) => {
                                    if let ::core::result::Result::Err(error) = segment_8(
                                        &mut around.2,
                                        &mut (pass.now,),
                                        item,
                                    ) {
                                        return ::core::result::Result::Err(error);
                                    }
                                }
                                ::core::option::Option::Some(
                                    ::core::result::Result::Err(error),
                                ) => match error {}
                                ::core::option::Option::None => {
                                    break;
                                }
                            }
                            around.1.settle();
                            turns -= 1;
                        }
                        let finished_8 = (*state).2.1.1.1.3.1.3.1.is_finished();
                        if turns < ::streamz::__private::TURNS
                            && (turns == 0 || upstream_waits || ended && !finished_8
                                || (*state)
                                    .2
                                    .1
                                    .1
                                    .1
                                    .3
                                    .1
                                    .3
                                    .1
                                    .drive(
                                        pin_9.as_mut(),
                                        pass.now,
                                        ended,
                                        pass.poll,
                                        &mut *pass.cx,
                                    ))
                        {
                            pass.progress = true;
                        }
                        pass.finished = true && finished_0 && finished_1 && finished_2
                            && finished_3 && finished_4 && finished_5 && finished_6
                            && finished_7 && finished_8;
                        ::core::result::Result::Ok(())
                    },
                );
                let whole = pass_once;
                let pass_once = ::streamz::__private::pass(
                    outcome,
                    &state,
                    &pins,
                    move |state, pins, pass| {
                        let outcome = whole(state, pins, pass);
                        if outcome.is_err() {
                            recover(state);
                        }
                        outcome
                    },
                );
                let deadline = ::streamz::__private::deadline(
                    &state,
                    move |state| {
                        ::streamz::time::NEVER
                            .min(
                                ::streamz::__private::next_deadline(
                                    &(*state).1,
                                    true && ::streamz::__private::is_clear(&(*state).2.1.0),
                                ),
                            )
                            .min(
                                ::streamz::__private::next_deadline(
                                    &(*state).2.1.0,
                                    true && ::streamz::__private::is_spent(&(*state).2.1.1.0),
                                ),
                            )
                            .min(
                                ::streamz::__private::next_deadline(
                                    &(*state).2.1.1.1.2,
                                    true
                                        && ::streamz::__private::is_clear(&(*state).2.1.1.1.3.0),
                                ),
                            )
                            .min(
                                ::streamz::__private::next_deadline(
                                    &(*state).2.1.1.1.3.0,
                                    true
                                        && ::streamz::__private::is_clear(&(*state).2.1.1.1.3.1.3.1),
                                ),
                            )
                            .min(
                                ::streamz::__private::next_deadline(
                                    &(*state).2.1.1.1.3.1.3.1,
                                    true,
                                ),
                            )
                    },
                );
                let machine = ::streamz::__private::Machine::new(
                    outcome,
                    state,
                    pins,
                    pass_once,
                    deadline,
                    false,
                );
                ::streamz::__private::pin_project! {
                    #[must_use = "a pipeline does nothing until it is driven"] struct
                    Pipeline < Machine, Timer, Kind_0, Run_0, Clear_0 > { #[pin] machine
                    : Machine, #[pin] timer : Timer, port_0 : ::streamz::__private::WayIn
                    < Kind_0, Run_0, Clear_0 >, }
                }
                #[allow(dead_code)]
                impl<
                    Machine,
                    Timer,
                    Kind_0,
                    Run_0,
                    Clear_0,
                > Pipeline<Machine, Timer, Kind_0, Run_0, Clear_0> {
                    /// Sends one item in here. The future is ready when its synchronous effects are done and the first boundary on
                    /// each branch it took has room for another one.
                    #[inline]
                    pub fn emit<'event>(
                        self: &'event mut ::core::pin::Pin<&mut Self>,
                        item: ::streamz::__private::Item<'event, Kind_0>,
                    ) -> ::streamz::drive::Emitting<
                        'event,
                        Self,
                        ::streamz::__private::Item<'event, Kind_0>,
                        0usize,
                    >
                    where
                        Kind_0: ::streamz::__private::Kind,
                        Self: ::streamz::drive::Push<
                            ::streamz::__private::Item<'event, Kind_0>,
                            0usize,
                        >,
                        Timer: ::streamz::time::Timer,
                    {
                        ::streamz::drive::Emitting::new(self.as_mut(), item)
                    }
                    /// Sends one item in here. The future is ready when its synchronous effects are done and the first boundary on
                    /// each branch it took has room for another one.
                    #[inline]
                    pub fn ids<'event>(
                        self: &'event mut ::core::pin::Pin<&mut Self>,
                        item: ::streamz::__private::Item<'event, Kind_0>,
                    ) -> ::streamz::drive::Emitting<
                        'event,
                        Self,
                        ::streamz::__private::Item<'event, Kind_0>,
                        0usize,
                    >
                    where
                        Kind_0: ::streamz::__private::Kind,
                        Self: ::streamz::drive::Push<
                            ::streamz::__private::Item<'event, Kind_0>,
                            0usize,
                        >,
                        Timer: ::streamz::time::Timer,
                    {
                        ::streamz::drive::Emitting::new(self.as_mut(), item)
                    }
                    /// The same pipeline, whose futures tell the time by `timer`.
                    pub fn with_timer<Clock: ::streamz::time::Timer>(
                        self,
                        timer: Clock,
                    ) -> Pipeline<Machine, Clock, Kind_0, Run_0, Clear_0> {
                        let Self { machine, timer: _, port_0 } = self;
                        Pipeline { machine, timer, port_0 }
                    }
                }
                impl<Machine, Timer, Kind_0, Run_0, Clear_0> ::streamz::drive::Drive
                for Pipeline<Machine, Timer, Kind_0, Run_0, Clear_0>
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
                    Item,
                > ::streamz::drive::Push<Item, 0usize>
                for Pipeline<
                    Machine,
                    Timer,
                    ::streamz::__private::Own<Item>,
                    Run_0,
                    Clear_0,
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
                    Run_0,
                    Clear_0,
                    Item,
                > ::streamz::__private::Sink<Item>
                for Pipeline<
                    Machine,
                    Timer,
                    ::streamz::__private::Own<Item>,
                    Run_0,
                    Clear_0,
                >
                where
                    Machine: ::streamz::__private::Engine,
                    Timer: ::streamz::time::Timer,
                    Self: ::streamz::drive::Push<
                        Item,
                        0,
                        Timer = Timer,
                        Output = Machine::Output,
                    >,
                {
                    type Error = <Machine::Output as ::streamz::drive::Outcome>::Error;
                    fn poll_ready(
                        self: ::core::pin::Pin<&mut Self>,
                        cx: &mut ::core::task::Context<'_>,
                    ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
                        ::streamz::drive::sink_ready::<Item, Self, 0>(self, cx)
                    }
                    fn start_send(
                        self: ::core::pin::Pin<&mut Self>,
                        item: Item,
                    ) -> ::core::result::Result<(), Self::Error> {
                        ::streamz::drive::sink_send::<Item, Self, 0>(self, item)
                    }
                    fn poll_flush(
                        self: ::core::pin::Pin<&mut Self>,
                        cx: &mut ::core::task::Context<'_>,
                    ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
                        ::streamz::drive::sink_flush::<Item, Self, 0>(self, cx)
                    }
                    fn poll_close(
                        self: ::core::pin::Pin<&mut Self>,
                        cx: &mut ::core::task::Context<'_>,
                    ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
                        ::streamz::drive::sink_close(self, cx)
                    }
                }
                Pipeline {
                    machine,
                    timer: ::streamz::time::NoTimerYet,
                    port_0,
                }
            };
            pipeline
        };
        pipeline
    };
}
