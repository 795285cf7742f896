//! At least once under violence: members of a group are killed at random, and everything is dealt with all the same.
//!
//! A few kills here. As many as one likes, and the same ones again, with
//!
//! ```text
//! KAFKA_SEED=1 KAFKA_MESSAGES=100000 KAFKA_KILLS=50 \
//!     cargo test -p streamz-broker-tests --test kafka_violence -- --nocapture
//! ```
//!
//! and against a real broker with `KAFKA_BOOTSTRAP=127.0.0.1:9092`, which `KAFKA_RESTART` (a command) stops and starts
//! `KAFKA_RESTARTS` times in between: `kafka.sh` beside this does all of that.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::str::FromStr;
use core::time::Duration;
use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use std::time::Instant;

use fastrand::Rng;
use streamz_broker_tests::{PATIENCE, kafka::Kafka};
use tokio::time::sleep;

const PARTITIONS: i32 = 4;
const MEMBERS: usize = 2;
/// How many messages a member may have handed on and not committed.
const IN_FLIGHT: u64 = 100;

fn setting<T: FromStr>(name: &str, default: T) -> T {
    let given = std::env::var(name).ok().filter(|value| !value.is_empty());
    given.map_or(default, |value| {
        value.parse().ok().unwrap_or_else(|| panic!("{name}={value}?"))
    })
}

struct Violence {
    kafka: Kafka,
    topic: String,
    group: String,
    what: &'static str,
    to: Box<dyn Fn(usize) -> String>,
    members: Vec<Child>,
    started: usize,
    rng: Rng,
}

/// What was done to a group.
struct Done {
    kills: u64,
    restarts: u64,
}

impl Violence {
    fn member(&mut self) -> Child {
        self.started += 1;
        Command::new(env!("CARGO_BIN_EXE_kafka_consumer"))
            .args([
                self.kafka.bootstrap(),
                &self.group,
                &self.topic,
                &IN_FLIGHT.to_string(),
                self.what,
            ])
            .arg((self.to)(self.started))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn kill_one(&mut self) {
        let which = self.rng.usize(..MEMBERS);
        let member = &mut self.members[which];
        assert_eq!(member.try_wait().unwrap(), None, "a member has ended by itself");
        member.kill().unwrap(); // SIGKILL
        member.wait().unwrap();
        self.members[which] = self.member();
    }

    /// Writes messages in `kills + 1` portions. In the midst of each but the last a member is killed; `progress` tells how many
    /// have been dealt with.
    async fn run(&mut self, messages: u64, mut progress: impl FnMut(&mut Rng, u64) -> bool) -> Done {
        let kills = setting("KAFKA_KILLS", 2_u64);
        let command = std::env::var("KAFKA_RESTART").ok();
        let restarts = if command.is_some() {
            setting("KAFKA_RESTARTS", 0_u64).min(kills)
        } else {
            0
        };
        for _ in 0..MEMBERS {
            let member = self.member();
            self.members.push(member);
        }
        let mut restarted = 0;
        for portion in 0..=kills {
            let (from, to) = (messages * portion / (kills + 1), messages * (portion + 1) / (kills + 1));
            let numbers = (from..to).map(|n| (i32::try_from(n % 4).unwrap(), Some(n.to_string())));
            self.kafka.produce(&self.topic, numbers).await;
            if portion == kills {
                break;
            }
            let target = from + self.rng.u64(..=to - from);
            let begun = Instant::now();
            while !progress(&mut self.rng, target) {
                assert!(
                    begun.elapsed() < PATIENCE,
                    "no progress to {target} messages after {portion} kills"
                );
                sleep(Duration::from_millis(5)).await;
            }
            self.kill_one();
            if restarts * (portion + 1) / kills > restarted {
                restarted += 1;
                let command = command.clone().unwrap();
                let ran = tokio::task::spawn_blocking(move || Command::new("sh").args(["-c", &command]).status());
                assert!(ran.await.unwrap().unwrap().success(), "the broker starts again");
            }
        }
        Done { kills, restarts }
    }

    /// Lets the members end as they should.
    fn end(&mut self) {
        self.members.iter_mut().for_each(|member| drop(member.stdin.take()));
        for member in self.members.drain(..) {
            let output = member.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success() && said.contains("all is committed"), "{said}");
        }
    }

    /// Waits until all is committed.
    async fn until_committed(&self, messages: u64) {
        let ends = (0..4).map(|partition| Some(i64::try_from((messages + 3 - partition) / 4).unwrap()));
        let (ends, begun) = (ends.collect::<Vec<_>>(), Instant::now());
        loop {
            let committed = self.kafka.committed(&self.group, &self.topic, PARTITIONS).await;
            if committed == ends {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "committed {committed:?}, not {ends:?}");
            sleep(Duration::from_millis(100)).await;
        }
    }
}

impl Drop for Violence {
    fn drop(&mut self) {
        for member in &mut self.members {
            let _ = member.kill();
            let _ = member.wait();
        }
    }
}

