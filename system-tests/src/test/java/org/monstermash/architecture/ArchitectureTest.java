package org.monstermash.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@code docs/decisions/0001-modules-and-seams.md}, held by the build. */
class ArchitectureTest {
    /** Package of a module → what else of ours it may know. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            entry("launcher..", List.of()),
            entry("settings..", List.of()),
            entry("broker..", List.of()),
            entry("bus..", List.of()),
            entry("tracing..", List.of("bus..")),
            entry("models..", List.of("settings..")),
            entry("personas..", List.of("bus.event..")),
            entry("worker..", List.of("settings..", "bus..", "tracing..", "personas..", "models..")),
            entry("arena..", List.of("settings..", "bus..", "personas..", "models..")),
            entry("gateway..", List.of("settings..", "bus..", "tracing..")),
            entry("benchmarks..", List.of("bus..")));

    private static JavaClasses ours;

    @BeforeAll
    static void importEveryModule() {
        List<Path> folders = Repository.modules().stream()
                .map(module -> Repository.ROOT.resolve(module).resolve("target/classes"))
                .toList();
        assertThat(folders)
                .as("modules are compiled before the architecture is tested: mvn verify")
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder).isNotEmptyDirectory());
        ours = new ClassFileImporter().importPaths(folders);
    }

    static Stream<String> modulePackages() {
        return MAY_KNOW.keySet().stream();
    }

    @Test
    void everyClassBelongsToAModule() {
        classes()
                .should()
                .resideInAnyPackage(MAY_KNOW.keySet().stream()
                        .map(ArchitectureTest::ourPackage)
                        .toArray(String[]::new))
                .because("a module is found by its package; a new one states here what it may know")
                .check(ours);
    }

    @ParameterizedTest
    @MethodSource("modulePackages")
    void modulesKnowOnlyWhatStandsBelowThem(String module) {
        String[] known = Stream.concat(Stream.of(module), MAY_KNOW.get(module).stream())
                .map(ArchitectureTest::ourPackage)
                .toArray(String[]::new);
        classes()
                .that(resideInAPackage(ourPackage(module)))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("org.monstermash..").or(resideInAnyPackage(known)))
                .because("dependencies run one way, so that a module can be read, tested and replaced alone")
                .check(ours);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.monstermash.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that know each other are one package with two names")
                .check(ours);
    }

    @Test
    void whatPersonasSayAndDecideIsPlainJava() {
        noClasses()
                .that(resideInAnyPackage(
                        "org.monstermash.bus.event..",
                        "org.monstermash.personas.policy..",
                        "org.monstermash.personas.pauses..",
                        "org.monstermash.personas.script..",
                        "org.monstermash.worker.turns.."))
                .and()
                .haveNameNotMatching(".*\\.EventJson(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "io.micrometer..",
                        "jakarta..",
                        "javax.inject..",
                        "org.eclipse.microprofile..",
                        "com.fasterxml..")
                .because(
                        "frameworks stay at the edges: events, policy and turn-taking outlive them; EventJson is the edge")
                .check(ours);
    }

    @Test
    void theGatewayCallsNobody() {
        noClasses()
                .that(resideInAPackage("org.monstermash.gateway.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.HttpURLConnection")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vertx\\..*(HttpClient|WebClient|NetClient)")
                .because("a client's word must never make the gateway send a request: it listens only")
                .check(ours);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Manager|Helper|Helpers|Impl|DTO|Dto)")
                .because("these names say that nobody knew what belongs there")
                .check(ours);
    }

    @Test
    void nothingLogsPastTheLog() {
        noClasses()
                .should(USE_JAVA_UTIL_LOGGING)
                .because("there is one log, and LOG_LEVEL and LOG_FORMAT hold for all of it")
                .check(ours);
    }

    @Test
    void onlyMainsSpeakToTheTerminal() {
        noClasses()
                .that(resideOutsideOfPackage("org.monstermash.launcher.."))
                .and()
                .haveNameNotMatching(".*(Main|Command|PrintSettings)(\\$.*)?")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what a process says goes to its log, except answers to a command line")
                .check(ours);
    }

    private static String ourPackage(String module) {
        return "org.monstermash." + module;
    }
}
