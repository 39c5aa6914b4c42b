package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keyhold.protocol.iam.CreateRoleRequest;
import dev.keyhold.protocol.iam.SimulatePrincipalPolicyRequest;
import dev.keyhold.protocol.iam.TagUserRequest;
import dev.keyhold.protocol.sts.AssumeRoleRequest;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// Throws altered forms at the codec: only a [KmsException] may come out, what is read must survive a round trip, and
/// written as a reply it must be well-formed XML that says the same.
class AwsQueryFuzzTest {

    private static final int MUTATIONS = 50_000;

    private record Seedling(Class<? extends Record> type, String body) {}

    private static final List<Seedling> SEEDLINGS =
            List.of(
                    new Seedling(
                            CreateRoleRequest.class,
                            "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=%7B%22a%22%3A%5B%5D%7D"
                                    + "&Tags.member.1.Key=a&Tags.member.1.Value=b+c&Tags.member.2.Key=d"
                                    + "&Tags.member.2.Value=&MaxSessionDuration=3600&Path=%2Fx%2F&Description=%C3%A4"),
                    new Seedling(
                            TagUserRequest.class,
                            "UserName=ann&Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Value=x"
                                    + "&Tags.member.2.Key=c&Tags.member.3.Key=e&Tags.member.3.Value=f"),
                    new Seedling(
                            SimulatePrincipalPolicyRequest.class,
                            "PolicySourceArn=arn:aws:iam::111122223333:user/a&ActionNames.member.1=kms:Decrypt"
                                    + "&ResourceArns.member.1=*&PolicyInputList=&ContextEntries.member.1.ContextKeyName=aws:k"
                                    + "&ContextEntries.member.1.ContextKeyValues.member.1=v"
                                    + "&ContextEntries.member.1.ContextKeyType=stringList&MaxItems=10"),
                    new Seedling(
                            AssumeRoleRequest.class,
                            "RoleArn=arn:aws:iam::111122223333:role/r&RoleSessionName=ann&DurationSeconds=900"
                                    + "&PolicyArns.member.1.arn=arn:aws:iam::111122223333:policy/p&TokenCode=123456"
                                    + "&TransitiveTagKeys.member.1=a&ProvidedContexts.member.1.ContextAssertion=abcd"));

    private static final List<String> SPLICES =
            List.of(
                    "&",
                    "=",
                    ".",
                    "%",
                    "+",
                    "%00",
                    "%ED%A0%80",
                    "%EF%BF%BF",
                    ".member.1",
                    ".member.2",
                    "member",
                    ".entry.1.key=",
                    "&Tags=",
                    "&Tags.member.1=",
                    "&Tags.member.4.Key=x",
                    "&Tags.member.4.Value=x",
                    "2147483648",
                    "0",
                    "-",
                    "&ActionNames.member.2=kms:Encrypt",
                    "&Unknown.member.9.x=1",
                    ".a".repeat(40),
                    "true");

    @Test
    void onlyRefusalsEscapeAndWhatIsReadSurvivesARoundTripAndIsWellFormedXml() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        DocumentBuilder xml = parser();
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Seedling seedling = SEEDLINGS.get(random.nextInt(SEEDLINGS.size()));
            byte[] body = seedling.body().getBytes(UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                body = mutate(body, random);
            }
            read += tryOne(seedling.type(), body, seed, xml);
        }
        // A test in which everything or nothing is refused would show nothing.
        assertThat(read).as("seed %d", seed).isBetween(MUTATIONS / 100, MUTATIONS * 9 / 10);
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder();
    }

    private static <T extends Record> int tryOne(Class<T> type, byte[] body, long seed, DocumentBuilder xml)
            throws Exception {
        T message;
        try {
            message = AwsQuery.decode(type, body);
        } catch (KmsException refusal) {
            return 0;
        } catch (RuntimeException | Error escaped) {
            return fail("seed " + seed + ", body " + Base64.getEncoder().encodeToString(body), escaped);
        }
        StringJoiner form = new StringJoiner("&");
        write(message, "", form);
        if (!AwsQuery.decode(type, form.toString().getBytes(UTF_8)).equals(message)) {
            fail("seed " + seed + ", changed by a round trip: " + Base64.getEncoder().encodeToString(body));
        }
        Element root =
                xml.parse(new ByteArrayInputStream(AwsQuery.encode(message, "Op", "urn:n", "id"))).getDocumentElement();
        StringBuilder texts = new StringBuilder();
        collect(message, texts);
        assertThat(root.getFirstChild().getTextContent()).as("seed %d", seed).isEqualTo(texts.toString());
        return 1;
    }

    // A form as a client writes it

    private static void write(Record message, String prefix, StringJoiner form) {
        for (Member member : Shape.of(message.getClass()).members()) {
            Object value = member.valueIn(message);
            if (value != null) {
                write(member.type(), value, prefix + member.wireName(), form);
            }
        }
    }

    private static void write(ValueType type, Object value, String name, StringJoiner form) {
        if (type instanceof ValueType.Array array) {
            List<?> elements = (List<?>) value;
            if (elements.isEmpty()) {
                form.add(name + "=");
            }
            for (int i = 0; i < elements.size(); i++) {
                write(array.element(), elements.get(i), name + ".member." + (i + 1), form);
            }
        } else if (value instanceof Record nested) {
            String before = form.toString();
            write(nested, name + ".", form);
            if (form.toString().equals(before)) {
                form.add(name + ".Nothing=");
            }
        } else {
            form.add(name + "=" + URLEncoder.encode(text(type, value), UTF_8));
        }
    }

    private static String text(ValueType type, Object value) {
        return switch (value) {
            case SecretText secret -> secret.reveal();
            case Enum<?> constant when type instanceof ValueType.Choice choice -> choice.nameOf(constant);
            default -> String.valueOf(value);
        };
    }

    /// The text of all elements as XML can hold it, in order.
    private static void collect(Record message, StringBuilder texts) {
        for (Member member : Shape.of(message.getClass()).members()) {
            collect(member.type(), member.valueIn(message), texts);
        }
    }

    private static void collect(ValueType type, @Nullable Object value, StringBuilder texts) {
        switch (value) {
            case null -> {}
            case Record nested -> collect(nested, texts);
            case List<?> list when type instanceof ValueType.Array array ->
                    list.forEach(element -> collect(array.element(), element, texts));
            default ->
                    text(type, value).codePoints().forEach(c -> texts.appendCodePoint(representable(c) ? c : 0xFFFD));
        }
    }

    private static boolean representable(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
    }

    private static byte[] mutate(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        int to = Math.min(body.length, at + random.nextInt(12));
        byte[] head = Arrays.copyOf(body, at);
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] flipped = body.clone();
                if (at < body.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            case 1 -> concat(head, Arrays.copyOfRange(body, to, body.length));
            case 2 -> concat(Arrays.copyOf(body, to), Arrays.copyOfRange(body, at, body.length));
            case 3 -> {
                byte[] splice = SPLICES.get(random.nextInt(SPLICES.size())).getBytes(UTF_8);
                yield concat(concat(head, splice), Arrays.copyOfRange(body, at, body.length));
            }
            default ->
                    concat(
                            concat(head, new byte[] {(byte) random.nextInt(256)}),
                            Arrays.copyOfRange(body, to, body.length));
        };
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
