package dev.keyhold.conformance;

import static dev.keyhold.conformance.GoSdk.at;
import static dev.keyhold.conformance.GoSdk.quoted;
import static dev.keyhold.conformance.GoSdk.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// What Terraform's and OpenTofu's AWS provider do with `aws_kms_key`, `aws_kms_alias` and `aws_kms_grant`, call by
/// call (hashicorp/terraform-provider-aws, internal/service/kms/key.go, alias.go, grant.go and tags_gen.go of 2026).
///
/// After each change the provider reads until it has seen the new value several times in a row, a second or two apart.
/// Here the reads follow each other at once, and the first must be right already.
final class TerraformSequenceTest {

    @RegisterExtension static final Coverage COVERAGE = Coverage.of(TestedClient.TERRAFORM);

    private static final int POLICY_READS = 5;
    private static final int DESCRIPTION_READS = 5;
    private static final int ROTATION_READS = 5;
    private static final int TAG_READS = 5;
    private static final int STATE_READS = 15;

    /// As the provider sends a policy: members in alphabetical order and no white space.
    private static final String POLICY =
            """
            {"Statement":[{"Action":"kms:*","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},\
            "Resource":"*","Sid":"Root"}],"Version":"2012-10-17"}\
            """;

    private final GoSdk provider =
            new GoSdk(
                    "APN/1.0 HashiCorp/1.0 Terraform/1.14.5 (+https://www.terraform.io) terraform-provider-aws/6.28.0");

    private String created(String more) throws IOException {
        assertThat(provider.callerIdentity()).contains("<Account>000000000000</Account>");
        String answer =
                text(
                        provider.call(
                                "CreateKey",
                                "{" + more + "\"KeySpec\":\"SYMMETRIC_DEFAULT\",\"KeyUsage\":\"ENCRYPT_DECRYPT\"}"),
                        "KeyMetadata",
                        "KeyId");
        assertThat(answer).matches("[0-9a-f-]{36}");
        return answer;
    }

