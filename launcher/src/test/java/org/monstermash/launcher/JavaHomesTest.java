package org.monstermash.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomesTest {
    @ParameterizedTest
    @CsvSource({
        "1.8.0_392, 8",
        "9, 9",
        "11.0.2, 11",
        "17.0.15, 17",
        "25, 25",
        "25.0.1+8-LTS, 25",
        "26-ea, 26",
        "27-internal+0-2026, 27"
    })
    void theMajorVersionIsReadFromEveryFormJavaHasUsed(String version, int major) {
        assertThat(JavaHomes.majorVersion(version)).isEqualTo(major);
    }

    @Test
    void aJdkThatIsNewEnoughIsFound() {
        assertThat(JavaHomes.newEnough(Launcher.NEEDED)).isExecutable();
    }

    @Test
    void noJdkIsBetterThanOneThatIsTooOld() {
        assertThat(JavaHomes.newEnough(999)).isNull();
    }
}
