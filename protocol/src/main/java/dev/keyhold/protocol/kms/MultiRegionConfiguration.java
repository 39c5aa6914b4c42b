package dev.keyhold.protocol.kms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of a multi-Region set.
///
/// @param multiRegionKeyType primary or replica
/// @param primaryKey the primary key
/// @param replicaKeys the replicas
public record MultiRegionConfiguration(
        @Nullable MultiRegionKeyType multiRegionKeyType,
        @Nullable MultiRegionKey primaryKey,
        @Nullable List<MultiRegionKey> replicaKeys) {

    /// Copies what could change.
    public MultiRegionConfiguration {
        replicaKeys = Copies.list(replicaKeys);
    }
}
