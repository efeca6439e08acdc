package org.monstermash.arena;

import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code java -jar arena.jar --demo}. */
@QuarkusMain
public final class ArenaMain {
    private ArenaMain() {}

    public static void main(String... args) {
        System.exit(2);
    }
}
