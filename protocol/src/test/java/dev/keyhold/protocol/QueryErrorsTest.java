package dev.keyhold.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.protocol.iam.IamErrors;
import dev.keyhold.protocol.sts.StsErrors;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The texts as clients have recorded them from IAM and STS.
class QueryErrorsTest {

    private static final String POLICY = "arn:aws:iam::111122223333:policy/p";
    private static final String ROLE = "arn:aws:iam::111122223333:role/r";

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(
                        IamErrors.userNotFound("ann"), "NoSuchEntity", 404, "The user with name ann cannot be found."),
                Arguments.of(
                        IamErrors.inlinePolicyNotFound("role", "p"),
                        "NoSuchEntity",
                        404,
                        "The role policy with name p cannot be found."),
                Arguments.of(
                        IamErrors.policyNotFound(POLICY), "NoSuchEntity", 404, "Policy " + POLICY + " was not found."),
                Arguments.of(
                        IamErrors.policyNotAttachable(POLICY),
                        "NoSuchEntity",
                        404,
                        "Policy " + POLICY + " does not exist or is not attachable."),
                Arguments.of(
                        IamErrors.boundaryNotAttachable(POLICY),
                        "NoSuchEntity",
                        404,
                        "Scope ARN: " + POLICY + " does not exist or is not attachable."),
                Arguments.of(
                        IamErrors.userNameRequired(),
                        "ValidationError",
                        400,
                        "Must specify userName when calling with non-User credentials"),
                Arguments.of(
                        IamErrors.userExists("ann"), "EntityAlreadyExists", 409, "User with name ann already exists."),
                Arguments.of(
                        IamErrors.policyExists("p"),
                        "EntityAlreadyExists",
                        409,
                        "A policy called p already exists. Duplicate names are not allowed."),
                Arguments.of(
                        IamErrors.quotaExceeded("AccessKeysPerUser", 2),
                        "LimitExceeded",
                        409,
                        "Cannot exceed quota for AccessKeysPerUser: 2"),
                Arguments.of(
                        IamErrors.inlinePoliciesTooLarge(2048, "user", "ann"),
                        "LimitExceeded",
                        409,
                        "Maximum policy size of 2048 bytes exceeded for user ann"),
                Arguments.of(
                        IamErrors.tooManyVersions(),
                        "LimitExceeded",
                        409,
                        "A managed policy can have up to 5 versions. Before you create a new version, you must delete"
                                + " an existing version."),
                Arguments.of(
                        IamErrors.deleteConflict("detach all policies"),
                        "DeleteConflict",
                        409,
                        "Cannot delete entity, must detach all policies first."),
                Arguments.of(
                        IamErrors.policyHasVersions(),
                        "DeleteConflict",
                        409,
                        "This policy has more than one version. Before you delete a policy, you must delete the"
                                + " policy's versions. The default version is deleted with the policy."),
                Arguments.of(
                        IamErrors.policyNotJson(), "MalformedPolicyDocument", 400, "This policy contains invalid Json"),
                Arguments.of(
                        IamErrors.duplicateTagKeys(),
                        "InvalidInput",
                        400,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive."),
                Arguments.of(IamErrors.reportNotPresent(), "ReportNotPresent", 410, "Credential report not present"),
                Arguments.of(IamErrors.reportNotReady(), "ReportInProgress", 404, "Credential report is not ready"),
                Arguments.of(
                        IamErrors.providerExists("https://a.example"),
                        "EntityAlreadyExists",
                        409,
                        "Provider with url https://a.example already exists."),
                Arguments.of(
                        StsErrors.assumeRoleDenied("arn:aws:iam::111122223333:user/ann", ROLE),
                        "AccessDenied",
                        403,
                        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:AssumeRole on"
                                + " resource: "
                                + ROLE),
                Arguments.of(
                        StsErrors.webIdentityDenied(),
                        "AccessDenied",
                        403,
                        "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
                Arguments.of(
                        StsErrors.durationExceedsRole(),
                        "ValidationError",
                        400,
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
                Arguments.of(
                        StsErrors.providerNotFound("https://a.example"),
                        "InvalidIdentityToken",
                        400,
                        "No OpenIDConnect provider found in your account for https://a.example"),
                Arguments.of(
                        StsErrors.tokenExpired(2, 1),
                        "ExpiredTokenException",
                        400,
                        "Token expired: current date/time 2 must be before the expiration date/time 1"),
                Arguments.of(Errors.kmsInternal(), "ServiceFailure", 500, null),
                Arguments.of(Errors.expiredToken(), "ExpiredToken", 403, Errors.expiredToken().getMessage()),
                Arguments.of(
                        Errors.unknownAction("Do", "2010-05-08"),
                        "InvalidAction",
                        400,
                        "Could not find operation Do for version 2010-05-08"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anErrorSaysWhatAwsSays(KmsException error, String code, int status, String message) {
        assertThat(error.code().queryCode()).isEqualTo(code);
        assertThat(error.code().queryStatus()).isEqualTo(status);
        assertThat(error).hasMessage(message);
    }

    @Test
    void everyErrorHasATextOfItsOwn() throws ReflectiveOperationException {
        Set<String> seen = new HashSet<>();
        for (Class<?> errors : List.of(IamErrors.class, StsErrors.class)) {
            for (Method method : errors.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    KmsException error = (KmsException) method.invoke(null, arguments(method));
                    assertThat(error.getMessage()).as(method.getName()).isNotBlank().doesNotContain("null", "  ");
                    assertThat(error.getStackTrace()).isEmpty();
                    assertThat(seen.add(errors.getSimpleName() + error.code() + error.getMessage()))
                            .as(method.getName())
                            .isTrue();
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    private static Object[] arguments(Method method) {
        List<Object> arguments = new ArrayList<>();
        Arrays.stream(method.getParameterTypes())
                .forEach(type -> arguments.add(type == int.class ? (Object) 7 : type == long.class ? 8L : "given"));
        return arguments.toArray();
    }
}
