package dev.keyhold.protocol.query;

import dev.keyhold.protocol.KmsException;
import java.nio.charset.StandardCharsets;

/// The XML replies of the awsQuery protocol.
public final class QueryReply {

    /// The namespace of STS, `Version=2011-06-15`.
    public static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// The media type of every reply.
    public static final String CONTENT_TYPE = "text/xml";

    private QueryReply() {}

    /// The reply of STS GetCallerIdentity.
    ///
    /// @param account the caller's account, 12 digits
    /// @param arn the caller's ARN
    /// @param userId the caller's unique id
    /// @param requestId the id of the request
    public static byte[] callerIdentity(String account, String arn, String userId, String requestId) {
        return bytes(
                "<GetCallerIdentityResponse xmlns=\""
                        + STS_NAMESPACE
                        + "\"><GetCallerIdentityResult>"
                        + element("Arn", arn)
                        + element("UserId", userId)
                        + element("Account", account)
                        + "</GetCallerIdentityResult><ResponseMetadata>"
                        + element("RequestId", requestId)
                        + "</ResponseMetadata></GetCallerIdentityResponse>");
    }

    /// An error; its HTTP status is [dev.keyhold.protocol.ErrorCode#queryStatus].
    ///
    /// @param namespace that of the service
    /// @param requestId the id of the request
    public static byte[] error(String namespace, KmsException error, String requestId) {
        String message = error.getMessage();
        return bytes(
                "<ErrorResponse xmlns=\""
                        + escape(namespace)
                        + "\"><Error>"
                        + element("Type", error.code().isClientFault() ? "Sender" : "Receiver")
                        + element("Code", error.code().queryCode())
                        + (message == null ? "" : element("Message", message))
                        + "</Error>"
                        + element("RequestId", requestId)
                        + "</ErrorResponse>");
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    /// Escapes for text and quoted attributes. What XML 1.0 cannot hold at all becomes the replacement character.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '"' -> escaped.append("&quot;");
                        case '\'' -> escaped.append("&#39;");
                        case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                        default -> escaped.appendCodePoint(isXmlCharacter(c) ? c : 0xFFFD);
                    }
                });
        return escaped.toString();
    }

    private static boolean isXmlCharacter(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
