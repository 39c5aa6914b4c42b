package dev.keyhold.protocol.iam;

/// Reply of CreateLoginProfile.
///
/// @param loginProfile the console password, without the password
public record CreateLoginProfileResponse(LoginProfile loginProfile) {}
