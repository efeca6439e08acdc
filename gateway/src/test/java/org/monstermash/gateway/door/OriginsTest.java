package org.monstermash.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private final Origins origins = new Origins(Set.of("https://Friend.example"));

    @ParameterizedTest
    @CsvSource({
        "http://host:8000, host, 8000, OWN_PAGE",
        "http://HOST:8000, host, 8000, OWN_PAGE",
        "https://host, host, -1, OWN_PAGE",
        "https://host, host, 443, OWN_PAGE",
        "https://host:443, host, -1, OWN_PAGE",
        "http://[::1]:8000, [::1], 8000, OWN_PAGE",
        "http://host:8001, host, 8000, FOREIGN",
        "http://host, host, 8000, FOREIGN",
        "http://host.evil:8000, host, 8000, FOREIGN",
        "http://evil.host:8000, host, 8000, FOREIGN",
        "http://host:8000.evil, host, 8000, FOREIGN",
        "http://host:8000@evil, host, 8000, FOREIGN",
        "http://evil@host:8000, host, 8000, FOREIGN",
        "http://host:8000/path, host, 8000, FOREIGN",
        "http://host:8000?q, host, 8000, FOREIGN",
        "http://host:8000#f, host, 8000, FOREIGN",
        "ftp://host:8000, host, 8000, FOREIGN",
        "file://, host, 8000, FOREIGN",
        "host:8000, host, 8000, FOREIGN",
        "null, host, 8000, FOREIGN",
        "'', host, 8000, FOREIGN",
        "http://ho st, host, 8000, FOREIGN",
        "https://friend.example, host, 8000, LISTED",
        "http://friend.example, host, 8000, FOREIGN",
        "https://friend.example.evil, host, 8000, FOREIGN"
    })
    void anOriginIsOwnListedOrForeign(String origin, String host, int port, Origins.From expected) {
        assertThat(origins.from(origin, HostAndPort.create(host, port))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"http://evil, ANYWHERE", "null, ANYWHERE", "http://host:8000, OWN_PAGE"})
    void aStarLetsEverybodyInButWithoutCredentials(String origin, Origins.From expected) {
        assertThat(new Origins(Set.of("*")).from(origin, HostAndPort.create("host", 8000)))
                .isEqualTo(expected);
    }
}
