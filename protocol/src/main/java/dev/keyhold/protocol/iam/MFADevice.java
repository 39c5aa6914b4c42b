package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.SerialNumberType;
import dev.keyhold.protocol.iam.Shapes.UserNameType;
import java.time.Instant;

/// An MFA device of a user.
///
/// @param userName the name of the user
/// @param serialNumber its serial number or ARN
/// @param enableDate when it was bound to the user
public record MFADevice(@UserNameType String userName, @SerialNumberType String serialNumber, Instant enableDate) {}
