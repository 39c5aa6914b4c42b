package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// boto3 as python3 has it, with the programs of docs/clients/boto3.md, over HTTP and HTTPS.
final class Boto3Test {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.BOTO3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @BeforeAll
    static void isThere() throws Exception {
        assumeTrue(Program.isOnPath("python3"), "there is no python3 on PATH");
        assumeTrue(
                Program.run(directory, Map.of(), "python3", "-c", "import boto3").exitCode() == 0,
                "python3 has no boto3");
    }

    private static Program python(Transport transport, String containing) throws IOException, InterruptedException {
        String program = DocPage.of("boto3").block("python", containing);
        return Program.run(directory, transport.server().environment(), "python3", "-c", program).succeeded();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageUsesAKey(Transport transport) throws Exception {
        assertThat(python(transport, "kms.encrypt(").out()).contains("arn:aws:iam::000000000000:root");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageManagesAKey(Transport transport) throws Exception {
        python(transport, "kms.put_key_policy(");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageMakesAndEndsGrants(Transport transport) throws Exception {
        python(transport, "kms.create_grant(");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageManagesUsersAndTakesARightAway(Transport transport) throws Exception {
        python(transport, "iam.create_user(");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageTagsRotatesAndDeletesAKey(Transport transport) throws Exception {
        python(transport, "kms.schedule_key_deletion(");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProgramOfThePageTellsWhenAKeyWasLastUsed(Transport transport) throws Exception {
        String asks = "import boto3; boto3.client('kms', region_name='us-east-1').get_key_last_usage";
        assumeTrue(
                Program.run(directory, Map.of(), "python3", "-c", asks).exitCode() == 0,
                "this boto3 is too old to know get_key_last_usage");
        python(transport, "kms.get_key_last_usage(");
    }

    @Test
    void theServerRecordsThatItWasBoto3() throws Exception {
        ClientServer server = Transport.HTTPS.server();
        String arn = server.newKey().arn();
        String program = "import boto3; boto3.client('kms').describe_key(KeyId='" + arn + "')";
        Program.run(directory, server.environment(), "python3", "-c", program).succeeded();
        assertThat(server.userAgents("DescribeKey", arn)).singleElement().asString().startsWith("Boto3/");
    }
}
