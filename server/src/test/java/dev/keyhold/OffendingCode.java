package dev.keyhold;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Code that breaks the rules of [ArchitectureTest], each in the package where the rule forbids it, so that every rule
/// is seen to fail. It is compiled when a test asks for it and is no part of any class path.
final class OffendingCode {

    /// Rule to sources that break it: a list of programs, each a list of files.
    private static final Map<ArchRule, List<List<String>>> BY_RULE =
            Map.ofEntries(
                    Map.entry(
                            ArchitectureTest.ONLY_BOOT_KNOWS_STORE,
                            List.of(
                                    field("keys", "dev.keyhold.store.Store"),
                                    field("http", "dev.keyhold.store.Store"))),
                    Map.entry(
                            ArchitectureTest.STORE_KNOWS_NO_EDGE,
                            List.of(
                                    field("store", "dev.keyhold.http.Health"),
                                    field("store", "dev.keyhold.authn.Authenticator"),
                                    field("store", "dev.keyhold.operations.Call"),
                                    field("store.sqlite", "dev.keyhold.authz.Principal"))),
                    Map.entry(
                            ArchitectureTest.AUDIT_KNOWS_NO_FEATURE,
                            List.of(
                                    field("audit", "dev.keyhold.http.Health"),
                                    field("audit", "dev.keyhold.operations.Call"),
                                    field("audit", "dev.keyhold.keys.KmsKey"),
                                    field("audit", "dev.keyhold.authz.Principal"),
                                    field("audit", "dev.keyhold.identity.User"),
                                    field("audit", "dev.keyhold.seal.Deployment"))),
                    Map.entry(
                            ArchitectureTest.AUTHZ_IS_PURE,
                            List.of(
                                    field("authz", "dev.keyhold.keys.KmsKey"),
                                    field("authz", "dev.keyhold.protocol.Blob"))),
                    Map.entry(
                            ArchitectureTest.OPERATIONS_KNOW_NO_HTTP,
                            List.of(
                                    field("operations", "dev.keyhold.http.Health"),
                                    field("operations", "dev.keyhold.authn.Authenticator"),
                                    field("operations", "io.helidon.http.Status"))),
                    Map.entry(
                            ArchitectureTest.ONLY_THE_PIPELINE_AUTHORISES,
                            List.of(field("keys", "dev.keyhold.operations.Authorisation"))),
                    Map.entry(
                            ArchitectureTest.ROUTES_ARE_IN_ONE_PLACE,
                            List.of(
                                    field("boot", "io.helidon.webserver.http.HttpRouting.Builder"),
                                    field("http", "io.helidon.webserver.http.HttpRouting.Builder"))),
                    Map.entry(
                            ArchitectureTest.JDBC_ONLY_IN_STORE,
                            List.of(field("keys", "java.sql.Connection"), field("boot", "java.sql.Connection"))),
                    Map.entry(
                            ArchitectureTest.CIPHERS_ONLY_IN_CRYPTO,
                            List.of(field("keys", "javax.crypto.Mac"), field("authn", "javax.crypto.Mac"))),
                    Map.entry(
                            ArchitectureTest.NO_STATIC_CLOCK,
                            List.of(
                                    call("audit", "java.time.Instant.now()"),
                                    call("operations", "System.currentTimeMillis()"))),
                    Map.entry(
                            ArchitectureTest.NO_PLAIN_RANDOM,
                            List.of(field("keys", "java.util.Random"), call("keys", "Math.random()"))),
                    Map.entry(
                            ArchitectureTest.NO_LEAKY_COMPARISON,
                            List.of(call("authn", "java.util.Arrays.equals(new byte[1], new byte[1])"))),
                    Map.entry(ArchitectureTest.NULL_MARKED, List.of(field("keys.unmarked", "String"))),
                    Map.entry(
                            ArchitectureTest.OPERATIONS_ARE_STATELESS,
                            List.of(
                                    List.of(
                                            """
                                            package dev.keyhold.operations;
                                            abstract class Offender implements Operation<Unit, Unit, Unit> {
                                                int calls;
                                            }
                                            """))),
                    Map.entry(
                            ArchitectureTest.NO_CYCLES,
                            List.of(
                                    List.of(
                                            "package dev.keyhold.store; public class Offender"
                                                    + " { dev.keyhold.authn.OtherOffender known; }",
                                            "package dev.keyhold.authn; public class OtherOffender"
                                                    + " { dev.keyhold.store.Offender known; }"))));

    private OffendingCode() {}

    /// Programs that break the rule.
    static List<List<String>> of(ArchRule rule) {
        return BY_RULE.getOrDefault(rule, List.of());
    }

    private static List<String> field(String packageName, String type) {
        return List.of("package dev.keyhold." + packageName + "; class Offender { " + type + " known; }");
    }

    private static List<String> call(String packageName, String expression) {
        return List.of(
                "package dev.keyhold." + packageName + "; class Offender { Object called = " + expression + "; }");
    }

    /// Compiles the files against the class path of the tests.
    static Path compile(Path classes, List<String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            Files.createDirectories(classes);
            List<String> options =
                    List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            List<Source> units = sources.stream().map(Source::new).toList();
            if (!compiler.getTask(messages, files, null, options, null, units).call()) {
                throw new IllegalStateException(messages.toString());
            }
            return classes;
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        private Source(String text) {
            super(URI.create("memory:/" + name(text) + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            return text.contains("class OtherOffender") ? "OtherOffender" : "Offender";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
