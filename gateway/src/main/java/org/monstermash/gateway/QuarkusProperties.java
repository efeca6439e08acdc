package org.monstermash.gateway;

import java.util.Locale;
import org.monstermash.settings.Settings;

/** Our settings as the framework's properties: users know only ours. */
final class QuarkusProperties {
    private QuarkusProperties() {}

    static void set(Settings settings) {
        System.setProperty("quarkus.http.host", settings.gateway().host());
        System.setProperty(
                "quarkus.http.port", Integer.toString(settings.gateway().port()));
        String level = settings.log().level().toUpperCase(Locale.ROOT);
        System.setProperty("quarkus.log.category.\"org.monstermash\".level", level);
        System.setProperty(
                "quarkus.log.console.json.enabled",
                Boolean.toString(settings.log().format() == Settings.Format.JSON));
    }
}
