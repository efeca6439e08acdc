package org.monstermash.launcher;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the launcher starts in its test. */
public final class EchoProgram {
    private EchoProgram() {}

    /** {@code exit <code>} or {@code wait}, and whatever else is to be said again. */
    public static void main(String[] args) throws InterruptedException {
        System.out.println("said " + List.of(args));
        System.out.println("option " + System.getProperty("test.option"));
        System.out.println("pid " + ProcessHandle.current().pid());
        if (args[0].equals("exit")) {
            System.exit(Integer.parseInt(args[1]));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
        System.out.println("waiting");
        new CountDownLatch(1).await();
    }
}
