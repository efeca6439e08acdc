package org.monstermash.models.routing;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.models.provider.ModelOptions;
import org.monstermash.models.provider.Protocol;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsException;

/**
 * Where each model is asked, under these settings. Names are {@code provider/model}; a bare one is OpenAI's. Asks
 * nobody. Any thread may use it.
 */
public final class Routing {
    private final Settings.ModelRouting settings;

    public Routing(Settings.ModelRouting settings) {
        this.settings = settings;
    }

    /** Where a model is asked, or why it cannot be; a missing key is no problem here, see {@link Route.Found#key}. */
    public Route route(String name) {
        String model = name.strip();
        int slash = model.indexOf('/');
        if (slash < 0) {
            return bare(model);
        }
        String provider = model.substring(0, slash).toLowerCase(Locale.ROOT);
        String rest = model.substring(slash + 1);
        if (rest.isBlank() || provider.isBlank()) {
            return new Route.Problem(name + ": expected provider/model, like ollama/llama3.2");
        }
        URI own = settings.endpoints().get(provider);
        if (own != null) {
            return own(provider, own, rest);
        }
        return Provider.named(provider).map(known -> known(known, rest)).orElseGet(() -> unknown(model, provider));
    }

    /**
     * Where a model is asked.
     *
     * @throws SettingsException with one line when that cannot be told
     */
    public Endpoint endpoint(String name) {
        return switch (route(name)) {
            case Route.Found found -> found.endpoint();
            case Route.Problem problem -> throw new SettingsException(problem.why());
        };
    }

    /** Why a model cannot be asked, the lack of a key included: one line, or nothing. */
    public Optional<String> problem(String name) {
        return switch (route(name)) {
            case Route.Problem problem -> Optional.of(problem.why());
            case Route.Found found
            when found.key() == Route.Key.MISSING ->
                Optional.of(
                        keyOf(found) + ": expected a key, " + found.endpoint().name() + " is not answered without one");
            case Route.Found found -> Optional.empty();
        };
    }

    private static String keyOf(Route.Found found) {
        String provider =
                found.endpoint().name().substring(0, found.endpoint().name().indexOf('/'));
        return provider.toUpperCase(Locale.ROOT) + "_API_KEY";
    }

    /** How models are asked, as the settings say: streaming, with the provider's own temperature. */
    public ModelOptions options() {
        return new ModelOptions(
                settings.maxOutputTokens(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                true,
                settings.connectTimeout(),
                settings.firstTokenTimeout(),
                settings.idleTimeout());
    }

    private Route bare(String model) {
        if (model.isEmpty()) {
            return new Route.Problem("a model without a name: expected provider/model, like ollama/llama3.2");
        }
        String lower = model.toLowerCase(Locale.ROOT);
        if (lower.startsWith("claude")) {
            return new Route.Problem(model + ": expected anthropic/" + model + ", a bare name is one of OpenAI's");
        }
        if (lower.startsWith("gemini")) {
            return new Route.Problem(model + ": expected gemini/" + model + ", a bare name is one of OpenAI's");
        }
        return known(Provider.OPENAI, model);
    }

    private Route known(Provider provider, String model) {
        Optional<URI> given = Optional.ofNullable(settings.bases().get(provider.key()));
        Optional<URI> base = given.or(provider::defaultBase);
        String name = provider.key() + "/" + model;
        if (base.isEmpty()) {
            return new Route.Problem(name + ": expected AZURE_API_BASE, like https://my-resource.openai.azure.com");
        }
        if (provider == Provider.AZURE && settings.azureApiVersion().isEmpty()) {
            return new Route.Problem(name + ": expected AZURE_API_VERSION, like 2024-10-21");
        }
        Map<String, String> headers = new HashMap<>(provider.alwaysHeaders());
        Optional<String> key = Optional.ofNullable(settings.keys().get(provider.key()));
        headers.putAll(key.map(provider::headers).orElseGet(() -> Endpoint.userHeader(base.get())));
        Address address = Address.of(base.get(), plain -> provider.path(plain, model), query(provider));
        Route.Key state = key.isPresent()
                ? Route.Key.PRESENT
                : given.isEmpty() && provider.wantsKey() ? Route.Key.MISSING : Route.Key.NOT_NEEDED;
        return found(name, model, provider.protocol(), address, headers, state);
    }

    private Route own(String provider, URI base, String model) {
        Optional<String> key = Optional.ofNullable(settings.keys().get(provider));
        Map<String, String> headers = key.map(Provider::bearer).orElseGet(() -> Endpoint.userHeader(base));
        return found(
                provider + "/" + model,
                model,
                Protocol.OPENAI,
                Address.of(base, plain -> "/chat/completions", ""),
                headers,
                key.isPresent() ? Route.Key.PRESENT : Route.Key.NOT_NEEDED);
    }

    private static Route found(
            String name, String model, Protocol protocol, Address address, Map<String, String> headers, Route.Key key) {
        Endpoint endpoint = new Endpoint(name, model, protocol, address.url(), headers, Map.of(), false);
        return new Route.Found(endpoint, address.shown(), key);
    }

    private Route unknown(String model, String provider) {
        TreeSet<String> known = new TreeSet<>(settings.endpoints().keySet());
        for (Provider each : Provider.values()) {
            known.add(each.key());
        }
        String own = "MODEL_ROUTING__ENDPOINTS__" + provider.toUpperCase(Locale.ROOT);
        return new Route.Problem(model + ": there is no provider " + provider + ", expected one of "
                + String.join(", ", known) + ", or its address in " + own);
    }

    private String query(Provider provider) {
        return provider == Provider.AZURE
                ? "api-version=" + Address.inQuery(settings.azureApiVersion().orElseThrow())
                : provider.query();
    }
}
