package dev.keyhold.protocol.iam;

/// Reply of CreateVirtualMFADevice.
///
/// @param virtualMFADevice the device
public record CreateVirtualMFADeviceResponse(VirtualMFADevice virtualMFADevice) {}
