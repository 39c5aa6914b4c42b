package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import java.util.List;

/// Request of TagResource, which adds tags to a key or replaces their values. The reply has an empty body.
///
/// @param keyId the key
/// @param tags the tags
public record TagResourceRequest(@KeyIdType String keyId, List<Tag> tags) {

    /// Copies what could change.
    public TagResourceRequest {
        tags = List.copyOf(tags);
    }
}
