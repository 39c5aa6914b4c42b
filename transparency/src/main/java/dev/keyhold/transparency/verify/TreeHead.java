package dev.keyhold.transparency.verify;

import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Origin, size and root of a checkpoint (C2SP tlog-checkpoint, without extension lines).
final class TreeHead {
    private static final Pattern TEXT = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n");

    private final String origin;
    private final long size;
    private final byte[] root;

    private TreeHead(String origin, long size, byte[] root) {
        this.origin = origin;
        this.size = size;
        this.root = root;
    }

    /// The tree head of this note text.
    ///
    /// @throws IllegalArgumentException if the text is anything else
    static TreeHead parse(String text) {
        Matcher lines = TEXT.matcher(text);
        if (!lines.matches()) {
            throw new IllegalArgumentException("the checkpoint is not origin, size and root");
        }
        try {
            return new TreeHead(
                    lines.group(1), Long.parseLong(lines.group(2)), TrustedKey.strictBase64(lines.group(3)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the checkpoint's size is beyond 2^63-1");
        }
    }

    String origin() {
        return origin;
    }

    long size() {
        return size;
    }

    boolean hasRoot(byte @Nullable [] computed) {
        return computed != null && MessageDigest.isEqual(root, computed);
    }
}
