package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListMFADevices.
///
/// @param mfaDevices the devices
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListMFADevicesResponse(
        @WireName("MFADevices") List<MFADevice> mfaDevices, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListMFADevicesResponse {
        mfaDevices = List.copyOf(mfaDevices);
    }
}
