package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.Length;
import dev.keyhold.protocol.Matches;
import dev.keyhold.protocol.Range;
import dev.keyhold.protocol.Sensitive;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The simple shapes of the AWS model under their own names: each stands for the constraints that all its members
/// share.
final class Shapes {

    private Shapes() {}

    /// An alias name; the prefix is checked apart, with an error of its own.
    @Length(min = 1, max = 256)
    @Matches("^[a-zA-Z0-9:/_-]+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface AliasNameType {}

    /// An ARN.
    @Length(min = 20, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ArnType {}

    /// A signed statement of an enclave.
    @Length(min = 1, max = 262144)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface AttestationDocumentType {}

    /// The id of key material: 64 hex digits.
    @Length(min = 64, max = 64)
    @Matches("^[a-f0-9]+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface BackingKeyIdType {}

    /// Encrypted bytes.
    @Length(min = 1, max = 6144)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface CiphertextType {}

    /// The id of an HSM cluster.
    @Length(min = 19, max = 24)
    @Matches("cluster-[2-7a-zA-Z]{11,16}")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface CloudHsmClusterIdType {}

    /// The id of a custom key store.
    @Length(min = 1, max = 64)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface CustomKeyStoreIdType {}

    /// A description of a key.
    @Length(max = 8192)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface DescriptionType {}

    /// The resource for which an AWS service must be acting.
    @Length(min = 20, max = 512)
    @Matches("^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface GrantConstraintSourceArnType {}

    /// The id of a grant.
    @Length(min = 1, max = 128)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface GrantIdType {}

    /// A name for a grant, by which a repeated request is known.
    @Length(min = 1, max = 256)
    @Matches("^[a-zA-Z0-9:/_-]+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface GrantNameType {}

    /// Grant tokens of one request.
    @Length(max = 10)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface GrantTokenList {}

    /// A token that names a fresh grant.
    @Length(min = 1, max = 8192)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface GrantTokenType {}

    /// A way to name a key: id, key ARN, alias name or alias ARN.
    @Length(min = 1, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface KeyIdType {}

    /// A description of imported material.
    @Length(max = 256)
    @Matches("^[a-zA-Z0-9:/_\\s.-]+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface KeyMaterialDescriptionType {}

    /// How many entries a page may have.
    @Range(min = 1, max = 1000)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface LimitType {}

    /// Where the next page begins.
    @Length(min = 1, max = 1024)
    @Matches("[\\u0020-\\u00FF]*")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface MarkerType {}

    /// How many random bytes.
    @Range(min = 1, max = 1024)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface NumberOfBytesType {}

    /// Days between the request and the deletion of a key.
    @Range(min = 1, max = 365)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PendingWindowInDaysType {}

    /// Bytes to encrypt, or decrypted ones.
    @Length(min = 1, max = 4096)
    @Sensitive
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PlaintextType {}

    /// The name of a key policy; only `default` exists.
    @Length(min = 1, max = 128)
    @Matches("[\\w]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyNameType {}

    /// A policy document. AWS stores no more than 32 KiB of it, which is checked apart.
    @Length(min = 1, max = 131072)
    @Matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PolicyType {}

    /// The ARN of a principal.
    @Length(min = 1, max = 256)
    @Matches("^[\\w+=,.@:/-]+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface PrincipalIdType {}

    /// A Region.
    @Length(min = 1, max = 32)
    @Matches("^([a-z]+-){2,3}\\d+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RegionType {}

    /// The name of an AWS service.
    @Length(min = 1, max = 128)
    @Matches("^([A-Za-z0-9\\-]+)\\.([A-Za-z0-9\\-]+)(\\.[A-Za-z0-9\\-]+)+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface ServicePrincipalType {}

    /// The name of a tag.
    @Length(min = 1, max = 128)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TagKeyType {}

    /// Days between two rotations by schedule.
    @Range(min = 90, max = 2560)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface RotationPeriodInDaysType {}

    /// The value of a tag.
    @Length(max = 256)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface TagValueType {}

    /// The id of a key in an external key manager.
    @Length(min = 1, max = 128)
    @Matches("^[a-zA-Z0-9-_.]+$")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface XksKeyIdType {}
}
