package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The AWS SDK for JavaScript v3 on node, with the programs of docs/clients/aws-sdk-javascript.md, over HTTP and HTTPS.
final class JavaScriptSdkTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.JAVASCRIPT);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static NpmProject npm;

    @BeforeAll
    static void install() throws Exception {
        npm = NpmProject.install();
    }

    private static Program node(Transport transport, String containing) throws IOException, InterruptedException {
        String program = DocPage.of("aws-sdk-javascript").block("js", containing);
        return npm.node(transport.server().environment(), program).succeeded();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageUsesAKey(Transport transport) throws Exception {
        assertThat(node(transport, "kms.encrypt(").out()).contains("arn:aws:iam::000000000000:root");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageManagesAKey(Transport transport) throws Exception {
        node(transport, "kms.putKeyPolicy(");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageMakesAndEndsGrants(Transport transport) throws Exception {
        node(transport, "kms.createGrant(");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageTagsRotatesAndDeletesAKey(Transport transport) throws Exception {
        node(transport, "kms.scheduleKeyDeletion(");
    }

    @Test
    void theServerRecordsThatItWasTheSdkForJavaScript() throws Exception {
        ClientServer server = Transport.HTTPS.server();
        String arn = server.newKey().arn();
        String program =
                """
                import { KMS } from "@aws-sdk/client-kms";
                await new KMS({}).describeKey({ KeyId: process.argv[2] });
                """;
        npm.node(server.environment(), program, arn).succeeded();
        assertThat(server.userAgents("DescribeKey", arn)).singleElement().asString().startsWith("aws-sdk-js/3.");
    }
}
