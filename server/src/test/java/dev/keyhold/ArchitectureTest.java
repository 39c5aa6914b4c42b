package dev.keyhold;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.keyhold.operations.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The directions of the design, held over the server and its libraries. Every rule says why, and is shown able to
/// fail.
class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.keyhold");

    static final ArchRule ONLY_BOOT_KNOWS_STORE =
            noClasses()
                    .that(resideOutsideOfPackages("dev.keyhold.boot..", "dev.keyhold.store..", "dev.keyhold.cli.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.keyhold.store.."))
                    .because("features declare ports and must run on any store; only the composition root chooses one");

    static final ArchRule STORE_KNOWS_NO_EDGE =
            noClasses()
                    .that(resideInAPackage("dev.keyhold.store.."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.keyhold.http..",
                            "dev.keyhold.authn..",
                            "dev.keyhold.operations..",
                            "dev.keyhold.authz..")
                    .because("a store keeps rows and decides nothing");

    static final ArchRule AUDIT_KNOWS_NO_FEATURE =
            noClasses()
                    .that(resideInAPackage("dev.keyhold.audit.."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.keyhold.http..",
                            "dev.keyhold.operations..",
                            "dev.keyhold.keys..",
                            "dev.keyhold.authz..",
                            "dev.keyhold.identity..",
                            "dev.keyhold.seal..")
                    .because("what is recorded must not depend on what is recorded about");

    static final ArchRule AUTHZ_IS_PURE =
            noClasses()
                    .that(resideInAPackage("dev.keyhold.authz.."))
                    .should()
                    .dependOnClassesThat(
                            DescribedPredicate.describe(
                                    "belong to other packages of the server",
                                    type ->
                                            type.getPackageName().startsWith("dev.keyhold")
                                                    && !type.getPackageName().startsWith("dev.keyhold.authz")))
                    .because("a decision is a pure function of values, so that two evaluators can be compared on it");

    static final ArchRule OPERATIONS_KNOW_NO_HTTP =
            noClasses()
                    .that(resideInAPackage("dev.keyhold.operations.."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.keyhold.http..", "dev.keyhold.authn..", "io.helidon..")
                    .because("the direction is http, authn, operations: an operation serves any wire");

    static final ArchRule ONLY_THE_PIPELINE_AUTHORISES =
            noClasses()
                    .that(
                            resideOutsideOfPackages(
                                    "dev.keyhold.http..", "dev.keyhold.operations..", "dev.keyhold.boot.."))
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("dev.keyhold.operations.Authorisation")
                    .because("authorisation stands in one place that no operation can go around");

    static final ArchRule ROUTES_ARE_IN_ONE_PLACE =
            noClasses()
                    .that(
                            DescribedPredicate.describe(
                                    "are not the two listeners",
                                    type ->
                                            !type.getFullName().startsWith("dev.keyhold.http.HttpEdge")
                                                    && !type.getFullName().startsWith("dev.keyhold.http.AdminEdge")))
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.helidon.webserver.http.HttpRouting$Builder")
                    .because("every route but health, tiles and static files must reach RequestPipeline");

    static final ArchRule JDBC_ONLY_IN_STORE =
            noClasses()
                    .that(resideOutsideOfPackages("dev.keyhold.store.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("java.sql.."))
                    .because(
                            "JDBC runs on the store's platform threads only: a native SQLite call on a virtual thread stops others");

    static final ArchRule CIPHERS_ONLY_IN_CRYPTO =
            noClasses()
                    .that(
                            resideOutsideOfPackages(
                                    "dev.keyhold.crypto..", "dev.keyhold.transparency..", "dev.keyhold.client.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("javax.crypto.."))
                    .because("keys in JCA objects leave copies on the heap unless one place takes care of them");

    static final ArchRule NO_STATIC_CLOCK =
            noClasses()
                    .that(resideOutsideOfPackages("dev.keyhold.cli.."))
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("tests of time must be able to move the clock");

    static final ArchRule NO_PLAIN_RANDOM =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("a predictable random number in a key service is a hole");

    static final ArchRule NO_LEAKY_COMPARISON =
            noClasses()
                    .that(resideInAPackage("dev.keyhold.authn.."))
                    .should()
                    .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class)
                    .because(
                            "a signature compared byte by byte until the first difference tells how far a guess was right");

    static final ArchRule NULL_MARKED =
            classes()
                    .that(DescribedPredicate.describe("are of the server", ArchitectureTest::isServer))
                    .should(
                            new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                                    events.add(new SimpleConditionEvent(type, marked, type.getFullName()));
                                }
                            })
                    .because("NullAway checks only what is marked");

    static final ArchRule OPERATIONS_ARE_STATELESS =
            classes()
                    .that()
                    .implement(Operation.class)
                    .should()
                    .haveOnlyFinalFields()
                    .because("one object serves all calls at once");

    static final ArchRule NO_CYCLES =
            slices().matching("dev.keyhold.(http|authn|operations|store)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a newcomer reads the packages in one order");

    static Stream<ArchRule> rules() {
        return Stream.of(
                ONLY_BOOT_KNOWS_STORE,
                STORE_KNOWS_NO_EDGE,
                AUDIT_KNOWS_NO_FEATURE,
                AUTHZ_IS_PURE,
                OPERATIONS_KNOW_NO_HTTP,
                ONLY_THE_PIPELINE_AUTHORISES,
                ROUTES_ARE_IN_ONE_PLACE,
                JDBC_ONLY_IN_STORE,
                CIPHERS_ONLY_IN_CRYPTO,
                NO_STATIC_CLOCK,
                NO_PLAIN_RANDOM,
                NO_LEAKY_COMPARISON,
                NULL_MARKED,
                OPERATIONS_ARE_STATELESS,
                NO_CYCLES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleHolds(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void everyClassOfTheServerIsSeenByTheRules() {
        assertThat(MAIN.stream().filter(ArchitectureTest::isServer)).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFailsForEachOfItsOffenders(ArchRule rule, @TempDir Path directory) {
        List<List<String>> offenders = OffendingCode.of(rule);
        assertThat(offenders).as("code that breaks: %s", rule.getDescription()).isNotEmpty();
        for (int number = 0; number < offenders.size(); number++) {
            Path classes = OffendingCode.compile(directory.resolve("offender" + number), offenders.get(number));
            JavaClasses offender = new ClassFileImporter().importPath(classes);
            assertThatThrownBy(() -> rule.check(offender))
                    .as("%s", offenders.get(number))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Offender");
        }
    }

    private static boolean isServer(JavaClass type) {
        return Stream.of("boot", "http", "authn", "operations", "authz", "identity", "keys", "audit", "seal", "store")
                        .anyMatch(name -> type.getPackageName().startsWith("dev.keyhold." + name))
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
