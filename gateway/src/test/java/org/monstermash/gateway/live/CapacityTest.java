package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monstermash.gateway.fixture.Listener;
import org.monstermash.gateway.fixture.TestParts;

@QuarkusTest
@TestProfile(CapacityTest.TwoPlaces.class)
class CapacityTest {
    public static class TwoPlaces implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(TestParts.SETTING + "MAX_CONNECTIONS", "2");
        }
    }

    @Inject
    Readers readers;

    @TestHTTPResource("/")
    URI gateway;

    @Test
    void whoComesWhenTheRoomIsFullIsToldSoAndNobodyElseNotices() {
        try (Listener one = Listener.to(gateway, "/live");
                Listener two = Listener.to(gateway, "/stream")) {
            one.awaitEvents("hello", 1);
            await().until(() -> readers.count() == 2);

            assertThat(Listener.to(gateway, "/live").closeCode()).isEqualTo(1013);
            assertThat(one.isOpen()).isTrue();
            assertThat(two.isOpen()).isTrue();

            two.close();
            await().until(() -> readers.count() == 1);
            try (Listener next = Listener.to(gateway, "/live")) {
                next.awaitEvents("hello", 1);
            }
        }
    }
}
