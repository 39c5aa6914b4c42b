package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.Length;
import dev.keyhold.protocol.Matches;
import dev.keyhold.protocol.Range;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The simple shapes of the AWS model under their own names: each stands for the constraints that all its members
/// share.
final class Shapes {

    private Shapes() {}

    /// The id of an access key.
    @Length(min = 16, max = 128)
    @Matches("[\\w]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface AccessKeyIdType {}

    /// An ARN.
    @Length(min = 20, max = 2048)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ArnType {}

    /// The unique id of a role and the name of its session.
    @Length(min = 2, max = 193)
    @Matches("[\\w+=,.@:-]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface AssumedRoleIdType {}

    /// A token of an identity provider.
    @Length(min = 4, max = 20000)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ClientTokenType {}

    /// A signed statement about the context of a session.
    @Length(min = 4, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ContextAssertionType {}

    /// The duration of a session of a user in seconds.
    @Range(min = 900, max = 129600)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface DurationSecondsType {}

    /// What a third party says to prove for whom it acts.
    @Length(min = 2, max = 1224)
    @Matches("[\\w+=,.@:\\/-]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ExternalIdType {}

    /// A count.
    @Range(min = 0, max = Integer.MAX_VALUE)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface NonNegativeIntegerType {}

    /// Signed statements about the context of a session.
    @Length(min = 1, max = 5)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ProvidedContextsListType {}

    /// The duration of a session of a role in seconds.
    @Range(min = 900, max = 43200)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RoleDurationSecondsType {}

    /// The name of a session.
    @Length(min = 2, max = 64)
    @Matches("[\\w+=,.@-]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RoleSessionNameType {}

    /// The serial number of an MFA device, for a virtual one its ARN.
    @Length(min = 9, max = 256)
    @Matches("[\\w+=/:,.@-]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface SerialNumberType {}

    /// A policy that narrows a session.
    @Length(min = 1, max = 2048)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface SessionPolicyDocumentType {}

    /// Who is behind a session.
    @Length(min = 2, max = 64)
    @Matches("[\\w+=,.@-]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface SourceIdentityType {}

    /// Names of tags.
    @Length(max = 50)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TagKeyListType {}

    /// The name of a tag.
    @Length(min = 1, max = 128)
    @Matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TagKeyType {}

    /// Tags.
    @Length(max = 50)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TagListType {}

    /// The value of a tag.
    @Length(max = 256)
    @Matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TagValueType {}

    /// A one-time code of six digits.
    @Length(min = 6, max = 6)
    @Matches("[\\d]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TokenCodeType {}

    /// A policy that narrows a session; its size counts packed.
    @Length(min = 1)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface UnrestrictedSessionPolicyDocumentType {}

    /// A host of an OAuth 2.0 provider.
    @Length(min = 4, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface UrlType {}

    /// The subject of a token.
    @Length(min = 6, max = 255)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface WebIdentitySubjectType {}
}
