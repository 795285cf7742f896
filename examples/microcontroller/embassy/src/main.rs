//! The monitor as a task of embassy: a sensor task sends samples through a channel, and time is that of a timer interrupt.
//!
//! What comes out is what comes out on simulated time, to the bit and to the millisecond.

#![no_std]
#![no_main]

mod clock;

use core::pin::Pin;

use cortex_m_semihosting::{debug, hio, hprintln};
use embassy_executor::Spawner;
use embassy_futures::select::{Either, select};
use embassy_sync::blocking_mutex::raw::CriticalSectionRawMutex;
use embassy_sync::channel::Channel;
use embassy_time::{Instant, Timer};
use monitor::{Digest, MILLISECOND, Sample, Sensor, monitor};
use streamz::drive::Emitting;
use streamz::prelude::*;
use streamz::time::EmbassyTimer;

/// How many samples there are. Few, because embassy's executor waits in a way that QEMU must step through.
const COUNT: u32 = 500;

/// From the sensor to the monitor; `None` is the end.
static QUEUE: Channel<CriticalSectionRawMutex, Option<Sample>, 4> = Channel::new();

/// The executor and the tasks bring ways to panic of their own.
#[panic_handler]
fn panic(info: &core::panic::PanicInfo<'_>) -> ! {
    hprintln!("{}", info);
    exit(Err(()))
}

fn exit(result: Result<(), ()>) -> ! {
    debug::exit(if result.is_ok() {
        debug::EXIT_SUCCESS
    } else {
        debug::EXIT_FAILURE
    });
    loop {
        cortex_m::asm::wfi();
    }
}

#[embassy_executor::task]
async fn sense() {
    for sample in Sensor::new(COUNT) {
        Timer::at(Instant::from_millis(sample.at / MILLISECOND)).await;
        QUEUE.send(Some(sample)).await;
    }
    QUEUE.send(None).await;
}

#[embassy_executor::main]
async fn main(spawner: Spawner) {
    let (Some(peripherals), Ok(sense)) = (cortex_m::Peripherals::take(), sense()) else {
        exit(Err(()));
    };
    clock::start(peripherals.SYST);
    spawner.spawn(sense);
    let digest = watch().await;
    let elapsed = Instant::now().as_millis() * MILLISECOND;
    let mut line = digest.line(COUNT, elapsed);
    let told = hio::hstdout().and_then(|mut out| out.write_all(line.text("\n").as_bytes()));
    exit(told);
}

/// Takes samples from the channel into the pipeline, and drives it while there are none.
async fn watch() -> Digest {
    let mut digest = Digest::default();
    let mut pipeline = monitor(EmbassyTimer::new(), |signal| digest.add(signal));
    while let Either::First(Some(sample)) = select(QUEUE.receive(), pipeline.run()).await {
        Emitting::new(Pin::new(&mut pipeline), sample).await;
    }
    pipeline.shutdown().await;
    drop(pipeline);
    digest
}
