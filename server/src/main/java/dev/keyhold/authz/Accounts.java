package dev.keyhold.authz;

/// The form of an AWS account id: twelve ASCII digits.
final class Accounts {
    private static final int DIGITS = 12;

    private Accounts() {}

    static boolean isAccountId(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static void require(String account) {
        if (!isAccountId(account)) {
            throw new IllegalArgumentException("an account id has twelve digits");
        }
    }
}
