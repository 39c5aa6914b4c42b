package dev.keyhold.http;

import static dev.keyhold.boot.RunningNode.ACCOUNT;
import static dev.keyhold.boot.RunningNode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.authn.TestSigner;
import dev.keyhold.boot.RunningNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the conditions of policies learn of real requests: alice may do on a key whatever satisfies one.
@Timeout(300)
class ConditionKeysTest {

    private static final String ROOT_MAY_ALL =
            "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*','Resource':'*'}";
    private static final String ENCRYPT = "{'KeyId':'KEY','Plaintext':'eA==','EncryptionContext':{'App':'x','To':'y'}}";
    private static final String PUT_POLICY = "{'KeyId':'KEY','Policy':'POLICY','BypassPolicyLockoutSafetyCheck':true}";

    private static final String BOB = "arn:aws:iam::111122223333:user/bob";
    private static final String GRANT =
            "{'KeyId':'KEY','GranteePrincipal':'"
                    + BOB
                    + "','RetiringPrincipal':'"
                    + BOB
                    + "','Operations':['Encrypt','Decrypt'],'Constraints':{'EncryptionContextSubset':{'Tenant':'blue'},"
                    + "'SourceArn':'arn:aws:s3:eu-central-1:111122223333:b'}}";
    private static final String SERVICE_GRANT =
            "{'KeyId':'KEY','GranteeServicePrincipal':'s3.amazonaws.com','RetiringServicePrincipal':'s3.amazonaws.com',"
                    + "'Operations':['Decrypt'],'Constraints':{'SourceArn':'arn:aws:s3:eu-central-1:111122223333:b'}}";

    @TempDir static Path directory;

    private static RunningNode node;
    private static TestSigner alice;

    @BeforeAll
    static void startTheNode() {
        node = new RunningNode(directory);
        alice = node.user("alice");
    }

