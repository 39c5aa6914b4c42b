package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of docs/clients.
final class ClientPagesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void theOverviewNamesEveryPage() throws Exception {
        String overview = DocPage.of("README").text();
        List<String> pages;
        try (Stream<Path> files = Files.list(Repository.root().resolve("docs/clients"))) {
            pages = files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")).toList();
        }
        assertThat(pages).hasSizeGreaterThanOrEqualTo(12);
        assertThat(pages).allSatisfy(page -> assertThat(overview).contains("(" + page + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"terraform", "opentofu-state", "vault-seal"})
    void configurationsAreFormattedAsTerraformFormatsThem(String page) throws Exception {
        assumeTrue(Program.isOnPath("terraform"), "there is no terraform on PATH");
        Path file = Files.writeString(directory.resolve("page.tf"), DocPage.of(page).block("hcl", "{"));
        Program.run(directory, Map.of("CHECKPOINT_DISABLE", "1"), "terraform", "fmt", "-check", file.toString())
                .succeeded();
    }
}
