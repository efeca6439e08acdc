package org.monstermash.systemtests.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.monstermash.architecture.Repository;
import org.monstermash.systemtests.OpenRoom;

/** The dashboard that is shipped, and what a gateway has for it. */
final class Dashboard {
    private static final String FILE = "deploy/observability/grafana/dashboards/monster-mash.json";
    private static final Pattern METRIC = Pattern.compile("\\b(monstermash|gen_ai_client|process|jvm)_[a-z_]+");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^([a-z_]+)[{ ]");

    private Dashboard() {}

    /** Every metric one of its panels asks for. */
    static Set<String> metrics() {
        try {
            return new ObjectMapper()
                    .readTree(Repository.read(FILE)).findValuesAsText("expr").stream()
                            .flatMap(expression -> METRIC.matcher(expression).results())
                            .map(MatchResult::group)
                            .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a gateway exports now. */
    static Set<String> exportedBy(OpenRoom room) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + room.port() + "/q/metrics");
            String body = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
            return EXPORTED.matcher(body).results().map(found -> found.group(1)).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
