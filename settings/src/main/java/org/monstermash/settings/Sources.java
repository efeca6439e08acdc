package org.monstermash.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where settings come from: the environment, then {@code .env}, then the default. */
final class Sources {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private static final int SHOWN_CHARS = 80;

    private final Path workingDir;
    private final List<Source> sources;

    Sources(Path workingDir, Map<String, String> environment) {
        this.workingDir = workingDir;
        this.sources = List.of(
                new Source("", environment),
                new Source(" in .env", DotEnv.read(workingDir.resolve(".env"), environment)));
    }

    /** The value in force; a {@link SettingsException} where it cannot be read. */
    <T> T value(Setting<T> setting) {
        Found found = find(setting).orElseGet(() -> new Found(setting.key(), "", expanded(setting.fallback())));
        return parsed(setting, found);
    }

    /** The members of a family: lower-case rest of the key → value. */
    <T> Map<String, T> family(Setting<T> family) {
        Map<String, T> members = new TreeMap<>();
        for (Source source : sources.reversed()) {
            for (Map.Entry<String, String> entry : source.values().entrySet()) {
                String key = entry.getKey();
                String value = entry.getValue().strip();
                if (key.length() > family.familyPrefix().length()
                        && key.startsWith(family.familyPrefix())
                        && !value.isEmpty()) {
                    String member =
                            key.substring(family.familyPrefix().length()).toLowerCase(Locale.ROOT);
                    members.put(member, parsed(family, new Found(key, source.where(), value)));
                }
            }
        }
        return members;
    }

    <T> String shown(Setting<T> setting) {
        return setting.kind().shown(value(setting));
    }

    <T> List<SettingsCatalog.Entry> shownFamily(Setting<T> family) {
        List<SettingsCatalog.Entry> entries = new ArrayList<>();
        family(family)
                .forEach((member, value) -> entries.add(new SettingsCatalog.Entry(
                        family.familyPrefix() + Providers.upper(member),
                        family.kind().shown(value))));
        return entries;
    }

    private Optional<Found> find(Setting<?> setting) {
        return sources.stream().flatMap(source -> source.find(setting).stream()).findFirst();
    }

    private <T> T parsed(Setting<T> setting, Found found) {
        try {
            return setting.kind().parser().parse(found.value(), workingDir);
        } catch (IllegalArgumentException e) {
            String value = setting.kind().secret() ? "" : "=" + oneLine(found.value());
            throw new SettingsException(found.name() + value + found.where() + ": expected "
                    + setting.kind().expected());
        }
    }

    private static String oneLine(String value) {
        String shown = Kind.withoutUser(value).replaceAll("\\p{Cntrl}+", " ");
        return shown.length() <= SHOWN_CHARS ? shown : shown.substring(0, SHOWN_CHARS) + "…";
    }

    private String expanded(String fallback) {
        return REFERENCE
                .matcher(fallback)
                .replaceAll(reference -> Matcher.quoteReplacement(referred(reference.group(1))));
    }

    private String referred(String name) {
        return SettingsCatalog.named(name).map(this::shown).orElseGet(Sources::hostName);
    }

    /** The kernel is asked first: a lookup by name can hang for seconds where DNS is broken. */
    private static String hostName() {
        try {
            return nameable(Files.readString(HOST_NAME, StandardCharsets.UTF_8));
        } catch (IOException notLinux) {
            try {
                return nameable(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }
    }

    private static String nameable(String hostName) {
        String name = hostName.strip().replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? "localhost" : name;
    }

    /** A value and how to speak about it. */
    private record Found(String name, String where, String value) {}

    private record Source(String where, Map<String, String> values) {

        /** The first name with a value; where all are blank, a blank one if that says something. */
        Optional<Found> find(Setting<?> setting) {
            List<Found> found = new ArrayList<>();
            look(setting.key()).ifPresent(found::add);
            numbered(setting.key()).ifPresent(found::add);
            setting.aliases().forEach(alias -> look(alias).ifPresent(found::add));
            Optional<Found> filled =
                    found.stream().filter(one -> !one.value().isEmpty()).findFirst();
            return filled.isPresent() || !setting.kind().blankMeansNone()
                    ? filled
                    : found.stream().findFirst();
        }

        private Optional<Found> look(String name) {
            return Optional.ofNullable(values.get(name)).map(value -> new Found(name, where, value.strip()));
        }

        /** {@code KEY__0}, {@code KEY__1}, … joined with commas. */
        private Optional<Found> numbered(String key) {
            Pattern name = Pattern.compile(Pattern.quote(key) + "__\\d{1,6}");
            String joined = values.keySet().stream()
                    .filter(candidate -> name.matcher(candidate).matches())
                    .sorted(Comparator.comparingInt(
                            candidate -> Integer.parseInt(candidate.substring(key.length() + 2))))
                    .map(values::get)
                    .collect(Collectors.joining(","));
            return joined.isEmpty() ? Optional.empty() : Optional.of(new Found(key + "__*", where, joined));
        }
    }
}
