package dev.keyhold.protocol.sigv4;

/// The parts of a request line that are signed, as they were received, with one char for each byte.
///
/// @param method such as `POST`, case-sensitive
/// @param path from the first slash up to `?`, still percent-encoded
/// @param query what follows `?`, still percent-encoded; empty if there is none
public record RequestLine(String method, String path, String query) {

    /// A request line with the target `path?query` or `path`.
    public static RequestLine of(String method, String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new RequestLine(method, target, "")
                : new RequestLine(method, target.substring(0, mark), target.substring(mark + 1));
    }
}
