package org.monstermash.arena.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    @Test
    void everyHeadersValueIsHidden() {
        assertThat(secrets.shownHeaders(Map.of("X-Anything", "value-1", "Authorization", "Bearer abcdefgh")))
                .isEqualTo(Map.of("X-Anything", "***", "Authorization", "***"));
        assertThat(secrets.hidden("abcdefgh and value-1")).isEqualTo("*** and ***");
    }

    @Test
    void aPayloadsTextsWithSecretNamesAreHiddenAtAnyDepthAndNumbersAreNot() {
        Map<String, Object> shown = secrets.shownPayload(Map.of(
                "max_tokens", 1024,
                "api_key", "pass-123456",
                "nested", Map.of("session_token", "tok-123456", "plain", "shown"),
                "auth", Map.of("user", "me-123456"),
                "list", List.of(Map.of("password", "pw-123456"))));

        assertThat(shown)
                .isEqualTo(Map.of(
                        "max_tokens", 1024,
                        "api_key", "***",
                        "nested", Map.of("session_token", "***", "plain", "shown"),
                        "auth", Map.of("user", "***"),
                        "list", List.of(Map.of("password", "***"))));
        assertThat(secrets.hidden("pw-123456")).isEqualTo("***");
    }

    @Test
    void anAddressHidesItsUserAndItsKey() {
        assertThat(secrets.shownUrl(
                        URI.create("https://me:secret-1@host/v1/messages?api-version=2&api_key=abc-123456")))
                .isEqualTo("https://***@host/v1/messages?api-version=2&api_key=***");
        assertThat(secrets.shownUrl(URI.create("http://localhost:11434/api/chat")))
                .isEqualTo("http://localhost:11434/api/chat");
        assertThat(secrets.hidden("me:secret-1 abc-123456")).isEqualTo("*** ***");
    }

    @Test
    void shortWordsAreNoSecrets() {
        secrets.shownHeaders(Map.of("X-Flag", "yes", "Content-Type", "application/json"));

        assertThat(secrets.hidden("yes, application/json")).isEqualTo("yes, application/json");
    }
}
