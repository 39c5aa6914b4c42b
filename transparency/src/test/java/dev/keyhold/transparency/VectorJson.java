package dev.keyhold.transparency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the JSON of the vector files: objects to maps, arrays to lists, strings, numbers as their text, true, false;
/// null becomes an empty list, which is what the vectors mean by it.
final class VectorJson {
    private final String json;
    private int at;

    private VectorJson(String json) {
        this.json = json;
    }

    static Object parse(String json) {
        VectorJson reader = new VectorJson(json);
        Object value = reader.value();
        if (reader.peek() != '\0') {
            throw new IllegalArgumentException("text after the JSON value");
        }
        return value;
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            String name = string();
            expect(':');
            members.put(name, value());
            skipComma('}');
        }
        expect('}');
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            elements.add(value());
            skipComma(']');
        }
        expect(']');
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = json.charAt(at++); c != '"'; c = json.charAt(at++)) {
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = json.charAt(at++);
            if (escaped != '"' && escaped != '\\' && escaped != '/') {
                throw new IllegalArgumentException("an escape that the vectors do not use");
            }
            out.append(escaped);
        }
        return out.toString();
    }

    private Object literal() {
        int start = at;
        while (at < json.length() && "-+.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        String text = json.substring(start, at);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> List.of();
            default -> text;
        };
    }

    private char peek() {
        while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : '\0';
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("expected " + c + " at " + at);
        }
        at++;
    }

    private void skipComma(char end) {
        if (peek() != end) {
            expect(',');
        }
    }
}
