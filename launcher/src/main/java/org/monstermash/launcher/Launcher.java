package org.monstermash.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * The main class of every jar. Any Java from 8 on can load it: on a Java that is new enough it runs the program in this
 * process, on an older one it starts the same command with a JDK that is, and passes signals and the exit code on.
 */
public final class Launcher {
    static final int NEEDED = 25;

    /** The manifest attribute that names what to run. */
    private static final String PROGRAM = "Program-Class";

    private static final String LAUNCHED = "monstermash.launched";
    private static final String[] PASSED_ON = {"TERM", "INT", "HUP"};
    private static final int EXIT_UNUSABLE = 2;
    private static final int EXIT_TERMINATED = 128 + 15;
    private static final long GOODBYE_MILLIS = 10_000;

    private Launcher() {}

    public static void main(String[] args) throws Throwable {
        // Whoever was launched runs, whatever its version says: a JDK with a wrong "release" file must not launch for
        // ever.
        boolean launched = Boolean.getBoolean(LAUNCHED);
        if (launched) {
            endWithParent();
        }
        if (launched || JavaHomes.majorVersion(System.getProperty("java.version")) >= NEEDED) {
            runHere(args);
        } else {
            System.exit(runElsewhere(args, NEEDED, System.err));
        }
    }

    /** The exit code of the same command under a JDK that is new enough. */
    static int runElsewhere(String[] args, int needed, PrintStream errors) throws IOException, InterruptedException {
        File java = JavaHomes.newEnough(needed);
        if (java == null) {
            errors.println("Java " + needed + " or newer is needed, this is " + System.getProperty("java.version")
                    + ": install a JDK " + needed + ", or let JAVA_HOME name one.");
            return EXIT_UNUSABLE;
        }
        return runWith(java, args);
    }

    private static void runHere(String[] args) throws Throwable {
        try {
            Class.forName(program()).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String program() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("java.class.path"))) {
            return jar.getManifest().getMainAttributes().getValue(PROGRAM);
        }
    }

    private static int runWith(File java, String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<String>();
        command.add(java.getPath());
        command.addAll(JavaHomes.jvmArguments());
        command.add("-D" + LAUNCHED + "=true");
        command.add("-jar");
        command.add(new File(System.getProperty("java.class.path")).getAbsolutePath());
        for (String arg : args) {
            command.add(arg);
        }
        Process child = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        for (String signal : PASSED_ON) {
            passOn(signal, child);
        }
        return child.waitFor();
    }

    /**
     * The parent holds the other end of our standard input and never writes: its end is the parent's end, and also comes
     * when it passes a signal on ({@link Process#destroy} closes the pipe). Then the program got that signal, and ends as
     * it does without a launcher; without its parent it is ended. Both times it may say goodbye.
     */
    private static void endWithParent() {
        final InputStream fromParent = System.in;
        final Parent parent = Parent.ofThisProcess();
        startDaemon("launcher-watch", new Runnable() {
            @Override
            public void run() {
                try {
                    while (fromParent.read() >= 0) {
                        continue;
                    }
                } catch (IOException e) {
                    // a broken pipe says the same as its end
                }
                startDaemon("launcher-last-resort", new Runnable() {
                    @Override
                    public void run() {
                        haltAfterGoodbye();
                    }
                });
                parent.awaitEnd();
                System.exit(EXIT_TERMINATED);
            }
        });
    }

    private static void haltAfterGoodbye() {
        try {
            Thread.sleep(GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT_TERMINATED);
    }

    private static void startDaemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** By reflection, because {@code sun.misc.Signal} is on every JDK but in no API that Java 8 can be compiled against. */
    private static void passOn(String signal, final Process child) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Launcher.class.getClassLoader(), new Class<?>[] {handlerClass}, new InvocationHandler() {
                        @Override
                        public Object invoke(Object proxy, Method method, Object[] arguments) {
                            child.destroy();
                            return null;
                        }
                    });
            signalClass
                    .getMethod("handle", signalClass, handlerClass)
                    .invoke(null, signalClass.getConstructor(String.class).newInstance(signal), handler);
        } catch (InvocationTargetException e) {
            // this system has no such signal
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot pass signals on: " + e, e);
        }
    }
}
