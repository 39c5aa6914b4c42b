package dev.keyhold.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    private static FormBody decode(String body) {
        return FormBody.decode(body.getBytes(UTF_8));
    }

    private static void assertRefused(byte[] body) {
        assertThatThrownBy(() -> FormBody.decode(body))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.SERIALIZATION);
                            assertThat(refusal).hasMessageNotContaining("Hidden");
                        });
    }

    @Test
    void theParametersOfAnActionAreRead() {
        FormBody body = decode("Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(body.action()).contains("GetCallerIdentity");
        assertThat(body.version()).contains("2011-06-15");
        assertThat(body.value("action")).isEmpty();
    }

    @Test
    void percentEncodingAndPlusAreDecoded() {
        FormBody body = decode("a=b+c%20d%2B%3d%26&%C3%A4=%F0%9F%98%80&e=&f&g=h=i");
        assertThat(body.value("a")).contains("b c d+=&");
        assertThat(body.value("ä")).contains("😀");
        assertThat(body.value("e")).contains("");
        assertThat(body.value("f")).contains("");
        assertThat(body.value("g")).contains("h=i");
    }

    @Test
    void anEmptyBodyHasNoParameters() {
        assertThat(decode("").action()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=Hidden",
                "&a=b",
                "a=b&&c=d",
                "a=Hidden&a=Hidden",
                "a=1&%61=2",
                "Action=a&Action=b",
                "a=%",
                "a=%4",
                "a=%zz",
                "a=%+1",
                "a=%-1",
                "a=b%",
                "%=1",
                "a=%4&1=2",
                "a=%FF",
                "a=%C0%80",
                "a=%ED%A0%80",
                "a=%C3&b=%A4"
            })
    void aMalformedBodyIsRefused(String body) {
        assertRefused(body.getBytes(UTF_8));
    }

    @Test
    void rawMalformedUtf8IsRefused() {
        assertRefused(new byte[] {'a', '=', (byte) 0xFF});
    }

    @Test
    void sizeAndCountsAreBounded() {
        assertRefused(("a=" + "x".repeat(FormBody.MAX_BODY_BYTES - 1)).getBytes(UTF_8));
        assertThat(decode(parameters(1_000)).value("p999")).contains("v");
        assertRefused(parameters(1_001).getBytes(UTF_8));
        assertRefused(("n".repeat(257) + "=1").getBytes(UTF_8));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=v").collect(Collectors.joining("&"));
    }

    @Test
    void whatIsEncodedIsReadBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String value =
                    random.ints(random.nextInt(20), 0, 0x11_0000)
                            .filter(c -> c < 0xD800 || c > 0xDFFF)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
            assertThat(decode("a=" + URLEncoder.encode(value, UTF_8)).value("a")).as("seed %d", seed).contains(value);
        }
    }

    @Test
    void theTextFormShowsNoValue() {
        assertThat(decode("Action=x&Password=Hidden")).hasToString("FormBody[Action, Password]");
    }
}
