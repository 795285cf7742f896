//! What the tests of connectors share.

use core::time::Duration;

use tokio::time::{sleep, timeout};

/// Far longer than anything that a test waits for takes.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until something is so.
///
/// # Panics
///
/// It does not come within [`PATIENCE`].
pub async fn until(what: &str, mut so: impl FnMut() -> bool) {
    let coming = async {
        while !so() {
            sleep(Duration::from_millis(2)).await;
        }
    };
    assert!(timeout(PATIENCE, coming).await.is_ok(), "still waiting for: {what}");
}

/// The memory of this process that is resident, in bytes; nothing where the system does not tell.
#[must_use]
pub fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * kilobytes)
}

/// How many clients this process can have beside itself as the server, up to `most`: as many files as it may open, of which each
/// client has two, one at either end, and other tests have some too.
#[must_use]
pub fn clients_beside_the_server(most: usize) -> usize {
    let (soft, hard) = rlimit::Resource::NOFILE.get().unwrap_or((1024, 1024));
    let files = rlimit::increase_nofile_limit(hard).unwrap_or(soft);
    let clients = usize::try_from((files / 2).saturating_sub(500)).unwrap_or(most);
    clients.clamp(1, most)
}
