package dev.keyhold.protocol.sts;

import dev.keyhold.protocol.WireName;
import dev.keyhold.protocol.sts.Shapes.ArnType;
import org.jspecify.annotations.Nullable;

/// A managed policy that narrows a session.
///
/// @param arn the ARN of the policy
public record PolicyDescriptorType(@WireName("arn") @ArnType @Nullable String arn) {}
