package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.SecretText;
import dev.keyhold.protocol.sts.Shapes.DurationSecondsType;
import dev.keyhold.protocol.sts.Shapes.SerialNumberType;
import dev.keyhold.protocol.sts.Shapes.TokenCodeType;
import org.jspecify.annotations.Nullable;

/// Request of GetSessionToken, which opens a session of the calling user.
///
/// @param durationSeconds how long the session lasts
/// @param serialNumber the caller's MFA device
/// @param tokenCode a one-time code
public record GetSessionTokenRequest(
        @DurationSecondsType @Nullable Integer durationSeconds,
        @SerialNumberType @Nullable String serialNumber,
        @TokenCodeType @Nullable SecretText tokenCode) {}