    /// As often as the provider reads, with one answer.
    private JsonNode reads(int times, String operation, String json) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(provider.call(operation, json));
        }
        assertThat(answers).as("%d times %s", times, operation).containsOnly(answers.getFirst());
        return answers.getFirst();
    }

    private static String key(String id) {
        return "{\"KeyId\":" + quoted(id) + "}";
    }

    private JsonNode readsPolicy(int times, String id) throws IOException {
        return reads(times, "GetKeyPolicy", "{\"KeyId\":" + quoted(id) + ",\"PolicyName\":\"default\"}");
    }

    /// The provider's read, with which each plan begins and each change ends.
    private JsonNode refresh(String id) throws IOException {
        JsonNode metadata = at(provider.call("DescribeKey", key(id)), "KeyMetadata");
        readsPolicy(1, id);
        assertThat(text(metadata, "Origin")).isEqualTo("AWS_KMS");
        provider.call("GetKeyRotationStatus", key(id));
        provider.call("ListResourceTags", key(id));
        return metadata;
    }

    private void hasTags(int reads, String id, String... keyEqualsValue) throws IOException {
        JsonNode answer = reads(reads, "ListResourceTags", key(id));
        assertThat(at(answer, "Tags").asArray())
                .extracting(tag -> text(tag, "TagKey") + "=" + text(tag, "TagValue"))
                .containsExactlyInAnyOrder(keyEqualsValue);
        assertThat(at(answer, "Truncated").asBoolean()).isFalse();
    }

    @Test
    void aKeyIsCreatedWithPolicyTagsAndRotation() throws Exception {
        assertThat(provider.callerIdentity()).contains("<Arn>arn:aws:iam::000000000000:root</Arn>");
        String id =
                text(
                        provider.call(
                                "CreateKey",
                                "{\"Description\":\"orders\",\"KeySpec\":\"SYMMETRIC_DEFAULT\","
                                        + "\"KeyUsage\":\"ENCRYPT_DECRYPT\",\"Policy\":"
                                        + quoted(POLICY)
                                        + ",\"Tags\":[{\"TagKey\":\"team\",\"TagValue\":\"red\"},"
                                        + "{\"TagKey\":\"env\",\"TagValue\":\"\"}]}"),
                        "KeyMetadata",
                        "KeyId");
        provider.call("EnableKeyRotation", "{\"KeyId\":" + quoted(id) + ",\"RotationPeriodInDays\":180}");
        JsonNode rotation = reads(ROTATION_READS, "GetKeyRotationStatus", key(id));
        assertThat(at(rotation, "KeyRotationEnabled").asBoolean()).isTrue();
        assertThat(at(rotation, "RotationPeriodInDays").asNumber()).isEqualTo("180");
        assertThat(text(readsPolicy(POLICY_READS, id), "Policy")).isEqualTo(POLICY);
        hasTags(TAG_READS, id, "team=red", "env=");

        JsonNode metadata = refresh(id);
        assertThat(text(metadata, "Description")).isEqualTo("orders");
        assertThat(text(metadata, "KeySpec")).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(text(metadata, "KeyUsage")).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(at(metadata, "MultiRegion").asBoolean()).isFalse();
        assertThat(text(metadata, "Arn")).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + id);
    }

    @Test
    void aKeyIsCreatedDisabledWithoutTheLockoutCheck() throws Exception {
        String id = created("\"BypassPolicyLockoutSafetyCheck\":true,");
        provider.call("DisableKey", key(id));
        JsonNode state = reads(STATE_READS, "DescribeKey", key(id));
        assertThat(at(state, "KeyMetadata", "Enabled").asBoolean()).isFalse();

        assertThat(at(refresh(id), "Enabled").asBoolean()).isFalse();
    }

    @Test
    void everyAttributeThatCanChangeIsChangedInPlace() throws Exception {
        String id = created("");
        provider.call("DisableKey", key(id));
        refresh(id);

        provider.call("EnableKey", key(id));
        JsonNode state = reads(STATE_READS, "DescribeKey", key(id));
        assertThat(at(state, "KeyMetadata", "Enabled").asBoolean()).isTrue();

        provider.call("EnableKeyRotation", key(id));
        JsonNode on = reads(ROTATION_READS, "GetKeyRotationStatus", key(id));
        assertThat(at(on, "KeyRotationEnabled").asBoolean()).isTrue();
        assertThat(at(on, "RotationPeriodInDays").asNumber()).isEqualTo("365");
        provider.call("DisableKeyRotation", key(id));
        JsonNode off = reads(ROTATION_READS, "GetKeyRotationStatus", key(id));
        assertThat(at(off, "KeyRotationEnabled").asBoolean()).isFalse();

        provider.call("UpdateKeyDescription", "{\"Description\":\"invoices\",\"KeyId\":" + quoted(id) + "}");
        JsonNode described = reads(DESCRIPTION_READS, "DescribeKey", key(id));
        assertThat(text(described, "KeyMetadata", "Description")).isEqualTo("invoices");

        String other = POLICY.replace("Root", "Other");
        provider.call(
                "PutKeyPolicy",
                "{\"KeyId\":" + quoted(id) + ",\"Policy\":" + quoted(other) + ",\"PolicyName\":\"default\"}");
        assertThat(text(readsPolicy(POLICY_READS, id), "Policy")).isEqualTo(other);

        assertThat(text(refresh(id), "Description")).isEqualTo("invoices");
    }

    @Test
    void tagsAreRemovedAndThenSet() throws Exception {
        String id = created("\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"1\"},{\"TagKey\":\"b\",\"TagValue\":\"2\"}],");
        hasTags(TAG_READS, id, "a=1", "b=2");

        provider.call("UntagResource", "{\"KeyId\":" + quoted(id) + ",\"TagKeys\":[\"a\"]}");
        provider.call(
                "TagResource",
                "{\"KeyId\":"
                        + quoted(id)
                        + ",\"Tags\":[{\"TagKey\":\"b\",\"TagValue\":\"3\"},{\"TagKey\":\"c\",\"TagValue\":\"4\"}]}");
        hasTags(TAG_READS, id, "b=3", "c=4");
        refresh(id);
    }

    @Test
    void aKeyIsDestroyedOnceItIsPendingDeletion() throws Exception {
        String id = created("");
        refresh(id);

        String destroy = "{\"KeyId\":" + quoted(id) + ",\"PendingWindowInDays\":7}";
        JsonNode scheduled = provider.call("ScheduleKeyDeletion", destroy);
        assertThat(text(scheduled, "KeyState")).isEqualTo("PendingDeletion");
        // the provider polls while the key is Enabled or Disabled: one call, for the answer is right at once
        assertThat(text(provider.call("DescribeKey", key(id)), "KeyMetadata", "KeyState")).isEqualTo("PendingDeletion");

        assertThat(provider.refused("ScheduleKeyDeletion", destroy)).isEqualTo("KMSInvalidStateException");
    }

    @Test
    void anAliasIsCreatedPointedElsewhereAndDestroyed() throws Exception {
        String first = created("");
        String second = created("");
        String name = "alias/terraform-" + UUID.randomUUID();

        provider.call("CreateAlias", alias(name, first));
        assertThat(text(find(name), "TargetKeyId")).isEqualTo(first);
        provider.call("UpdateAlias", alias(name, second));
        JsonNode moved = find(name);
        assertThat(text(moved, "TargetKeyId")).isEqualTo(second);
        assertThat(text(moved, "AliasArn")).isEqualTo("arn:aws:kms:us-east-1:000000000000:" + name);

        provider.call("DeleteAlias", "{\"AliasName\":" + quoted(name) + "}");
        assertThat(aliases()).noneMatch(alias -> text(alias, "AliasName").equals(name));
        // the provider takes this for done
        assertThat(provider.refused("DeleteAlias", "{\"AliasName\":" + quoted(name) + "}"))
                .isEqualTo("NotFoundException");
    }

    @Test
    void anAliasOfAKeyThatIsNotThereIsNotFoundSoThatTheProviderTriesAgain() throws Exception {
        String nobody = UUID.randomUUID().toString();
        assertThat(provider.refused("CreateAlias", alias("alias/terraform-" + nobody, nobody)))
                .isEqualTo("NotFoundException");
    }

    /// The provider sends an empty map for the constraint that is not meant.
    private static String grant(String key, String principal) {
        return "{\"Constraints\":{\"EncryptionContextEquals\":{},\"EncryptionContextSubset\":{\"Department\":\"Finance\"}},"
                + "\"GranteePrincipal\":"
                + quoted(principal)
                + ",\"KeyId\":"
                + quoted(key)
                + ",\"Name\":\"my-grant\",\"Operations\":[\"Encrypt\",\"Decrypt\",\"GenerateDataKey\"]}";
    }

    private List<JsonNode> findGrant(String key, String id) throws IOException {
        JsonNode page = provider.call("ListGrants", "{\"KeyId\":" + quoted(key) + ",\"Limit\":100}");
        assertThat(at(page, "Truncated").asBoolean()).isFalse();
        return at(page, "Grants").asArray().stream().filter(grant -> text(grant, "GrantId").equals(id)).toList();
    }

    @Test
    void aGrantIsCreatedReadAndTakenAwayInEitherWay() throws Exception {
        String key = created("");
        String principal = "arn:aws:iam::000000000000:role/lambda/orders";
        for (String end : List.of("RevokeGrant", "RetireGrant")) {
            String id = text(provider.call("CreateGrant", grant(key, principal)), "GrantId");
            JsonNode grant = findGrant(key, id).getFirst();
            assertThat(text(grant, "GranteePrincipal")).isEqualTo(principal);
            assertThat(text(grant, "Name")).isEqualTo("my-grant");
            assertThat(text(grant, "Constraints", "EncryptionContextSubset", "Department")).isEqualTo("Finance");
            assertThat(grant.field("RetiringPrincipal")).isEmpty();
            assertThat(at(grant, "Operations").asArray())
                    .extracting(JsonNode::asString)
                    .containsExactlyInAnyOrder("Encrypt", "Decrypt", "GenerateDataKey");

            String named = "{\"GrantId\":" + quoted(id) + ",\"KeyId\":" + quoted(key) + "}";
            provider.call(end, named);
            assertThat(findGrant(key, id)).isEmpty();
            // the provider takes this for done
            assertThat(provider.refused(end, named)).isEqualTo("NotFoundException");
        }
    }

    @Test
    void aGranteeThatIsNobodyIsAnInvalidArnSoThatTheProviderTriesAgain() throws Exception {
        assertThat(provider.refused("CreateGrant", grant(created(""), "arn:aws:iam::000000000000:group/staff")))
                .isEqualTo("InvalidArnException");
    }

    private static String alias(String name, String target) {
        return "{\"AliasName\":" + quoted(name) + ",\"TargetKeyId\":" + quoted(target) + "}";
    }

    private JsonNode find(String name) throws IOException {
        return aliases().stream().filter(alias -> text(alias, "AliasName").equals(name)).findFirst().orElseThrow();
    }

    /// Page by page, without a limit, as the provider looks for a name.
    private List<JsonNode> aliases() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        JsonNode page = provider.call("ListAliases", "{}");
        found.addAll(at(page, "Aliases").asArray());
        while (at(page, "Truncated").asBoolean()) {
            page = provider.call("ListAliases", "{\"Marker\":" + quoted(text(page, "NextMarker")) + "}");
            found.addAll(at(page, "Aliases").asArray());
        }
        return found;
    }
}
