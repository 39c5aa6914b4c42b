package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.iam.Shapes.AuthenticationCodeType;
import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.SerialNumberType;

/// Request of EnableMFADevice, which binds an MFA device to a user.
///
/// @param userName the name of the user
/// @param serialNumber the serial number or ARN of the MFA device
/// @param authenticationCode1 a one-time code
/// @param authenticationCode2 the one-time code after it
public record EnableMFADeviceRequest(
        @ExistingUserNameType String userName,
        @SerialNumberType String serialNumber,
        @AuthenticationCodeType SecretText authenticationCode1,
        @AuthenticationCodeType SecretText authenticationCode2) {}
