package dev.keyhold.protocol.kms;

import dev.keyhold.protocol.kms.Shapes.KeyIdType;
import dev.keyhold.protocol.kms.Shapes.TagKeyType;
import java.util.List;

/// Request of UntagResource, which takes tags from a key. The reply has an empty body.
///
/// @param keyId the key
/// @param tagKeys the names of the tags
public record UntagResourceRequest(@KeyIdType String keyId, List<@TagKeyType String> tagKeys) {

    /// Copies what could change.
    public UntagResourceRequest {
        tagKeys = List.copyOf(tagKeys);
    }
}
