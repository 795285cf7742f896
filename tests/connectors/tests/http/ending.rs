//! How a server ends.

use super::*;

#[tokio::test]
async fn what_is_on_its_way_is_answered_when_the_stream_is_gone() {
    let mut source = from_http_server(0).bind().await.unwrap();
    let (address, handle, metrics) = (source.local_addr(), source.handle(), source.metrics());
    let [mut taken, mut waiting, mut idle, fresh] = [
        Client::connect(address).await,
        Client::connect(address).await,
        Client::connect(address).await,
        Client::connect(address).await,
    ];
    idle.post("/", "before").await;
    next(&mut source).await.1.done();
    assert_eq!(idle.answer().await.unwrap().status, 200);
    taken.post("/", "taken").await;
    let Tagged(_, receipt) = next(&mut source).await;
    waiting.post("/", "not taken").await;
    until("two are in flight", || metrics.in_flight() == 2).await;

    drop(source);
    assert!(!metrics.connected());
    let again = from_http_server(address).bind().await.unwrap();
    let answer = waiting.answer().await.unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("5")));
    assert!(idle.answer().await.is_none(), "an idle connection is closed");
    let early = timeout(Duration::from_millis(30), handle.closed()).await;
    assert!(early.is_err(), "one has no answer yet");
    receipt.done();
    assert_eq!(taken.answer().await.unwrap().status, 200);
    timeout(PATIENCE, handle.closed()).await.unwrap();
    drop((again, fresh));
}

#[tokio::test]
async fn a_pipeline_that_is_stopped_answers_what_it_holds() {
    let source = from_http_server(0).bind().await.unwrap();
    let (address, handle, metrics) = (source.local_addr(), source.handle(), source.metrics());
    let asking = join_all((0..5).map(async |_| Client::connect(address).await.ask("/", "x").await));
    let mut sizes = Vec::new();
    {
        let mut p = pin!(pipeline!(|| -> Result<(), HttpError> {
            let requests = try_tagged_source(source);
            // Never full: handed on when the pipeline is stopped.
            requests.partition(100).sink(|batch| sizes.push(batch.len()));
        }));
        let running = p.run_until(until("five are taken", || metrics.passed() == 5));
        let (ran, statuses) = tokio::join!(running, asking);
        ran.unwrap();
        assert_eq!(statuses, [200; 5]);
    }
    assert_eq!(sizes, [5]);
    timeout(PATIENCE, handle.closed()).await.unwrap();
}

#[tokio::test]
async fn what_takes_too_long_then_has_failed() {
    let server = from_http_server(0).drain_timeout(Duration::from_millis(50));
    let mut source = server.bind().await.unwrap();
    let (handle, metrics) = (source.handle(), source.metrics());
    let mut client = Client::connect(source.local_addr()).await;
    client.post("/", "x").await;
    let taken = next(&mut source).await;
    drop(source);
    assert_eq!(client.answer().await.unwrap().status, 500);
    timeout(PATIENCE, handle.closed()).await.unwrap();
    assert_eq!(metrics.in_flight(), 0);
    taken.1.done(); // too late, and no harm
}
