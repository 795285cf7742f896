#!/usr/bin/env bash
# The tests of Kafka against Apache Kafka: kafka.sh VERSION, such as 3.9.1 or 4.1.0.
#
# The broker is a class path that Maven resolves from Maven Central; it runs on free ports, keeps its data in a temporary
# directory, and is stopped at the end. In the midst of the violence it is killed and started KAFKA_RESTARTS times. What cannot be
# run for want of Java, Maven or Maven Central is named, and the exit status is 0 then.
set -euo pipefail

version=${1:?usage: kafka.sh VERSION}
export KAFKA_SEED=${KAFKA_SEED:-1} KAFKA_MESSAGES=${KAFKA_MESSAGES:-20000} KAFKA_KILLS=${KAFKA_KILLS:-10} KAFKA_RESTARTS=${KAFKA_RESTARTS:-5}
here=$(cd "$(dirname "$0")" && pwd)

not_run() {
    echo "Apache Kafka $version: NOT RUN, $1"
    exit 0
}

java_is_new_enough() { command -v java >/dev/null && [ "$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')" -ge 17 ]; }
if { ! java_is_new_enough || ! command -v mvn >/dev/null; } && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless maven >/dev/null || true
fi
java_is_new_enough || not_run "there is no Java 17"
command -v mvn >/dev/null || not_run "there is no Maven"

home=$(mktemp -d)
broker=$home/broker.pid
stop() {
    if [ -f "$broker" ]; then
        pid=$(<"$broker")
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
        kill -9 "$pid" 2>/dev/null || true
    fi
    rm -rf "$home"
}
trap stop EXIT

# slf4j-simple keeps the broker quiet.
cat >"$home/pom.xml" <<POM
<project><modelVersion>4.0.0</modelVersion><groupId>streamz</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
 <dependencies>
  <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$version</version></dependency>
  <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
 </dependencies></project>
POM
mvn -q -B -f "$home/pom.xml" dependency:build-classpath -Dmdep.outputFile="$home/classpath" >"$home/mvn.log" 2>&1 || {
    tail -5 "$home/mvn.log"
    not_run "Maven Central does not give it"
}

free_port() {
    while true; do
        candidate=$(shuf -i 20000-32000 -n 1) # below those that the system gives to clients
        (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || break
    done
    echo "$candidate"
}
port=$(free_port)
controller=$(free_port)
cat >"$home/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=$home/data
num.partitions=4
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
auto.create.topics.enable=false
PROPERTIES
if [ "${version%%.*}" -ge 4 ]; then
    cat >>"$home/server.properties" <<PROPERTIES
group.consumer.min.session.timeout.ms=1000
group.consumer.session.timeout.ms=1500
group.consumer.min.heartbeat.interval.ms=100
group.consumer.heartbeat.interval.ms=100
PROPERTIES
fi

java -cp "$(<"$home/classpath")" kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAQ -c "$home/server.properties" >"$home/format.log" 2>&1 || {
    cat "$home/format.log"
    exit 1
}
cat >"$home/start" <<START
java -Xmx512m -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "\$(<"$home/classpath")" \
    kafka.Kafka "$home/server.properties" >>"$home/broker.log" 2>&1 &
echo \$! >"$broker"
for _ in \$(seq 600); do
    (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null && exit 0
    kill -0 "\$(<"$broker")" 2>/dev/null || break
    sleep 0.1
done
tail -20 "$home/broker.log"
exit 1
START
bash "$home/start"
echo "Apache Kafka $version at 127.0.0.1:$port"

export KAFKA_BOOTSTRAP=127.0.0.1:$port
export KAFKA_RESTART="kill -9 \$(cat '$broker'); sleep 1; bash '$home/start'"
cd "$here/../.."
cargo test -p streamz-broker-tests --test kafka --test kafka_batched --test kafka_sink -- --nocapture
# One after the other, for each kills the broker.
cargo test -p streamz-broker-tests --test kafka_violence -- --nocapture --test-threads 1
if [ "${version%%.*}" -ge 4 ]; then
    echo "Apache Kafka $version, groups that the broker arranges"
    export KAFKA_GROUP_PROTOCOL=consumer
    cargo test -p streamz-broker-tests --test kafka everything -- --nocapture
    cargo test -p streamz-broker-tests --test kafka_violence -- --nocapture --test-threads 1
fi
