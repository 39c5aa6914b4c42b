package dev.keyhold.authz;

import java.util.List;
import java.util.stream.Collectors;

/// Values of policies and grants in a line for people, so that it is plain where each ends.
final class Texts {
    private Texts() {}

    static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static String quoted(List<String> values) {
        return values.size() == 1
                ? quoted(values.getFirst())
                : values.stream().map(Texts::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
