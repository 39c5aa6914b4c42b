package dev.keyhold.protocol.iam;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reply of ListVirtualMFADevices.
///
/// @param virtualMFADevices the devices
/// @param isTruncated whether there are more entries
/// @param marker where the next page begins, only if IsTruncated
public record ListVirtualMFADevicesResponse(
        List<VirtualMFADevice> virtualMFADevices, Boolean isTruncated, @Nullable String marker) {

    /// Copies what could change.
    public ListVirtualMFADevicesResponse {
        virtualMFADevices = List.copyOf(virtualMFADevices);
    }
}