    @AfterAll
    static void stopTheNode() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'StringEquals':{'kms:EncryptionContext:app':'x'}}                          | true",
                "{'StringEquals':{'kms:EncryptionContext:App':'X'}}                          | false",
                "{'StringEquals':{'kms:EncryptionContext:Where':'x'}}                        | false",
                "{'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':['App','To']}}    | true",
                "{'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':['App']}}         | false",
                "{'ForAnyValue:StringEquals':{'kms:EncryptionContextKeys':['to']}}           | false",
                "{'StringEquals':{'kms:EncryptionAlgorithm':'SYMMETRIC_DEFAULT'}}            | true",
                "{'StringEquals':{'kms:CallerAccount':'111122223333'}}                       | true",
                "{'StringEquals':{'kms:CallerAccount':'444455556666'}}                       | false",
                "{'StringEquals':{'kms:KeySpec':'SYMMETRIC_DEFAULT'}}                        | true",
                "{'StringEquals':{'kms:CustomerMasterKeySpec':'SYMMETRIC_DEFAULT'}}          | true",
                "{'StringEquals':{'kms:KeyUsage':'ENCRYPT_DECRYPT'}}                         | true",
                "{'StringEquals':{'kms:KeyOrigin':'EXTERNAL'}}                               | false",
                "{'StringEquals':{'kms:KeyOrigin':'AWS_KMS'}}                                | true",
                "{'Bool':{'kms:MultiRegion':false}}                                          | true",
                "{'StringLike':{'kms:RequestAlias':'*'}}                                     | false",
                "{'StringLike':{'kms:ViaService':'*'}}                                       | false",
                "{'NumericLike':{'kms:ViaService':'*'}}                                      | refused",
                "{'StringEquals':{'aws:ResourceTag/team':'blue'}}                            | true",
                "{'StringEquals':{'aws:ResourceTag/Team':'red'}}                             | false",
                "{'IpAddress':{'aws:SourceIp':['10.0.0.0/8','127.0.0.0/8']}}                 | true",
                "{'NotIpAddress':{'aws:SourceIp':'127.0.0.1'}}                               | false",
                "{'Bool':{'aws:SecureTransport':'true'}}                                     | false",
                "{'Bool':{'aws:SecureTransport':'false'}}                                    | true",
                "{'StringLike':{'aws:UserAgent':'Java*'}}                                    | true",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/al*'}}       | true",
                "{'StringEquals':{'aws:PrincipalAccount':'111122223333'}}                    | true",
                "{'StringEquals':{'aws:PrincipalType':'User'}}                               | true",
                "{'StringLike':{'aws:userid':'AIDA*'}}                                       | true",
                "{'StringEquals':{'aws:UserName':'alice'}}                                   | true",
                "{'StringEquals':{'aws:ResourceTag/owner':'${aws:username}'}}                | true",
                "{'StringEquals':{'aws:RequestedRegion':'eu-central-1'}}                     | true",
                "{'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}}              | true",
                "{'NumericLessThan':{'aws:EpochTime':1000000000}}                            | false",
                "{'Null':{'aws:MultiFactorAuthPresent':'true'}}                              | true",
                "{'StringEquals':{'kms:ResourceAliases':'alias/none'}}                       | false",
                "{'Null':{'kms:GrantOperations':'true','kms:RotationPeriodInDays':'true'}}   | true",
            })
    void aConditionLearnsOfEncrypt(String condition, String allowed) {
        check("Encrypt", ENCRYPT, condition, allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DescribeKey | {'KeyId':'KEY'} | {'StringEquals':{'kms:EncryptionAlgorithm':'SYMMETRIC_DEFAULT'}} | false",
                "GenerateDataKey | {'KeyId':'KEY','KeySpec':'AES_256','EncryptionContext':{'a':'b'}} |"
                        + " {'StringEquals':{'kms:EncryptionContext:A':'b','kms:EncryptionAlgorithm':'SYMMETRIC_DEFAULT'}} | true",
                "Encrypt | {'KeyId':'KEY','Plaintext':'eA==','EncryptionContext':{'App':'x','app':'y'}} |"
                        + " {'StringEquals':{'kms:EncryptionContext:APP':'x'}} | false",
                "Encrypt | {'KeyId':'KEY','Plaintext':'eA==','EncryptionContext':{'App':'x','app':'y'}} |"
                        + " {'StringEquals':{'kms:EncryptionContext:APP':['x','y']}} | true",
                "GenerateDataKeyWithoutPlaintext | {'KeyId':'KEY','KeySpec':'AES_256'} |"
                        + " {'Null':{'kms:EncryptionContextKeys':'false'}} | false",
                "EnableKeyRotation | {'KeyId':'KEY'} | {'NumericEquals':{'kms:RotationPeriodInDays':365}} | true",
                "EnableKeyRotation | {'KeyId':'KEY','RotationPeriodInDays':90} |"
                        + " {'NumericGreaterThan':{'kms:RotationPeriodInDays':'90'}} | false",
                "ScheduleKeyDeletion | {'KeyId':'KEY'} |"
                        + " {'NumericEquals':{'kms:ScheduleKeyDeletionPendingWindowInDays':'30'}} | true",
                "ScheduleKeyDeletion | {'KeyId':'KEY','PendingWindowInDays':7} |"
                        + " {'NumericGreaterThan':{'kms:ScheduleKeyDeletionPendingWindowInDays':'7'}} | false",
                "ScheduleKeyDeletion | {'KeyId':'KEY'} |"
                        + " {'NumericGreaterThan':{'kms:TrailingDaysWithoutKeyUsage':'365'}} | false",
                "DisableKey | {'KeyId':'KEY'} | {'NumericEquals':{'kms:TrailingDaysWithoutKeyUsage':'0'}} | true",
                "EnableKey  | {'KeyId':'KEY'} | {'NumericEquals':{'kms:TrailingDaysWithoutKeyUsage':'0'}} | false",
                "TagResource | {'KeyId':'KEY','Tags':[{'TagKey':'a','TagValue':'b'}]} |"
                        + " {'StringEquals':{'aws:RequestTag/A':'b'},'ForAllValues:StringEquals':{'aws:TagKeys':'a'}} | true",
                "TagResource | {'KeyId':'KEY','Tags':[{'TagKey':'a','TagValue':'b'},{'TagKey':'A','TagValue':'c'}]} |"
                        + " {'StringEquals':{'aws:RequestTag/A':'b'}} | false",
                "UntagResource | {'KeyId':'KEY','TagKeys':['a','b']} |"
                        + " {'ForAnyValue:StringEquals':{'aws:TagKeys':'b'}} | true",
                "UntagResource | {'KeyId':'KEY','TagKeys':['a','b']} |"
                        + " {'ForAllValues:StringEquals':{'aws:TagKeys':'b'}} | false",
                "CreateGrant | "
                        + GRANT
                        + " | {'ForAllValues:StringEquals':{'kms:GrantOperations':['Decrypt','Encrypt']}} | true",
                "CreateGrant | " + GRANT + " | {'ForAllValues:StringEquals':{'kms:GrantOperations':'Decrypt'}} | false",
                "CreateGrant | " + GRANT + " | {'StringEquals':{'kms:GranteePrincipal':'" + BOB + "'}} | true",
                "CreateGrant | " + GRANT + " | {'StringLike':{'kms:GranteePrincipal':'*:user/carol'}} | false",
                "CreateGrant | " + GRANT + " | {'StringEquals':{'kms:RetiringPrincipal':'" + BOB + "'}} | true",
                "CreateGrant | "
                        + GRANT
                        + " | {'Null':{'kms:GranteeServicePrincipal':'true','kms:RetiringServicePrincipal':'true'}} | true",
                "CreateGrant | "
                        + GRANT
                        + " | {'StringEquals':{'kms:GrantConstraintType':'EncryptionContextSubset'}} | true",
                "CreateGrant | "
                        + GRANT
                        + " | {'StringEquals':{'kms:GrantConstraintType':'EncryptionContextEquals'}} | false",
                "CreateGrant | " + GRANT + " | {'ArnLike':{'kms:GrantConstraintSourceArn':'arn:aws:s3:*:*:b'}} | true",
                "CreateGrant | " + GRANT + " | {'StringEquals':{'kms:EncryptionContext:tenant':'blue'}} | true",
                "CreateGrant | "
                        + GRANT
                        + " | {'ForAnyValue:StringEquals':{'kms:EncryptionContextKeys':'Tenant'}} | true",
                "CreateGrant | " + GRANT + " | {'Bool':{'kms:GrantIsForAWSResource':'true'}} | false",
                "CreateGrant | " + GRANT + " | {'Bool':{'kms:GrantIsForAWSResource':'false'}} | true",
                "CreateGrant | "
                        + SERVICE_GRANT
                        + " | {'StringEquals':{'kms:GranteeServicePrincipal':'s3.amazonaws.com'}} | true",
                "CreateGrant | "
                        + SERVICE_GRANT
                        + " | {'StringEquals':{'kms:RetiringServicePrincipal':'s3.amazonaws.com'}} | true",
                "CreateGrant | " + SERVICE_GRANT + " | {'Null':{'kms:GranteePrincipal':'false'}} | false",
                "ListGrants | {'KeyId':'KEY'} | {'Bool':{'kms:GrantIsForAWSResource':'false'}} | true",
                "ListGrants | {'KeyId':'KEY'} | {'Bool':{'kms:GrantIsForAWSResource':'true'}} | false",
                "PutKeyPolicy | " + PUT_POLICY + " | {'Bool':{'kms:BypassPolicyLockoutSafetyCheck':'true'}} | true",
                "PutKeyPolicy | " + PUT_POLICY + " | {'Bool':{'kms:BypassPolicyLockoutSafetyCheck':'false'}} | false",
            })
    void aConditionLearnsOfEachOperation(String operation, String body, String condition, String allowed) {
        check(operation, body, condition, allowed);
    }

    @Test
    void aConditionLearnsByWhichAliasAKeyWasNamed() {
        String key = newKey("{'StringEquals':{'kms:RequestAlias':'alias/app'}}");
        send(ROOT, "CreateAlias", "{'AliasName':'alias/app','TargetKeyId':'" + key + "'}", "");
        assertThat(isAllowed(alice, "DescribeKey", "{'KeyId':'KEY'}", key)).isFalse();
        assertThat(isAllowed(alice, "DescribeKey", "{'KeyId':'KEY'}", "alias/app")).isTrue();
        String arn = "arn:aws:kms:eu-central-1:" + ACCOUNT + ":alias/app";
        assertThat(isAllowed(alice, "Encrypt", ENCRYPT, arn)).isTrue();
    }

    @Test
    void theAliasesOfAKeyCountInIdentityPoliciesAndOnlyThere() {
        String condition = "{'ForAnyValue:StringEquals':{'kms:ResourceAliases':'alias/shared'}}";
        TestSigner bob =
                node.user(
                        "bob",
                        Map.of(
                                "p",
                                json(
                                        "{'Statement':{'Effect':'Allow','Action':'kms:*','Resource':'*','Condition':"
                                                + condition
                                                + "}}")));
        String key = newKey(condition);
        assertThat(isAllowed(bob, "Encrypt", ENCRYPT, key)).isFalse();
        send(ROOT, "CreateAlias", "{'AliasName':'alias/shared','TargetKeyId':'" + key + "'}", "");
        assertThat(isAllowed(bob, "Encrypt", ENCRYPT, key)).isTrue();
        assertThat(isAllowed(alice, "Encrypt", ENCRYPT, key)).isFalse();
        send(ROOT, "DeleteAlias", "{'AliasName':'alias/shared'}", "");
        assertThat(isAllowed(bob, "Encrypt", ENCRYPT, key)).isFalse();
    }

    @Test
    void creatingAKeyIsDecidedByWhatItWillBe() {
        String statement =
                "{'Effect':'Allow','Action':['kms:CreateKey','kms:TagResource'],'Resource':'*','Condition':{'StringEquals':"
                        + "{'aws:RequestTag/Team':'${aws:username}','kms:KeySpec':'SYMMETRIC_DEFAULT',"
                        + "'kms:KeyUsage':'ENCRYPT_DECRYPT','kms:KeyOrigin':'AWS_KMS'},'Bool':{'kms:MultiRegion':'false'}}}";
        TestSigner carol =
                node.user("carol", Map.of("p", json("{'Version':'2012-10-17','Statement':" + statement + "}")));
        assertThat(isAllowed(carol, "CreateKey", "{}", "")).isFalse();
        assertThat(isAllowed(carol, "CreateKey", "{'Tags':[{'TagKey':'Team','TagValue':'other'}]}", "")).isFalse();
        assertThat(isAllowed(carol, "CreateKey", "{'Tags':[{'TagKey':'Team','TagValue':'carol'}]}", "")).isTrue();
    }

    @Test
    void bothSidesOfAReEncryptionKnowTheirOwnContextAndWhetherTheKeyIsTheSame() {
        String both =
                "{'Bool':{'kms:ReEncryptOnSameKey':'true'},'StringEquals':{'kms:EncryptionContext:side':['from','to']}}";
        String key = newKey(both);
        String other = newKey(both);
        String from = "'EncryptionContext':{'side':'from'}";
        String blob =
                member(
                        send(ROOT, "Encrypt", "{'KeyId':'KEY','Plaintext':'eA=='," + from + "}", key).body(),
                        "CiphertextBlob");
        String body =
                "{'CiphertextBlob':'"
                        + blob
                        + "','Source"
                        + from.substring(1)
                        + ",'DestinationKeyId':'KEY',"
                        + "'DestinationEncryptionContext':{'side':'WHERE'}}";
        assertThat(isAllowed(alice, "ReEncrypt", body.replace("WHERE", "to"), key)).isTrue();
        assertThat(isAllowed(alice, "ReEncrypt", body.replace("WHERE", "elsewhere"), key)).isFalse();
        assertThat(isAllowed(alice, "ReEncrypt", body.replace("WHERE", "to"), other)).isFalse();
    }

    private static void check(String operation, String body, String condition, String allowed) {
        if (allowed.equals("refused")) {
            String policy = policy(condition);
            assertThat(send(ROOT, "CreateKey", "{'Policy':'POLICY'}", "", policy).body())
                    .contains("MalformedPolicyDocumentException");
            return;
        }
        String key = newKey(condition);
        assertThat(isAllowed(alice, operation, body, key)).isEqualTo(allowed.equals("true"));
    }

    private static boolean isAllowed(TestSigner caller, String operation, String body, String key) {
        HttpResponse<String> response = send(caller, operation, body, key);
        if (response.statusCode() == 200) {
            return true;
        }
        assertThat(response.body()).contains("AccessDeniedException");
        return false;
    }

    private static String newKey(String condition) {
        HttpResponse<String> made =
                send(
                        ROOT,
                        "CreateKey",
                        "{'Policy':'POLICY','Tags':[{'TagKey':'Team','TagValue':'blue'},{'TagKey':'Owner','TagValue':'alice'}]}",
                        "",
                        policy(condition));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return member(made.body(), "KeyId");
    }

    private static String policy(String condition) {
        String statement =
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/alice'},'Action':'kms:*',"
                        + "'Resource':'*','Condition':"
                        + condition
                        + "}";
        return "{'Version':'2012-10-17','Statement':[" + ROOT_MAY_ALL + "," + statement + "]}";
    }

    private static HttpResponse<String> send(TestSigner caller, String operation, String body, String key) {
        return send(caller, operation, body, key, policy("{}"));
    }

    private static HttpResponse<String> send(
            TestSigner caller, String operation, String body, String key, String policy) {
        String quoted = json(policy).replace("\"", "\\\"");
        return node.send(caller, "TrentService." + operation, json(body).replace("KEY", key).replace("POLICY", quoted));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        assertThat(found.find()).as("%s in %s", name, json).isTrue();
        return found.group(1);
    }
}
