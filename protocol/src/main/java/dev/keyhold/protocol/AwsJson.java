package dev.keyhold.protocol;

import org.jspecify.annotations.Nullable;

/// The awsJson1.1 codec: from a request body to a valid record, and from a record to a reply body.
///
/// A record class is its own table. A component's wire name is its Java name with the first letter in upper case, or
/// the one in [WireName]; a component that is not `@Nullable` is required; the annotations on its type ([Length],
/// [Range], [Matches]) constrain it. Component types are [String], [Integer], [Long], [Boolean], [java.time.Instant],
/// [Blob], enums, records, lists of these, and `Map<String, String>`. Record classes must be public and in an exported
/// package.
///
/// Reading is strict about form (RFC 8259, well-formed UTF-8, no lone surrogates, no duplicate names, canonical base64)
/// and lenient about content: members that the shape does not know are skipped, null members count as absent, and an
/// empty body counts as `{}`. A request is at most 1 MiB, 16 levels deep, with at most 1,000 members or elements at
/// each place. Timestamps are seconds since 1970 with a fraction, on the way out with milliseconds.
///
/// Stateless and safe for use by many threads.
public final class AwsJson {

    /// The greatest size of a body in bytes.
    public static final int MAX_BODY_BYTES = 1 << 20;

    private AwsJson() {}

    /// Reads and checks a message.
    ///
    /// @throws KmsException `SerializationException` if the body is not a JSON object of this shape, with a text that
    ///   shows nothing of it; `ValidationException` if a member is missing or breaks a constraint, in AWS's words
    public static <T extends Record> T decode(Class<T> type, byte[] body) {
        Shape<T> shape = Shape.of(type);
        @Nullable Object[] slots = JsonReader.read(shape, body);
        Validator.check(shape, slots);
        return shape.build(slots);
    }

    /// Checks a message that was not read from the wire against the constraints of its shape.
    ///
    /// @throws KmsException `ValidationException`, in AWS's words
    public static void check(Record message) {
        Validator.check(message);
    }

    /// Writes a message. Null components are left out; members stand in the order of their names, as AWS writes them.
    public static byte[] encode(Record message) {
        return JsonWriter.write(message);
    }

    /// Writes an error: `{"__type":"…","message":"…"}`, without `message` where the exception has none.
    public static byte[] encodeError(KmsException error) {
        return JsonWriter.write(error);
    }
}
