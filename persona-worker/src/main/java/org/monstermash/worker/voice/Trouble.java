package org.monstermash.worker.voice;

/** Why those who should have spoken on one occasion did not: the last cause counts. For one thread. */
final class Trouble {
    private String why = "it does not answer";
    private boolean told;

    void is(String cause) {
        why = cause;
    }

    /** The room knows already. */
    void isTold() {
        told = true;
    }

    boolean isKnown() {
        return told;
    }

    String why() {
        return why;
    }
}
