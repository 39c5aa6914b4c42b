package dev.keyhold.protocol.iam;

import dev.keyhold.protocol.iam.Shapes.MarkerType;
import dev.keyhold.protocol.iam.Shapes.MaxItemsType;
import org.jspecify.annotations.Nullable;

/// Request of ListVirtualMFADevices, which lists the virtual MFA devices of the account.
///
/// @param assignmentStatus whether to list devices that a user has, or others
/// @param marker Marker of the page before
/// @param maxItems the greatest number of entries to answer
public record ListVirtualMFADevicesRequest(
        @Nullable AssignmentStatusType assignmentStatus,
        @MarkerType @Nullable String marker,
        @MaxItemsType @Nullable Integer maxItems) {}
