package org.monstermash.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentRequestTest {
    @ParameterizedTest
    @CsvSource({
        "https://ada:secret@api.example/v1/chat?key=secret#secret, https://api.example/v1/chat",
        "http://secret@my_lab:8080/v1, http://my_lab:8080/v1",
        "http://[::1]:11434/api/chat, http://[::1]:11434/api/chat"
    })
    void theAddressShowsNeitherUserNorQuery(URI url, String shown) {
        assertThat(SentRequest.to(url, "{}").url()).isEqualTo(shown);
    }
}
