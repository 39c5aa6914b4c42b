package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.ArnType;
import dev.keyhold.protocol.kms.Shapes.RegionType;

/// One key of a multi-Region set.
///
/// @param arn the key's ARN
/// @param region the Region
public record MultiRegionKey(@ArnType String arn, @RegionType String region) {}
