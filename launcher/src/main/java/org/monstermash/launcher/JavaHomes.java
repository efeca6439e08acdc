package org.monstermash.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Finds JDKs: {@code JAVA_HOME}, the folder beside the running one, the usual places. */
final class JavaHomes {
    private static final String[] USUAL_PLACES = {
        "/usr/lib/jvm", "/usr/java", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines", "/opt/homebrew/opt"
    };
    private static final String[] OF_USER = {".sdkman/candidates/java", ".jdks", "Library/Java/JavaVirtualMachines"};

    private JavaHomes() {}

    /** The {@code java} of the first JDK that is new enough, or null. */
    static File newEnough(int needed) {
        List<File> homes = new ArrayList<File>();
        if (System.getenv("JAVA_HOME") != null) {
            homes.add(new File(System.getenv("JAVA_HOME")));
        }
        addInside(homes, besides(new File(System.getProperty("java.home"))));
        for (String place : USUAL_PLACES) {
            addInside(homes, new File(place));
        }
        for (String place : OF_USER) {
            addInside(homes, new File(System.getProperty("user.home"), place));
        }
        for (File home : homes) {
            for (File candidate : new File[] {home, new File(home, "Contents/Home")}) {
                File java = new File(candidate, "bin/java");
                if (java.canExecute() && majorVersionOf(candidate) >= needed) {
                    return java;
                }
            }
        }
        return null;
    }

    /** {@code 1.8.0_392} → 8, {@code 17.0.15} → 17, {@code 26-ea} → 26. */
    static int majorVersion(String version) {
        String[] parts = version.split("[._+-]");
        int first = Integer.parseInt(parts[0]);
        return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
    }

    /** The options this JVM was started with, so that the next one gets them too. */
    static List<String> jvmArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    private static File besides(File home) {
        File parent = "jre".equals(home.getName()) ? home.getParentFile().getParentFile() : home.getParentFile();
        return parent == null ? home : parent;
    }

    private static void addInside(List<File> homes, File folder) {
        File[] inside = folder.listFiles();
        if (inside != null) {
            Arrays.sort(inside); // the same JDK each time
            homes.addAll(Arrays.asList(inside));
        }
    }

    /** From the {@code release} file every JDK since 8 has, and where it is missing from asking the JVM. */
    private static int majorVersionOf(File home) {
        Properties release = new Properties();
        try (InputStream in = new FileInputStream(new File(home, "release"))) {
            release.load(in);
        } catch (IOException e) {
            return askedVersion(home);
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        try {
            return majorVersion(version);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int askedVersion(File home) {
        try {
            Process asked = new ProcessBuilder(new File(home, "bin/java").getPath(), "-version")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader answer = new BufferedReader(new InputStreamReader(asked.getInputStream(), "UTF-8"))) {
                String line = answer.readLine();
                String[] quoted = line == null ? new String[0] : line.split("\"");
                return quoted.length > 1 ? majorVersion(quoted[1]) : 0;
            }
        } catch (IOException e) {
            return 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
