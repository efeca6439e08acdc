package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
    @Test
    void theDocumentHoldsEveryRowAndNothingElse() {
        assertThat(Reliability.DOCUMENT).hasContent(Reliability.document(Reliability.figures()));
    }
}
