package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class ErrorsTest {

    private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final KeyArn KEY = KeyArn.parse(ARN).orElseThrow();
    private static final AliasArn ALIAS = AliasArn.parse("arn:aws:kms:us-east-1:111122223333:alias/a").orElseThrow();
    private static final String CALLER = "arn:aws:iam::111122223333:user/ann";

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(Errors.keyNotFound(KEY), "NotFoundException", "Key '" + ARN + "' does not exist"),
                Arguments.of(Errors.invalidKeyId("key_id"), "NotFoundException", "Invalid keyId 'key_id'"),
                Arguments.of(Errors.arnOfOtherRegion("eu-west-1"), "NotFoundException", "Invalid arn eu-west-1"),
                Arguments.of(Errors.disabled(KEY), "DisabledException", ARN + " is disabled."),
                Arguments.of(Errors.pendingImport(KEY), "KMSInvalidStateException", ARN + " is pending import."),
                Arguments.of(Errors.pendingDeletion(KEY), "KMSInvalidStateException", ARN + " is pending deletion."),
                Arguments.of(
                        Errors.invalidKeyUsage(KEY, "SIGN_VERIFY", "Encrypt"),
                        "InvalidKeyUsageException",
                        ARN + " key usage is SIGN_VERIFY which is not valid for Encrypt."),
                Arguments.of(
                        Errors.incompatibleAlgorithm("HMAC_SHA_256", "HMAC_224"),
                        "InvalidKeyUsageException",
                        "Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_224."),
                Arguments.of(
                        Errors.invalidOrigin(KEY, "AWS_KMS"),
                        "UnsupportedOperationException",
                        ARN + " origin is AWS_KMS which is not valid for this operation."),
                Arguments.of(Errors.invalidCiphertext(), "InvalidCiphertextException", null),
                Arguments.of(
                        Errors.incorrectKey(),
                        "IncorrectKeyException",
                        "The key ID in the request does not identify a CMK that can perform this operation."),
                Arguments.of(
                        Errors.decryptNotAllowed(),
                        "AccessDeniedException",
                        "The ciphertext refers to a customer master key that does not exist, does not exist in this"
                                + " region, or you are not allowed to access."),
                Arguments.of(
                        Errors.notAllowedByResource(CALLER, "kms:DescribeKey", ARN),
                        "AccessDeniedException",
                        "User: "
                                + CALLER
                                + " is not authorized to perform: kms:DescribeKey on resource: "
                                + ARN
                                + " because no resource-based policy allows the kms:DescribeKey action"),
                Arguments.of(
                        Errors.notAllowedByIdentity(CALLER, "kms:ListKeys", "*"),
                        "AccessDeniedException",
                        "User: "
                                + CALLER
                                + " is not authorized to perform: kms:ListKeys on resource: * because no"
                                + " identity-based policy allows the kms:ListKeys action"),
                Arguments.of(
                        Errors.explicitlyDenied(CALLER, "kms:Decrypt", ARN, "a resource-based policy"),
                        "AccessDeniedException",
                        "User: "
                                + CALLER
                                + " is not authorized to perform: kms:Decrypt on resource: "
                                + ARN
                                + " with an explicit deny in a resource-based policy"),
                Arguments.of(
                        Errors.plaintextTooLong("RSAES_OAEP_SHA_256", "RSA_2048", 190),
                        "ValidationException",
                        "Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190"
                                + " bytes."),
                Arguments.of(Errors.numberOfBytesRequired(), "ValidationException", "NumberOfBytes is required."),
                Arguments.of(
                        Errors.aliasPrefix(),
                        "ValidationException",
                        "Alias must start with the prefix \"alias/\". Please see"
                                + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"),
                Arguments.of(
                        Errors.keyUsageRequired(),
                        "ValidationException",
                        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."),
                Arguments.of(
                        Errors.incompatibleUsage("KEY_AGREEMENT", "RSA_2048"),
                        "ValidationException",
                        "KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048"),
                Arguments.of(
                        Errors.aliasExists(ALIAS),
                        "AlreadyExistsException",
                        "An alias with the name arn:aws:kms:us-east-1:111122223333:alias/a already exists"),
                Arguments.of(
                        Errors.tooManyAliases(50, 60),
                        "LimitExceededException",
                        "Aliases per key quota for this account in this region is 50, current usage is 60."),
                Arguments.of(
                        Errors.tooManyKeys(101, 101),
                        "LimitExceededException",
                        "Key quota for this account in this region is 101 but the current usage is 101."),
                Arguments.of(
                        Errors.tooManyRotations(KEY),
                        "LimitExceededException",
                        "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
                                + " rotations can be performed for this key: "
                                + ARN),
                Arguments.of(
                        Errors.dryRunSucceeded(),
                        "DryRunOperationException",
                        "The request would have succeeded, but the DryRun option is set."),
                Arguments.of(
                        Errors.policyLockout(),
                        "MalformedPolicyDocumentException",
                        "The new key policy will not allow you to update the key policy in the future."),
                Arguments.of(
                        Errors.policyWithoutPrincipal(),
                        "MalformedPolicyDocumentException",
                        "Policy contains a statement with no principal."),
                Arguments.of(Errors.duplicateTagKeys(), "TagException", "Duplicate tag keys"),
                Arguments.of(Errors.tooManyTags(), "TagException", "Too many tags"),
                Arguments.of(Errors.reservedTag(), "TagException", "Tags beginning with aws: are reserved"),
                Arguments.of(
                        Errors.throttled(),
                        "ThrottlingException",
                        "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls."));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anErrorSaysWhatAwsSays(KmsException error, String wireName, String message) {
        assertThat(error.code().wireName()).isEqualTo(wireName);
        assertThat(error.getMessage()).isEqualTo(message);
        assertThat(error.code().httpStatus()).isEqualTo(400);
    }

    @Test
    void onlyOurOwnFaultsAreNot400() {
        Map<String, Integer> others =
                Map.of(
                        "KMSInternalException", 500,
                        "KeyUnavailableException", 500,
                        "DependencyTimeoutException", 503,
                        "InternalFailure", 500,
                        "PolicyEvaluationException", 500,
                        "ServiceFailureException", 500,
                        "ServiceUnavailableException", 503);
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.httpStatus()).as(code.wireName()).isEqualTo(others.getOrDefault(code.wireName(), 400));
        }
    }

    @Test
    void everyErrorOfEveryKmsOperationExists() {
        Set<String> ours = new HashSet<>();
        Stream.of(ErrorCode.values()).forEach(code -> ours.add(code.wireName()));
        // STS has an ExpiredTokenException of its own beside the one that all services share.
        assertThat(ours).hasSize(ErrorCode.values().length - 1);
        SharedFiles.json("reference/aws-kms-ops.json")
                .asObject()
                .forEach((operation, description) ->
                        assertThat(description.field("errors").orElseThrow().asArray().stream().map(JsonNode::asString))
                                .as(operation)
                                .isSubsetOf(ours));
    }

    @Test
    void aRefusalCostsNoStackTrace() {
        assertThat(Errors.invalidCiphertext().getStackTrace()).isEmpty();
    }
}
