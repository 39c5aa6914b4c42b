package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Has the AWS SDK write every request and read every reply of IAM and STS, with the codec in place of the network.
class QuerySdkRoundTripTest {

    /// Texts of which each member takes the first that its constraints allow; the first shows that replies are escaped.
    private static final List<String> TEXTS =
            List.of(
                    "a <b> & \"c\" 'd' ]]> é\u0085\t\r\n e",
                    "a b+c/d=é",
                    "arn:aws:iam::111122223333:user/ann",
                    "AKIAIOSFODNN7EXAMPLE",
                    "ann+b=c,d.e@f-g",
                    "/a/b/",
                    "v12",
                    "123456",
                    "a".repeat(40));

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Loopback LOOPBACK = new Loopback();
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret"));
    private static final IamClient IAM =
            IamClient.builder()
                    .httpClient(LOOPBACK)
                    .credentialsProvider(CREDENTIALS)
                    .region(Region.AWS_GLOBAL)
                    .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                    .build();
    private static final StsClient STS =
            StsClient.builder().httpClient(LOOPBACK).credentialsProvider(CREDENTIALS).region(Region.US_EAST_1).build();

    /// A network of no length: keeps what is sent and answers what it was given.
    private static final class Loopback implements SdkHttpClient {

        private final AtomicReference<byte[]> sent = new AtomicReference<>();
        private int status = 200;
        private byte[] answer = new byte[0];

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
                        sent.set(body.readAllBytes());
                    }
                    return HttpExecuteResponse.builder()
                            .response(
                                    SdkHttpResponse.builder()
                                            .statusCode(status)
                                            .putHeader("Content-Type", AwsQuery.CONTENT_TYPE)
                                            .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    @AfterAll
    static void close() {
        IAM.close();
        STS.close();
    }

    static Stream<Arguments> operations() {
        return Arrays.stream(QueryApi.values())
                .flatMap(api -> api.operations().stream().map(operation -> Arguments.of(api, operation)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theSdkWritesARequestThatIsReadAndReadsTheReply(QueryApi api, String operation)
            throws ReflectiveOperationException {
        Record reply = api.reply(operation).map(QuerySdkRoundTripTest::sample).orElse(null);
        LOOPBACK.status = 200;
        LOOPBACK.answer =
                reply == null
                        ? AwsQuery.encodeNothing(operation, api.namespace(), "request-1")
                        : AwsQuery.encode(reply, operation, api.namespace(), "request-1");
        Record request = sample(api.request(operation));
        Class<?> sdkRequest = Class.forName(api.sdkModel() + QueryApi.sdkName(operation + "Request"));

        Object answered = call(api, operation, sdkRequest, toSdk(sdkRequest, request));

        assertThat(AwsQuery.decode(request.getClass(), LOOPBACK.sent.get())).isEqualTo(request);
        FormBody form = FormBody.decode(LOOPBACK.sent.get());
        assertThat(form.action()).contains(operation);
        assertThat(form.version()).isPresent();
        Map<String, Object> expected = reply == null ? Map.of() : plain(reply);
        assertThat(plain((SdkPojo) answered)).isEqualTo(expected);
    }

    @Test
    void theSdkReadsTheCodeAndTheTextOfAnError() {
        LOOPBACK.status = 404;
        KmsException error = new KmsException(ErrorCode.NO_SUCH_ENTITY, "The user with name <a> cannot be found.");
        LOOPBACK.answer = AwsQuery.encodeError(error, AwsQuery.IAM_NAMESPACE, "request-2");
        assertThat(catchThrowable(() -> IAM.getUser(user -> user.userName("a"))))
                .isInstanceOfSatisfying(
                        NoSuchEntityException.class,
                        refusal -> {
                            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity");
                            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(error.getMessage());
                            assertThat(refusal.statusCode()).isEqualTo(404);
                            assertThat(refusal.requestId()).isEqualTo("request-2");
                        })
                .isInstanceOf(AwsServiceException.class);
    }

    private static Object call(QueryApi api, String operation, Class<?> requestType, Object request)
            throws ReflectiveOperationException {
        Object client = api == QueryApi.IAM ? IAM : STS;
        Class<?> type = api == QueryApi.IAM ? IamClient.class : StsClient.class;
        for (Method method : type.getMethods()) {
            if (method.getName().equalsIgnoreCase(operation)
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0] == requestType) {
                try {
                    return method.invoke(client, request);
                } catch (InvocationTargetException e) {
                    throw new AssertionError(operation, e.getCause());
                }
            }
        }
        throw new AssertionError("the SDK has no " + operation);
    }

    // A valid record of each shape, every member filled

    private static <T extends Record> T sample(Class<T> type) {
        Shape<T> shape = Shape.of(type);
        @Nullable Object[] slots = new @Nullable Object[shape.members().size()];
        for (Member member : shape.members()) {
            slots[member.slot()] = sample(member.type(), member.constraints());
        }
        Validator.check(shape, slots.clone());
        return shape.build(slots);
    }

    private static Object sample(ValueType type, Constraints constraints) {
        return switch (type) {
            case ValueType.Text _ -> text(constraints);
            case ValueType.HiddenText _ -> SecretText.of(text(constraints));
            case ValueType.Whole _ -> constraints.range() == null ? 7 : Math.toIntExact(constraints.range().min());
            case ValueType.LongWhole _ -> 7L;
            case ValueType.Truth _ -> true;
            case ValueType.Time _ -> TIME;
            case ValueType.Bytes _ -> Blob.of(new byte[] {0, (byte) 0xFF, 2});
            case ValueType.Choice choice -> choice.constants().values().iterator().next();
            case ValueType.Array array -> {
                List<Object> elements = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    elements.add(
                            array.element() instanceof ValueType.Structure structure
                                    ? slots(structure)
                                    : sample(array.element(), array.constraints()));
                }
                yield elements;
            }
            case ValueType.Table table -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                entries.put(sample(table.key(), constraints), sample(table.value(), constraints));
                yield entries;
            }
            case ValueType.Structure structure -> slots(structure);
        };
    }

    private static @Nullable Object[] slots(ValueType.Structure structure) {
        @Nullable Object[] slots = new @Nullable Object[structure.shape().members().size()];
        for (Member member : structure.shape().members()) {
            slots[member.slot()] = sample(member.type(), member.constraints());
        }
        return slots;
    }

    private static String text(Constraints constraints) {
        return TEXTS.stream()
                .filter(text -> {
                    List<String> broken = new ArrayList<>();
                    constraints.checkText(text, broken::add);
                    return broken.isEmpty();
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text for " + constraints));
    }

    // The same as the SDK has it

    private static Object toSdk(Class<?> type, Record message) throws ReflectiveOperationException {
        SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
        for (SdkField<?> field : builder.sdkFields()) {
            Member member = Shape.of(message.getClass()).member(field.locationName());
            if (member != null) {
                Object value = member.valueIn(message);
                if (value != null) {
                    field.set(builder, toSdk(field, value));
                }
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object toSdk(SdkField<?> field, Object value) throws ReflectiveOperationException {
        return switch (value) {
            case Record nested -> toSdk(field.constructor().get().getClass().getEnclosingClass(), nested);
            case List<?> list -> {
                SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
                List<Object> elements = new ArrayList<>();
                for (Object each : list) {
                    elements.add(toSdk(element, each));
                }
                yield elements;
            }
            case Blob blob -> SdkBytes.fromByteArray(blob.toByteArray());
            case Enum<?> choice -> ValueType.Choice.of(choice.getDeclaringClass()).nameOf(choice);
            case SecretText secret -> secret.reveal();
            default -> value;
        };
    }

    // Both as plain maps

    private static Map<String, Object> plain(Record message) {
        Map<String, Object> members = new TreeMap<>();
        for (Member member : Shape.of(message.getClass()).members()) {
            Object value = member.valueIn(message);
            if (value != null) {
                members.put(member.wireName(), plain(value));
            }
        }
        return members;
    }

    private static Map<String, Object> plain(SdkPojo message) {
        Map<String, Object> members = new TreeMap<>();
        for (SdkField<?> field : message.sdkFields()) {
            Object value = field.getValueOrDefault(message);
            boolean absent = value == null || (value instanceof List<?> list && list.isEmpty());
            if (!absent) {
                members.put(field.locationName(), plain(value));
            }
        }
        return members;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Record message -> plain(message);
            case SdkPojo message -> plain(message);
            case List<?> list -> list.stream().map(QuerySdkRoundTripTest::plain).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> entries = new TreeMap<>();
                map.forEach((key, each) -> entries.put(plain(key), plain(each)));
                yield entries;
            }
            case Blob blob -> Base64.getEncoder().encodeToString(blob.toByteArray());
            case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArray());
            case Enum<?> choice -> ValueType.Choice.of(choice.getDeclaringClass()).nameOf(choice);
            case SecretText secret -> secret.reveal();
            default -> value;
        };
    }
}
