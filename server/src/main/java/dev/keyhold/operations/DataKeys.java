package dev.keyhold.operations;

import dev.keyhold.protocol.Errors;
import dev.keyhold.protocol.kms.DataKeySpec;
import org.jspecify.annotations.Nullable;

/// The size of a data key, which a request states in exactly one of two ways.
final class DataKeys {

    private DataKeys() {}

    static int length(@Nullable DataKeySpec spec, @Nullable Integer numberOfBytes) {
        if ((spec == null) == (numberOfBytes == null)) {
            throw Errors.validation("Please specify either number of bytes or key spec.");
        }
        if (numberOfBytes != null) {
            return numberOfBytes;
        }
        return switch (spec) {
            case AES_128 -> 16;
            case AES_256 -> 32;
            case null -> throw new IllegalStateException("one of the two is present");
        };
    }
}
