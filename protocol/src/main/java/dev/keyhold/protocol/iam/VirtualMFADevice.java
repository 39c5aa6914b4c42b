package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.Blob;
import dev.keyhold.protocol.WireName;
import dev.keyhold.protocol.iam.Shapes.BootstrapDatum;
import dev.keyhold.protocol.iam.Shapes.SerialNumberType;
import dev.keyhold.protocol.iam.Shapes.TagListType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A virtual MFA device.
///
/// @param serialNumber its ARN
/// @param base32StringSeed the seed of the one-time codes, in base32; only CreateVirtualMFADevice answers it
/// @param qrCodePng the seed as a QR code, PNG; only CreateVirtualMFADevice answers it
/// @param user the user who has it
/// @param enableDate when it was bound to the user
/// @param tags the tags
public record VirtualMFADevice(
        @SerialNumberType String serialNumber,
        @BootstrapDatum @Nullable Blob base32StringSeed,
        @WireName("QRCodePNG") @BootstrapDatum @Nullable Blob qrCodePng,
        @Nullable User user,
        @Nullable Instant enableDate,
        @TagListType @Nullable List<Tag> tags) {

    /// Copies what could change.
    public VirtualMFADevice {
        tags = Copies.list(tags);
    }
}
