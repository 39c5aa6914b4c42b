package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of docs/clients. What it tells a reader to run is what the tests run.
///
/// @param text the page
record DocPage(String text) {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```([a-z]+)\n(.*?)^```$", Pattern.DOTALL);

    /// @param name without the ending
    static DocPage of(String name) throws IOException {
        Path file = Repository.root().resolve("docs/clients").resolve(name + ".md");
        return new DocPage(Files.readString(file));
    }

    /// The first code block of that language that contains a text.
    String block(String language, String containing) {
        List<String> others = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals(language) && block.group(2).contains(containing)) {
                return block.group(2);
            }
            others.add(block.group(1));
        }
        throw new AssertionError("no block of " + language + " with '" + containing + "' among " + others);
    }

    /// Every line of its Java code stands in one of these classes too.
    void isQuotedFrom(String... classes) throws IOException {
        Set<String> lines = new HashSet<>();
        for (String name : classes) {
            Path source =
                    Repository.root()
                            .resolve("conformance/src/test/java/dev/keyhold/conformance")
                            .resolve(name + ".java");
            Files.readString(source).lines().map(String::strip).forEach(lines::add);
        }
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("java")) {
                assertThat(block.group(2).lines().map(String::strip))
                        .as("lines of the page that %s do not have", List.of(classes))
                        .allMatch(lines::contains);
            }
        }
    }
}
