package dev.keyhold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

class KmsDataKeysTest {
    private final InProcessKms kms = new InProcessKms(1);
    private final String arn = kms.newKey();
    private final DataKeys keys = new KmsDataKeys(kms);

    @Test
    void whatIsGeneratedAndMovedOpensToTheSameKey() throws EnvelopeException {
        String other = kms.newKey();
        try (DataKey generated = keys.generate(arn, Map.of("a", "1"))) {
            DataKeys.Move move = keys.move(generated.wrapped(), Map.of("a", "1"), other, Map.of("a", "2"));
            try (DataKey opened = keys.open(move.to(), Map.of("a", "2"))) {
                assertThat(opened.bytes()).isEqualTo(generated.bytes()).isNotEqualTo(new byte[32]);
                assertThat(opened.wrapped().key()).isEqualTo(new KeyUsed(other, kms.currentMaterialId(other)));
            }
        }
    }

    @Test
    void anotherContextOpensNothing() throws EnvelopeException {
        try (DataKey generated = keys.generate(arn, Map.of("a", "1"))) {
            assertUnavailable(() -> keys.open(generated.wrapped(), Map.of()));
            assertUnavailable(() -> keys.move(generated.wrapped(), Map.of(), arn, Map.of()));
        }
    }

    @Test
    void theKeyInTheResponseIsOverwritten() throws EnvelopeException {
        Twisted twisted = new Twisted(answer -> answer, answer -> answer);
        try (DataKey generated = new KmsDataKeys(twisted).generate(arn, Map.of())) {
            assertThat(generated.bytes()).isNotEqualTo(new byte[32]);
            assertThat(twisted.given.asByteArray()).isEqualTo(new byte[32]);
        }
    }

    @Test
    void aRefusalTellsTheOperationAndTheErrorCode() {
        assertThatThrownBy(() -> keys.generate("alias/nobody", Map.of()))
                .isInstanceOf(EnvelopeException.class)
                .hasMessageContaining("GenerateDataKey")
                .hasCauseInstanceOf(software.amazon.awssdk.services.kms.model.NotFoundException.class);
    }

    @Test
    void anUnreachableKmsIsReportedAsSuch() {
        KmsClient unreachable =
                new Twisted(
                        answer -> {
                            throw SdkClientException.create("no route");
                        },
                        answer -> answer);
        assertThatThrownBy(() -> new KmsDataKeys(unreachable).generate(arn, Map.of()))
                .isInstanceOf(EnvelopeException.class)
                .hasMessageContaining("did not reach");
    }

    @Test
    void answersThatAreNotWhatWasAskedForAreRefused() throws EnvelopeException {
        String other = kms.newKey();
        SdkBytes shortKey = SdkBytes.fromByteArray(new byte[16]);
        for (UnaryOperator<GenerateDataKeyResponse> wrong :
                Set.<UnaryOperator<GenerateDataKeyResponse>>of(
                        answer -> answer.toBuilder().plaintext(shortKey).build(),
                        answer -> answer.toBuilder().plaintext(null).build(),
                        answer -> answer.toBuilder().ciphertextBlob(null).build(),
                        answer -> answer.toBuilder().keyId(null).build(),
                        answer -> answer.toBuilder().keyId("alias/a").build())) {
            DataKeys twisted = new KmsDataKeys(new Twisted(wrong, answer -> answer));
            assertUnavailable(() -> twisted.generate(arn, Map.of()));
        }
        try (DataKey generated = keys.generate(arn, Map.of())) {
            for (UnaryOperator<DecryptResponse> wrong :
                    Set.<UnaryOperator<DecryptResponse>>of(
                            answer -> answer.toBuilder().plaintext(shortKey).build(),
                            answer -> answer.toBuilder().plaintext(null).build(),
                            answer -> answer.toBuilder().keyId(other).build())) {
                DataKeys twisted = new KmsDataKeys(new Twisted(answer -> answer, wrong));
                assertUnavailable(() -> twisted.open(generated.wrapped(), Map.of()));
            }
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EnvelopeException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(EnvelopeException.Reason.KEY_UNAVAILABLE));
    }

    /// The key service with its answers changed on the way.
    private final class Twisted implements KmsClient {
        private final UnaryOperator<GenerateDataKeyResponse> generated;
        private final UnaryOperator<DecryptResponse> decrypted;
        private SdkBytes given = SdkBytes.fromByteArray(new byte[0]);

        Twisted(UnaryOperator<GenerateDataKeyResponse> generated, UnaryOperator<DecryptResponse> decrypted) {
            this.generated = generated;
            this.decrypted = decrypted;
        }

        @Override
        public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
            GenerateDataKeyResponse answer = kms.generateDataKey(request);
            given = answer.plaintext();
            return generated.apply(answer);
        }

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            return decrypted.apply(kms.decrypt(request));
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    }
}
