package org.monstermash.launcher;

/** The launcher on a Java that says it is old, for machines without an old one. */
public final class PretendingToBeOld {
    private PretendingToBeOld() {}

    public static void main(String[] args) throws Throwable {
        if (!Boolean.getBoolean("monstermash.launched")) {
            System.setProperty("java.version", "17.0.9");
        }
        Launcher.main(args);
    }
}