/// How often something may be dealt with again.
///
/// A member that is killed leaves at most so much behind. Where a group is arranged anew, a real broker takes the last commits;
/// the mock cluster refuses them, and it does so twice for each kill: when the dead member is missed, and when another one comes.
/// A broker that was away may have taken members for dead.
fn bound(kafka: &Kafka, done: &Done) -> u64 {
    let arranged = if kafka.is_mock() { 2 * (done.kills + 1) } else { 0 };
    IN_FLIGHT * (done.kills + arranged + 2 * done.restarts)
}

fn report(
    what: &str,
    seed: u64,
    counts: &HashMap<u64, u64>,
    messages: u64,
    kafka: &Kafka,
    done: &Done,
    begun: Instant,
) {
    let again = counts.values().sum::<u64>() - counts.len() as u64;
    println!(
        "{what}: seed {seed}, {messages} messages, {} kills, {} restarts of the broker: {} dealt with, {again} of them again \
         (at most {}), {:.1} s",
        done.kills,
        done.restarts,
        counts.len(),
        bound(kafka, done),
        begun.elapsed().as_secs_f64(),
    );
    let missing: Vec<u64> = (0..messages).filter(|n| !counts.contains_key(n)).take(20).collect();
    assert!(missing.is_empty(), "never dealt with: {missing:?} ..");
    assert_eq!(counts.len() as u64, messages);
    assert!(again <= bound(kafka, done));
}

/// The files that members write, read as they grow.
struct Logs {
    directory: PathBuf,
    files: HashMap<PathBuf, (File, String)>,
    counts: HashMap<u64, u64>,
}

impl Logs {
    fn read(&mut self) {
        for entry in std::fs::read_dir(&self.directory).unwrap() {
            let path = entry.unwrap().path();
            let open = |path: &Path| (File::open(path).unwrap(), String::new());
            let (file, rest) = self.files.entry(path.clone()).or_insert_with(|| open(&path));
            file.read_to_string(rest).unwrap();
            while let Some(end) = rest.find('\n') {
                let line: String = rest.drain(..=end).collect();
                *self.counts.entry(line.trim().parse().unwrap()).or_default() += 1;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn members_that_are_killed_lose_nothing() {
    let (seed, begun) = (setting("KAFKA_SEED", 1_u64), Instant::now());
    let messages = setting("KAFKA_MESSAGES", 3000_u64);
    let kafka = Kafka::start(env!("CARGO_BIN_EXE_kafka_mock"));
    let directory = tempfile::tempdir().unwrap();
    let mut logs = Logs {
        directory: directory.path().to_owned(),
        files: HashMap::new(),
        counts: HashMap::new(),
    };
    let path = directory.path().to_owned();
    let mut violence = Violence {
        topic: kafka.topic(PARTITIONS).await,
        group: kafka.name("group"),
        kafka,
        what: "log",
        to: Box::new(move |number| path.join(number.to_string()).display().to_string()),
        members: Vec::new(),
        started: 0,
        rng: Rng::with_seed(seed),
    };
    let done = violence
        .run(messages, |_, target| {
            logs.read();
            logs.counts.len() as u64 >= target
        })
        .await;
    let waited = Instant::now();
    while (logs.counts.len() as u64) < messages {
        assert!(waited.elapsed() < PATIENCE, "{} of {messages}", logs.counts.len());
        sleep(Duration::from_millis(20)).await;
        logs.read();
    }
    violence.until_committed(messages).await;
    violence.end();
    logs.read();
    report(
        "from_kafka",
        seed,
        &logs.counts,
        messages,
        &violence.kafka,
        &done,
        begun,
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_copied_to_another_topic_by_members_that_are_killed_is_all_there() {
    let (seed, begun) = (setting("KAFKA_SEED", 1_u64), Instant::now());
    let messages = setting("KAFKA_MESSAGES", 3000_u64);
    let kafka = Kafka::start(env!("CARGO_BIN_EXE_kafka_mock"));
    let copy = kafka.topic(PARTITIONS).await;
    let to = copy.clone();
    let mut violence = Violence {
        topic: kafka.topic(PARTITIONS).await,
        group: kafka.name("group"),
        kafka,
        what: "copy",
        to: Box::new(move |_| to.clone()),
        members: Vec::new(),
        started: 0,
        rng: Rng::with_seed(seed),
    };
    // At any time.
    let mut at = None;
    let done = violence
        .run(messages, |rng, _| {
            let due = *at.get_or_insert_with(|| Instant::now() + Duration::from_millis(rng.u64(..3000)));
            let is_due = due <= Instant::now();
            if is_due {
                at = None;
            }
            is_due
        })
        .await;
    let waited = Instant::now();
    let counts = loop {
        let mut counts = HashMap::new();
        for text in violence.kafka.contents(&copy, PARTITIONS).await.into_iter().flatten() {
            *counts.entry(text.unwrap().parse::<u64>().unwrap()).or_insert(0) += 1;
        }
        if counts.len() as u64 == messages {
            break counts;
        }
        assert!(waited.elapsed() < PATIENCE, "{} of {messages}", counts.len());
        sleep(Duration::from_millis(100)).await;
    };
    violence.until_committed(messages).await;
    violence.end();
    report(
        "from_kafka to to_kafka",
        seed,
        &counts,
        messages,
        &violence.kafka,
        &done,
        begun,
    );
}
