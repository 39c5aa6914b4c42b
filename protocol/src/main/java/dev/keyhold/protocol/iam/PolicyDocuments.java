package dev.keyhold.protocol.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/// How IAM writes policies into its replies: URL-encoded by RFC 3986, so that clients decode them before they parse
/// them.
///
/// That goes for the `PolicyDocument` of GetUserPolicy, GetGroupPolicy and GetRolePolicy, the `Document` of
/// GetPolicyVersion, and the `AssumeRolePolicyDocument` of a [Role] in every reply. It does not go for requests, where
/// a policy is plain JSON, nor for STS. AWS's API reference says so at each of these members; botocore decodes them
/// without being asked, the other SDKs and Terraform leave it to the caller.
public final class PolicyDocuments {

    private PolicyDocuments() {}

    /// The form of a policy in a reply: every byte of its UTF-8 but RFC 3986's unreserved characters as `%XX`.
    public static String encode(String policy) {
        // The JDK encodes as forms do, which differs in these three characters.
        return URLEncoder.encode(policy, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
