package dev.keyhold.operations;

/// The name of an operation.
///
/// @param api whose it is
/// @param operation the name on the wire, for example `Decrypt`
public record ApiName(Api api, String operation) {

    /// The IAM action, for example `kms:Decrypt`.
    public String action() {
        return api.actionPrefix() + ":" + operation;
    }

    /// A KMS operation.
    public static ApiName kms(String operation) {
        return new ApiName(Api.KMS, operation);
    }

    /// One of our own operations.
    public static ApiName keyhold(String operation) {
        return new ApiName(Api.KEYHOLD, operation);
    }

    /// An IAM operation.
    public static ApiName iam(String operation) {
        return new ApiName(Api.IAM, operation);
    }

    /// An STS operation.
    public static ApiName sts(String operation) {
        return new ApiName(Api.STS, operation);
    }
}
