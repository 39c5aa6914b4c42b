package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.protocol.sts.GetCallerIdentityResponse;
import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class AwsQueryReplyTest {

    private static Document parse(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void theCallerIdentityIsAnswered() throws Exception {
        byte[] xml =
                AwsQuery.encode(
                        new GetCallerIdentityResponse("arn:aws:iam::111122223333:root", "111122223333", "111122223333"),
                        "GetCallerIdentity",
                        AwsQuery.STS_NAMESPACE,
                        "id");
        assertThat(xml)
                .asString(UTF_8)
                .isEqualTo(
                        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                                + "<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:root</Arn>"
                                + "<UserId>111122223333</UserId><Account>111122223333</Account></GetCallerIdentityResult>"
                                + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
                                + "</GetCallerIdentityResponse>");
        assertThat(parse(xml).getDocumentElement().getNamespaceURI()).isEqualTo(AwsQuery.STS_NAMESPACE);
    }

    @Test
    void anErrorHasTheNameThatTheQueryProtocolKnows() throws Exception {
        Document error =
                parse(AwsQuery.encodeError(Errors.invalidSignature("<why> & \"more\""), AwsQuery.STS_NAMESPACE, "id"));
        assertThat(text(error, "Type")).isEqualTo("Sender");
        assertThat(text(error, "Code")).isEqualTo("SignatureDoesNotMatch");
        assertThat(text(error, "Message")).isEqualTo("<why> & \"more\"");
        assertThat(text(error, "RequestId")).isEqualTo("id");
        assertThat(ErrorCode.INVALID_SIGNATURE.queryStatus()).isEqualTo(403);
    }

    @Test
    void aFaultOfOursIsTheReceivers() throws Exception {
        Document error = parse(AwsQuery.encodeError(Errors.internalFailure(), AwsQuery.STS_NAMESPACE, "id"));
        assertThat(text(error, "Type")).isEqualTo("Receiver");
        assertThat(text(error, "Code")).isEqualTo("InternalFailure");
        assertThat(error.getElementsByTagName("Message").getLength()).isZero();
    }

    @Test
    void anyTextStaysTextAndTheReplyWellFormed() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder message = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                message.append(
                        random.nextInt(3) == 0
                                ? "<&>\"']]>\r\n\t".charAt(random.nextInt(11))
                                : (char) random.nextInt(0x1_0000));
            }
            KmsException error = new KmsException(ErrorCode.VALIDATION, message.toString());
            String read = text(parse(AwsQuery.encodeError(error, "urn:x\"<", "id")), "Message");
            assertThat(read).as("seed %d", seed).isEqualTo(representable(message.toString()));
        }
    }

    /// What XML 1.0 cannot hold stands as the replacement character.
    private static String representable(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    boolean held =
                            c == '\t'
                                    || c == '\n'
                                    || c == '\r'
                                    || (c >= 0x20 && c < 0xD800)
                                    || (c > 0xDFFF && c < 0xFFFE)
                                    || c > 0xFFFF;
                    result.appendCodePoint(held ? c : 0xFFFD);
                });
        return result.toString();
    }
}
