package dev.keyhold.operations;

/// Which forms of key identifier an operation takes.
///
/// @param aliases whether alias names and alias ARNs are taken beside ids and key ARNs
/// @param otherAccounts whether a key of another account can be named
public record KeyForms(boolean aliases, boolean otherAccounts) {

    /// Cryptographic operations and DescribeKey: any form, any account.
    public static final KeyForms ANY = new KeyForms(true, true);

    /// Operations on grants: id or ARN, any account.
    public static final KeyForms ID_OR_ARN = new KeyForms(false, true);

    /// Management operations: id or ARN, own account only.
    public static final KeyForms OWN_ID_OR_ARN = new KeyForms(false, false);
}
