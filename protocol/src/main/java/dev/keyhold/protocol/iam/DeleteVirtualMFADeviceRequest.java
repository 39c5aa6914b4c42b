package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.SerialNumberType;

/// Request of DeleteVirtualMFADevice, which deletes a virtual MFA device that no user has.
///
/// @param serialNumber the serial number or ARN of the MFA device
public record DeleteVirtualMFADeviceRequest(@SerialNumberType String serialNumber) {}
