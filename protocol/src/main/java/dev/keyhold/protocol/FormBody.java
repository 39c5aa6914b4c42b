package dev.keyhold.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The parameters of an awsQuery request: `Action=GetCallerIdentity&Version=2011-06-15`.
///
/// Reading is strict: `application/x-www-form-urlencoded` of well-formed UTF-8, every name once, at most 1 MiB and
/// 1,000 parameters. Immutable.
public final class FormBody {

    /// The greatest size of a body in bytes.
    public static final int MAX_BODY_BYTES = 1 << 20;

    private static final int MAX_PARAMETERS = 1_000;
    private static final int MAX_NAME_CHARS = 256;

    private final Map<String, String> parameters;

    private FormBody(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /// Reads a body.
    ///
    /// @throws KmsException `SerializationException`, in the query protocol `MalformedInput`, if the body is too large
    ///   or malformed or repeats a name
    public static FormBody decode(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            throw Errors.serialization("The request body is larger than 1 MiB");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start < body.length) {
            int end = indexOf(body, '&', start, body.length);
            int equals = indexOf(body, '=', start, end);
            String name = decodePart(body, start, equals);
            String value = equals < end ? decodePart(body, equals + 1, end) : "";
            if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
                throw Errors.serialization("A parameter name is empty or longer than 256 characters");
            }
            if (parameters.putIfAbsent(name, value) != null) {
                throw Errors.serialization("A parameter is given more than once");
            }
            if (parameters.size() > MAX_PARAMETERS) {
                throw Errors.serialization("The request has more than 1,000 parameters");
            }
            start = end + 1;
        }
        return new FormBody(parameters);
    }

    /// The value of a parameter, whose name is case-sensitive.
    public Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// All parameters in the order of the body, for the codec.
    Map<String, String> parameters() {
        return parameters;
    }

    /// The operation.
    public Optional<String> action() {
        return value("Action");
    }

    /// The version of the API.
    public Optional<String> version() {
        return value("Version");
    }

    /// The names only: a value may be a secret.
    @Override
    public String toString() {
        return "FormBody" + parameters.keySet();
    }

    private static int indexOf(byte[] body, char sought, int from, int to) {
        int i = from;
        while (i < to && body[i] != sought) {
            i++;
        }
        return i;
    }

    private static String decodePart(byte[] body, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = body[i];
            if (b == '%') {
                int high = i + 2 < to ? Character.digit(body[i + 1], 16) : -1;
                int low = high >= 0 ? Character.digit(body[i + 2], 16) : -1;
                if (low < 0) {
                    throw Errors.serialization("A parameter has a malformed percent-encoding");
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+') {
                b = ' ';
            }
            decoded[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded, 0, length)).toString();
        } catch (CharacterCodingException _) {
            throw Errors.serialization("A parameter is not well-formed UTF-8");
        }
    }
}
