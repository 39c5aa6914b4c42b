package dev.keyhold.protocol;

import org.jspecify.annotations.Nullable;

/// The awsQuery codec, which IAM and STS speak: from the parameters of a form to a valid record, and from a record to
/// an XML reply.
///
/// A record class is its own table, as for [AwsJson]; a [SecretText] is a string on the wire. In a form a member is a
/// parameter of its wire name; the elements of a list are `Name.member.1`, `Name.member.2` and so on, an empty list is
/// `Name=`; the members of a structure are `Name.Member`; the entries of a map are `Name.entry.1.key` and
/// `Name.entry.1.value`. Numbers are decimal, truth is `true` or `false`, times are ISO 8601, bytes are base64. The
/// rules are those of Smithy's awsQuery protocol definition.
///
/// Reading is strict about the form of what the shape knows: indexes are whole and without gaps, no list has more than
/// 1,000 elements, a value never stands where a list or a structure is expected. Parameters and members of structures
/// that the shape does not know are skipped, among them `Action` and `Version`.
///
/// Replies have members in the order of the record's components, no white space between elements, and times to the
/// second, rounded down, as IAM and STS write them. Whatever the texts are, the XML is well-formed.
///
/// Stateless and safe for use by many threads.
public final class AwsQuery {

    /// The namespace of IAM, `Version=2010-05-08`.
    public static final String IAM_NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    /// The namespace of STS, `Version=2011-06-15`.
    public static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// The media type of every reply.
    public static final String CONTENT_TYPE = "text/xml";

    private AwsQuery() {}

    /// Reads and checks a message.
    ///
    /// @throws KmsException `SerializationException`, in the query protocol `MalformedInput`, if the body is not a form
    ///   or a parameter has not the form that the shape gives it, with a text that shows nothing of it;
    ///   `ValidationException`, in the query protocol `ValidationError`, if a member is missing or breaks a constraint,
    ///   in AWS's words
    public static <T extends Record> T decode(Class<T> type, byte[] body) {
        return decode(type, FormBody.decode(body));
    }

    /// The same for a body that was taken apart before, for example to find its action.
    public static <T extends Record> T decode(Class<T> type, FormBody form) {
        Shape<T> shape = Shape.of(type);
        @Nullable Object[] slots = QueryReader.read(shape, form);
        Validator.check(shape, slots);
        return shape.build(slots);
    }

    /// The reply of an operation that answers something, be it an empty structure:
    /// `<OpResponse><OpResult>…</OpResult><ResponseMetadata>…`.
    ///
    /// @param message the output; null components are left out
    /// @param operation the operation's name
    /// @param namespace that of the service
    /// @param requestId the id of the request
    public static byte[] encode(Record message, String operation, String namespace, String requestId) {
        return QueryWriter.reply(message, operation, namespace, requestId);
    }

    /// The reply of an operation without output: `<OpResponse><ResponseMetadata>…`, without a result.
    ///
    /// @param operation the operation's name
    /// @param namespace that of the service
    /// @param requestId the id of the request
    public static byte[] encodeNothing(String operation, String namespace, String requestId) {
        return QueryWriter.reply(null, operation, namespace, requestId);
    }

    /// An error; its HTTP status is [ErrorCode#queryStatus].
    ///
    /// @param namespace that of the service
    /// @param requestId the id of the request
    public static byte[] encodeError(KmsException error, String namespace, String requestId) {
        return QueryWriter.error(error, namespace, requestId);
    }
}
