package dev.keyhold.protocol;

import java.util.Optional;

/// The six parts of an ARN `arn:partition:service:region:account:resource`; the resource may hold further colons.
///
/// Splitting checks nothing but the count and the prefix; the types built from the parts check the rest.
record Arn(String partition, String service, String region, String account, String resource) {

    private static final String PREFIX = "arn:";

    static boolean looksLikeArn(String text) {
        return text.startsWith(PREFIX);
    }

    static Optional<Arn> split(String text) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    static String format(String partition, String region, String account, String resource) {
        return PREFIX + partition + ":kms:" + region + ":" + account + ":" + resource;
    }

    /// Whether the parts other than the resource are well-formed for KMS.
    static boolean isKms(String partition, String region, String account) {
        return isPartition(partition) && isRegion(region) && isAccount(account);
    }

    boolean isKms() {
        return service.equals("kms") && isKms(partition, region, account);
    }

    static void requireKms(String partition, String region, String account) {
        if (!isKms(partition, region, account)) {
            throw new IllegalArgumentException("not the partition, Region and account of an ARN");
        }
    }

    private static boolean isPartition(String text) {
        return text.startsWith("aws") && text.length() <= 32 && isLabel(text);
    }

    private static boolean isRegion(String text) {
        return !text.isEmpty() && text.length() <= 32 && isLabel(text);
    }

    private static boolean isLabel(String text) {
        return text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
