package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.Length;
import dev.keyhold.protocol.Matches;
import dev.keyhold.protocol.Range;
import dev.keyhold.protocol.Refusal;
import dev.keyhold.protocol.Sensitive;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The simple shapes of the AWS model under their own names: each stands for the constraints that all its members
/// share.
final class Shapes {

    /// What IAM says of a name that is none.
    private static final String NAME_WORDS =
            "The specified value for {member} is invalid. It must contain only alphanumeric characters and/or the"
                    + " following: +=,.@_-";

    private Shapes() {}

    /// The id of an access key.
    @Length(min = 16, max = 128)
    @Matches("[\\w]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface AccessKeyIdType {}

    /// The name of an action, such as `kms:Decrypt`.
    @Length(min = 3, max = 128)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ActionNameType {}

    /// An ARN.
    @Length(min = 20, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ArnType {}

    /// A one-time code of six digits.
    @Length(min = 6, max = 6)
    @Matches("[\\d]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface AuthenticationCodeType {}

    /// The seed of one-time codes.
    @Sensitive
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface BootstrapDatum {}

    /// An audience of an OpenID Connect provider.
    @Length(min = 1, max = 255)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ClientIDType {}

    /// The name of a condition key.
    @Length(min = 5, max = 256)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ContextKeyNameType {}

    /// The name of a user who exists.
    @Length(min = 1, max = 128)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ExistingUserNameType {}

    /// The name of a group.
    @Length(min = 1, max = 128)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface GroupNameType {}

    /// A unique id, such as `AIDA…`.
    @Length(min = 16, max = 128)
    @Matches("[\\w]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface IdType {}

    /// The name of an instance profile.
    @Length(min = 1, max = 128)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface InstanceProfileNameType {}

    /// Where the next page begins.
    @Length(min = 1, max = 320)
    @Matches("[\\u0020-\\u00FF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface MarkerType {}

    /// How many entries a page may have.
    @Range(min = 1, max = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface MaxItemsType {}

    /// The URL of an OpenID Connect provider.
    @Length(min = 1, max = 255)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface OpenIDConnectProviderUrlType {}

    /// A console password.
    @Length(min = 1, max = 128)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PasswordType {}

    /// The beginning of a path.
    @Length(min = 1, max = 512)
    @Matches("\\u002F[\\u0021-\\u007F]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PathPrefixType {}

    /// What IAM says of the beginning of a path that is none.
    @Refusal(
            "The specified value for {member} is invalid. It must begin with the / character and contain only"
                    + " alphanumeric characters and/or / characters.")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PathPrefixWords {}

    /// The path of a user, group or role.
    @Length(min = 1, max = 512)
    @Matches("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PathType {}

    /// What IAM says of a path that is none.
    @Refusal(
            "The specified value for {member} is invalid. It must begin and end with / and contain only alphanumeric"
                    + " characters and/or / characters.")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PathWords {}

    /// The description of a managed policy.
    @Length(max = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyDescriptionType {}

    /// A policy document.
    @Length(min = 1, max = 131072)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyDocumentType {}

    /// The name of a policy.
    @Length(min = 1, max = 128)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyNameType {}

    /// The path of a managed policy, or the beginning of one.
    @Length(min = 1, max = 512)
    @Matches("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyPathType {}

    /// The id of a version of a managed policy.
    @Matches("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyVersionIdType {}

    /// A kind of EC2 launch.
    @Length(min = 1, max = 64)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ResourceHandlingOptionType {}

    /// The ARN of a resource.
    @Length(min = 1, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ResourceNameType {}

    /// The description of a role.
    @Length(max = 1000)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RoleDescriptionType {}

    /// The longest session of a role in seconds.
    @Range(min = 3600, max = 43200)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RoleMaxSessionDurationType {}

    /// The name of a role.
    @Length(min = 1, max = 64)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RoleNameType {}

    /// The serial number of an MFA device, for a virtual one its ARN.
    @Length(min = 9, max = 256)
    @Matches("[\\w+=/:,.@-]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface SerialNumberType {}

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

    /// The SHA-1 fingerprint of a certificate in hex.
    @Length(min = 40, max = 40)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ThumbprintType {}

    /// The name of a user.
    @Length(min = 1, max = 64)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface UserNameType {}

    /// The name of a virtual MFA device.
    @Length(min = 1)
    @Matches("[\\w+=,.@-]+")
    @Refusal(NAME_WORDS)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface VirtualMFADeviceName {}
}
