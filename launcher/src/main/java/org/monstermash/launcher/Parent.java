package org.monstermash.launcher;

import java.util.Optional;

/** The process that started this one, by reflection: Java 8 knows no {@code ProcessHandle}, and is what this compiles for. */
final class Parent {
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Class<?> type;
    private final Object handle;

    private Parent(Class<?> type, Object handle) {
        this.type = type;
        this.handle = handle;
    }

    /** To be asked while it lives: afterwards this process has another one. */
    static Parent ofThisProcess() {
        try {
            Class<?> type = Class.forName("java.lang.ProcessHandle");
            Object self = type.getMethod("current").invoke(null);
            Optional<?> parent = (Optional<?>) type.getMethod("parent").invoke(self);
            return new Parent(type, parent.orElse(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java does not know its parent: " + e, e);
        }
    }

    void awaitEnd() {
        try {
            while (isAlive()) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAlive() {
        try {
            return handle != null && (Boolean) type.getMethod("isAlive").invoke(handle);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java does not know its parent: " + e, e);
        }
    }
}
