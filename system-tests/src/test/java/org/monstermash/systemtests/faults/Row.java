package org.monstermash.systemtests.faults;

/** A fault, and what has to hold. The numbers are those of the list that was agreed on; the gaps are other tests'. */
enum Row {
    T1("a worker is killed before its model has said anything", "one reply, seen ≤ 5 s after the restart"),
    T2("a worker is killed in the middle of a reply", "one reply, whole, of a second attempt; nobody types for ever"),
    T3(
            "a worker is killed after its reply is stored and before it knows",
            "100 of 100 times one reply, the model asked at most twice"),
    T5("20 kills at random among five workers, 200 messages", "every message answered once by each who decides to"),
    T6(
            "garbage, a wrong schema and 1 MB in the topic",
            "the worker lives; one record set aside, one line each; the next is answered"),
    T7("a worker comes back to 500 messages that are too old", "no reply to them; ready ≤ 2 s"),
    T8(
            "the gateway is killed under 100 messages a second",
            "0 acknowledged lost, readers go on ≤ 3 s after it is back"),
    T9(
            "the broker is killed for 30 s under load",
            "0 acknowledged lost, 0 twice; posts answered ≤ 5 s; goes on ≤ 10 s after its port opens"),
    T10("no broker for the first 60 s", "not ready, no switch, no crash; then ready"),
    T11("the broker is frozen for 20 s", "as when killed; heap grows ≤ 50 MB"),
    T12("the network between a gateway and the broker is cut for 40 s", "all in order ≤ 10 s after it heals"),
    T14("two gateways, 50 readers each", "all read all, in one order, with one seq"),
    T15("one client_id posted ten times at once over two gateways", "one message, its id in ten answers"),
    T16("a reader that never reads, 30 KB messages", "closed with 4008 ≤ 10 s, heap ≤ +2 MB; nobody misses anything"),
    T17("a reader's network vanishes", "noticed and freed ≤ 35 s"),
    T18("5,000 readers cut off at once come back", "all without gaps ≤ 10 s, no post refused"),
    T20("a reader is cut off in the middle of a reply", "what it shows is the final text, byte for byte"),
    T21("a wrong epoch, a seq of the future, negative, 2⁶³", "reset, and nobody else notices"),
    T22("10,000 rooms with a reader and a message each", "delivered ≤ 10 s, RSS ≤ 400 MB"),
    T23("5,000 idle readers for 2 min", "none lost, ≤ 20 KB each"),
    T25("more connections than allowed", "1013 for who is too many, nobody else notices"),
    T25B("more connections of one address than allowed", "1013 for who is too many, nobody else notices"),
    T26("the gateway is told to stop", "posts under way answered, every reader closed with 1012, exit 0 ≤ 5 s"),
    T26B(
            "the gateway and each worker are restarted in turn under 50 messages a second",
            "each ends ≤ 5 s with 0; 0 lost, 0 twice, every question answered once"),
    T38("one persona's model is 100 times slower", "the others' 99th percentile changes ≤ 10 %"),
    T39("monsters that wake each other for ever", "stops at the streak cap"),
    T55("the disk is full", "never 2xx for what is not stored, reads go on, stores again ≤ 5 s after there is room"),
    T56("the log's end is cut, a bit flips", "starts; loses only the cut end; leaves the damaged row out"),
    T58("the disk can only be read", "says so in one line and does not start"),
    T58B(
            "the disk fails while the gateway runs",
            "never 2xx for what is not stored; not ready, and says why in one line; reads go on"),
    T58C(
            "a debugger takes the files of the history from the running gateway",
            "never 2xx for what is not stored; not ready, and says why in one line; all is there after a restart"),
    T59("the clock jumps an hour back, a day ahead", "order kept, nothing twice, replies go on"),
    T60("a history of 1,000,000 messages", "ready ≤ 3 s, RSS ≤ 200 MB, a page ≤ 20 ms"),
    T62("a history with fields nobody knows", "they are kept, shown and exported"),
    T62B("a history of a newer layout", "refused in one line and left as it is"),
    T64("10 min at half load", "memory flat after the third minute, no file left open"),
    K1(
            "100,000 messages in the topic",
            "a fresh gateway has them ≤ 10 s, in ≤ 250 MB; a restarted one is ready ≤ 1 s later than usual"),
    K2(
            "two gateways, two workers of each persona, 500 messages over 50 rooms",
            "both gateways the same; every persona one outcome for each"),
    K3("20 kills at random of workers and gateways under load, on Kafka", "all in order, every message answered once"),
    K4("one of two workers of a persona is killed, on Kafka", "the other answers in its rooms ≤ 10 s"),
    K5("a persona's only worker is killed and started again, on Kafka", "it answers in its rooms ≤ 5 s after it is up"),
    K6(
            "no broker at all, BUS__FALLBACK=in-memory",
            "after 10 s the gateway's own bus takes its place; health, logs and rooms say so, messages are answered"),
    K7(
            "two gateways and two workers of each persona are restarted in turn under 50 messages a second, on Kafka",
            "each ends ≤ 5 s with 0; 0 lost, 0 twice, every question answered once"),
    K8("a record with fields nobody knows, on Kafka", "they are kept, and a fresh gateway reads them too");

    private final String fault;
    private final String mark;

    Row(String fault, String mark) {
        this.fault = fault;
        this.mark = mark;
    }

    String fault() {
        return fault;
    }

    String mark() {
        return mark;
    }
}
