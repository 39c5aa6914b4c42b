package dev.keyhold.protocol.iam;

/// Reply of GetLoginProfile.
///
/// @param loginProfile the console password, without the password
public record GetLoginProfileResponse(LoginProfile loginProfile) {}
