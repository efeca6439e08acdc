package org.monstermash.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Every text of the pages, from {@code page-texts.properties}: templates and scripts hold none of their own. */
final class Texts {
    private Texts() {}

    static Map<String, String> load() {
        Properties properties = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("/page-texts.properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
