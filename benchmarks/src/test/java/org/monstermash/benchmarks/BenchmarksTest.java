package org.monstermash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That each benchmark runs and says its numbers; what they are does not matter here. */
class BenchmarksTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "start, worker awake",
        "memory, gateway and five workers",
        "latency, 'POST to browser, over Kafka'",
        "reply, cause to whole reply",
        "fanout, '5 readers, 8 at once'",
        "arena, 6 turns"
    })
    void everyBenchmarkSaysItsNumbers(String name, String line) {
        assertThat(run("--quick", "--root", "..", name)).as(err::toString).isZero();
        assertThat(out.toString().lines())
                .anySatisfy(each -> assertThat(each.strip()).startsWith(line).containsPattern("\\d"));
    }

    @Test
    void everyBenchmarkIsListed() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString().lines())
                .extracting(line -> line.strip().split(" ")[0])
                .containsExactly("start", "memory", "latency", "reply", "fanout", "arena");
    }

    @Test
    void anUnknownNameIsNamed() {
        assertThat(run("speed")).isEqualTo(2);
        assertThat(err.toString()).contains("speed: there is no such benchmark");
    }

    private int run(String... arguments) {
        return BenchmarksMain.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
