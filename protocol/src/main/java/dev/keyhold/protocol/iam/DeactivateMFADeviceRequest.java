package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.ExistingUserNameType;
import dev.keyhold.protocol.iam.Shapes.SerialNumberType;
import org.jspecify.annotations.Nullable;

/// Request of DeactivateMFADevice, which takes an MFA device from its user.
///
/// @param userName the name of the user
/// @param serialNumber the serial number or ARN of the MFA device
public record DeactivateMFADeviceRequest(
        @ExistingUserNameType @Nullable String userName, @SerialNumberType String serialNumber) {}
