package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.PathType;
import dev.keyhold.protocol.iam.Shapes.PathWords;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import dev.keyhold.protocol.iam.Shapes.VirtualMFADeviceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Request of CreateVirtualMFADevice, which makes a virtual MFA device, not yet bound to a user.
///
/// @param path the path, which begins and ends with a slash
/// @param virtualMFADeviceName the name of the device
/// @param tags the tags
public record CreateVirtualMFADeviceRequest(
        @PathType @PathWords @Nullable String path,
        @VirtualMFADeviceName String virtualMFADeviceName,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public CreateVirtualMFADeviceRequest {
        tags = Copies.list(tags);
    }
}
