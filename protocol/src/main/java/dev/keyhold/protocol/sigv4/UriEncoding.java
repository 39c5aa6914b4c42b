package dev.keyhold.protocol.sigv4;

import dev.keyhold.protocol.Errors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The canonical forms of path and query. Texts have one char for each byte.
final class UriEncoding {

    private static final String UPPER_HEX = "0123456789ABCDEF";

    private UriEncoding() {}

    static String canonicalPath(String path, PathStyle style) {
        return switch (style) {
            case NORMALIZED -> encode(normalize(path), "/");
            case AS_RECEIVED -> path.isEmpty() ? "/" : encode(path, "/%");
        };
    }

    /// Resolves `.`, `..` and empty segments as RFC 3986 section 5.2.4 and AWS do; a trailing slash stays.
    private static String normalize(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String last = "";
        for (String segment : path.split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean endsWithSlash = last.isEmpty() || last.equals(".") || last.equals("..");
        String joined = "/" + String.join("/", segments);
        return endsWithSlash && !segments.isEmpty() ? joined + "/" : joined;
    }

    /// Parameters sorted by encoded name, then encoded value; names and values decoded and encoded again, so that any
    /// spelling a client may use on the wire gives the spelling that it signed.
    static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        record Parameter(String name, String value) {}
        List<Parameter> parameters = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.add(new Parameter(encode(decode(name), ""), encode(decode(value), "")));
            }
        }
        parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
        StringBuilder canonical = new StringBuilder();
        for (Parameter parameter : parameters) {
            canonical
                    .append(canonical.isEmpty() ? "" : "&")
                    .append(parameter.name())
                    .append('=')
                    .append(parameter.value());
        }
        return canonical.toString();
    }

    /// Percent-encodes everything but RFC 3986's unreserved characters and those in `alsoKept`.
    private static String encode(String bytes, String alsoKept) {
        StringBuilder encoded = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (isUnreserved(c) || alsoKept.indexOf(c) >= 0) {
                encoded.append(c);
            } else if (c > 0xFF) {
                throw Errors.invalidSignature("The request target has a character that is no byte.");
            } else {
                encoded.append('%').append(UPPER_HEX.charAt(c >> 4)).append(UPPER_HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        StringBuilder bytes = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = high >= 0 ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (low < 0) {
                    throw Errors.invalidSignature("The query has a malformed percent-encoding.");
                }
                bytes.append((char) (high << 4 | low));
                i += 2;
            } else {
                bytes.append(c);
            }
        }
        return bytes.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
