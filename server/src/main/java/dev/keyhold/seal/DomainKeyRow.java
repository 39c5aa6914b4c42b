package dev.keyhold.seal;

import dev.keyhold.protocol.Blob;
import java.time.Instant;

/// A domain key at rest.
///
/// @param id counted from 1; the highest one wraps new secrets
/// @param wrapped the key under the root key, bound to this row
/// @param created creation time
public record DomainKeyRow(int id, Blob wrapped, Instant created) {}
