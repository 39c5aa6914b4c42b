package dev.keyhold.crypto;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Finds and reads the JSON files of test vectors.
final class TestFiles {

    private TestFiles() {}

    /// A JSON object: strings, numbers and booleans by their text.
    record Json(Map<String, @Nullable Object> members) {

        String text(String name) {
            return String.valueOf(members.get(name));
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        byte[] bytes(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        Json object(String name) {
            return (Json) value(name);
        }

        List<Json> objects(String name) {
            return ((List<?>) value(name)).stream().map(Json.class::cast).toList();
        }

        List<String> texts(String name) {
            return ((List<?>) value(name)).stream().map(String.class::cast).toList();
        }

        Map<String, String> strings(String name) {
            Map<String, String> strings = new LinkedHashMap<>();
            object(name).members.forEach((key, value) -> strings.put(key, String.valueOf(value)));
            return strings;
        }

        private Object value(String name) {
            Object value = members.get(name);
            if (value == null) {
                throw new AssertionError("no member " + name);
            }
            return value;
        }
    }

    /// A file of this repository, by its path from the root.
    static Json ofRepository(String path) throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(path))) {
                return read(at.resolve(path));
            }
        }
        throw new AssertionError(path + " is not in the repository");
    }

    /// A file of Wycheproof; the test is skipped where the vectors are not beside the repository.
    static Json ofWycheproof(String name) throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolveSibling("shared").resolve("vectors/wycheproof").resolve(name);
            if (Files.exists(file)) {
                return read(file);
            }
        }
        return abort("skipped: no ../shared/vectors/wycheproof/" + name + " beside the repository");
    }

    private static Json read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            return (Json) value(parser);
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield new Json(members);
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            default -> parser.getString();
        };
    }
}
