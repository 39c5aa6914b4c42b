package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import dev.keyhold.store.postgres.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Two nodes on one PostgreSQL, each with its own memory of who holds which grants: what one has answered counts on the
/// other for the next call.
@Timeout(300)
class GrantsOnTwoNodesTest {

    private static final int ROUNDS = 100;
    private static final String ALICE = "arn:aws:iam::" + RunningNode.ACCOUNT + ":user/alice";

    @TempDir Path first;
    @TempDir Path second;

    private RunningNode here;
    private RunningNode there;

    @BeforeEach
    void startBoth() {
        String url = EmbeddedPostgresServer.newSchema();
        Path rootKey = first.resolve("root.key");
        here = new RunningNode(first, url, rootKey);
        there = new RunningNode(second, url, rootKey);
    }

    @AfterEach
    void stopBoth() {
        here.close();
        there.close();
    }

    private static boolean mayEncrypt(KmsClient alice, String key) {
        try {
            alice.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("p")));
            return true;
        } catch (KmsException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return false;
        }
    }

    @Test
    void aGrantIsThereAndGoneForTheNextCallOnTheOtherNode() {
        TestSigner alice = here.user("alice");
        KmsClient rootHere = here.client(ROOT);
        KmsClient rootThere = there.client(ROOT);
        KmsClient aliceHere = here.client(alice);
        KmsClient aliceThere = there.client(alice);
        String arn = rootHere.createKey().keyMetadata().arn();
        assertThat(List.of(mayEncrypt(aliceHere, arn), mayEncrypt(aliceThere, arn))).containsOnly(false);

        for (int round = 0; round < ROUNDS; round++) {
            KmsClient maker = round % 2 == 0 ? rootHere : rootThere;
            KmsClient ender = round % 3 == 0 ? rootHere : rootThere;
            String id =
                    maker.createGrant(r -> r.keyId(arn).granteePrincipal(ALICE).operations(GrantOperation.ENCRYPT))
                            .grantId();
            assertThat(List.of(mayEncrypt(aliceThere, arn), mayEncrypt(aliceHere, arn)))
                    .as("with the grant, round %d", round)
                    .containsOnly(true);
            ender.revokeGrant(r -> r.keyId(arn).grantId(id));
            assertThat(List.of(mayEncrypt(aliceHere, arn), mayEncrypt(aliceThere, arn)))
                    .as("without the grant, round %d", round)
                    .containsOnly(false);
        }
    }

    @Test
    void aGrantThatOneNodeHasEndedCannotBeEndedOnTheOther() {
        KmsClient rootHere = here.client(ROOT);
        KmsClient rootThere = there.client(ROOT);
        String arn = rootHere.createKey().keyMetadata().arn();
        String id =
                rootHere.createGrant(r -> r.keyId(arn).granteePrincipal(ALICE).operations(GrantOperation.ENCRYPT))
                        .grantId();
        rootThere.retireGrant(r -> r.keyId(arn).grantId(id));
        assertThatThrownBy(() -> rootHere.revokeGrant(r -> r.keyId(arn).grantId(id)))
                .hasMessageContaining("is not found");
    }
}
