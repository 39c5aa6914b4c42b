package dev.keyhold.client;

import java.util.regex.Pattern;

/// The form that names one KMS key and never an alias: `arn:<partition>:kms:<region>:<account>:key/<id>`.
///
/// Source: AWS Encryption SDK specification, "AWS KMS key ARN"; an alias in a header would let whoever repoints it
/// choose the key.
final class KeyArn {
    private static final Pattern FORM =
            Pattern.compile("arn:[a-z0-9-]{1,40}:kms:[a-z0-9-]{1,40}:[0-9]{12}:key/[A-Za-z0-9-]{1,128}");

    private KeyArn() {}

    static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
