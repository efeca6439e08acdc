package org.monstermash.launcher;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** What the launcher starts in its test. */
public final class EchoProgram {
    private EchoProgram() {}

    /** {@code exit <code>}, {@code wait} or {@code mind <code>}, and whatever else is to be said again. */
    public static void main(String[] args) throws InterruptedException {
        System.out.println("said " + List.of(args));
        System.out.println("option " + System.getProperty("test.option"));
        System.out.println("pid " + ProcessHandle.current().pid());
        if (args[0].equals("exit")) {
            System.exit(Integer.parseInt(args[1]));
        }
        if (args[0].equals("mind")) {
            mindSignals(Integer.parseInt(args[1]));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
        System.out.println("waiting");
        new CountDownLatch(1).await();
    }

    /** As a program that finishes its work when it is asked to end. */
    private static void mindSignals(int code) {
        Signal.handle(new Signal("TERM"), signal -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.exit(code);
        });
    }
}
