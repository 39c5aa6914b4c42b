package dev.keyhold.operations;

import dev.keyhold.crypto.Randomness;
import dev.keyhold.keys.Grant;
import dev.keyhold.protocol.KeyId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What CreateGrant answers to name the grant. It is no secret and gives no right: with AWS it lets a new grant be used
/// before all of KMS knows of it, here it is known at once.
///
/// The form is Base64 of version (1 byte), random (16 bytes, so that no two tokens are equal), the grant's id (32
/// bytes) and the key's id (36 characters).
///
/// @param key the key
/// @param grant the grant's 64 hex digits
record GrantToken(KeyId key, String grant) {

    private static final byte VERSION = 1;
    private static final int RANDOM_BYTES = 16;
    private static final int GRANT_BYTES = 32;
    private static final int KEY_CHARACTERS = 36;
    private static final int LENGTH = 1 + RANDOM_BYTES + GRANT_BYTES + KEY_CHARACTERS;

    /// A new token of a grant.
    static String of(Grant grant, Randomness randomness) {
        byte[] random = new byte[RANDOM_BYTES];
        randomness.nextBytes(random);
        ByteBuffer token = ByteBuffer.allocate(LENGTH);
        token.put(VERSION)
                .put(random)
                .put(HexFormat.of().parseHex(grant.id()))
                .put(grant.key().toString().getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(token.array());
    }

    /// What a token names; nothing if it is none of ours.
    static Optional<GrantToken> parse(String text) {
        if (text.length() != (LENGTH + 2) / 3 * 4) {
            return Optional.empty();
        }
        ByteBuffer token;
        try {
            token = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (token.remaining() != LENGTH || token.get() != VERSION) {
            return Optional.empty();
        }
        byte[] grant = new byte[GRANT_BYTES];
        token.position(1 + RANDOM_BYTES).get(grant);
        return KeyId.parse(StandardCharsets.ISO_8859_1.decode(token).toString())
                .map(key -> new GrantToken(key, HexFormat.of().formatHex(grant)));
    }
}
