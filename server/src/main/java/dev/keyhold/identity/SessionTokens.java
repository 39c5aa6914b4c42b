package dev.keyhold.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyhold.crypto.CorruptSecretException;
import dev.keyhold.crypto.RowIdentity;
import dev.keyhold.crypto.SecretBytes;
import dev.keyhold.crypto.SecretWrapping;
import dev.keyhold.protocol.Blob;
import dev.keyhold.seal.KeyHierarchy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Seals sessions into tokens, and opens them. A token is a secret wrapped by a domain key like any other, bound to the
/// access key id that it came with: nobody can make or change one, and every node can open it. It carries the session
/// and its secret access key, so nothing is stored.
///
/// Threads: safe.
public final class SessionTokens {

    private static final int VERSION = 1;

    /// Above what the longest content gives in Base64.
    private static final int LONGEST = 9_000;

    private final KeyHierarchy hierarchy;
    private final Cache<TokenName, Opened> opened = Caffeine.newBuilder().maximumSize(10_000).build();

    /// @param hierarchy wraps and opens the tokens
    public SessionTokens(KeyHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    private record TokenName(String accessKeyId, String token) {}

    /// An opened token.
    public static final class Opened {

        private final Session session;
        private final SecretBytes secret;

        private Opened(Session session, SecretBytes secret) {
            this.session = session;
            this.secret = secret;
        }

        /// The session, which may be over.
        public Session session() {
            return session;
        }

        /// A copy of the secret access key, which the reader closes.
        public SecretBytes secret() {
            return secret.unsafeUse(SecretBytes::copyOf);
        }
    }

    /// The token of a session.
    ///
    /// @throws IllegalArgumentException if the session's policies and tags are too long
    /// @param accessKeyId the id that it is to be used with
    /// @param secret the secret access key that it is to be used with, in ASCII
    public String seal(Session session, String accessKeyId, byte[] secret) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, session.account());
            write(out, session.identityId());
            write(out, session.name());
            out.writeLong(session.issued().toEpochMilli());
            out.writeLong(session.expires().toEpochMilli());
            out.writeBoolean(session.policy().isPresent());
            write(out, session.policy().orElse(""));
            out.writeByte(session.managed().size());
            for (String arn : session.managed()) {
                write(out, arn);
            }
            out.writeByte(session.tags().size());
            for (Map.Entry<String, String> tag : new TreeMap<>(session.tags()).entrySet()) {
                write(out, tag.getKey());
                write(out, tag.getValue());
            }
            out.writeByte(secret.length);
            out.write(secret);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (bytes.size() > SecretWrapping.MAXIMUM_SECRET_LENGTH) {
            throw new IllegalArgumentException("the session has too much to carry");
        }
        try (SecretBytes content = SecretBytes.takeFrom(bytes.toByteArray())) {
            return Base64.getEncoder().encodeToString(hierarchy.wrap(row(accessKeyId), content).toByteArray());
        }
    }

    /// What a token carries; empty if it is none of ours or came with another access key id. It says nothing about
    /// whether the session is over.
    public Optional<Opened> open(String accessKeyId, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        TokenName name = new TokenName(accessKeyId, token);
        Opened known = opened.getIfPresent(name);
        if (known != null) {
            return Optional.of(known);
        }
        try (SecretBytes content = hierarchy.unwrap(row(accessKeyId), Blob.wrap(Base64.getDecoder().decode(token)))) {
            Opened read = content.unsafeUse(SessionTokens::read);
            opened.put(name, read);
            return Optional.of(read);
        } catch (IllegalArgumentException | CorruptSecretException forged) {
            return Optional.empty();
        }
    }

    private static Opened read(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != VERSION) {
                throw new IllegalArgumentException("a token of another version");
            }
            String account = text(in);
            String identity = text(in);
            String name = text(in);
            Instant issued = Instant.ofEpochMilli(in.readLong());
            Instant expires = Instant.ofEpochMilli(in.readLong());
            boolean bounded = in.readBoolean();
            String policy = text(in);
            List<String> managed = new ArrayList<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                managed.add(text(in));
            }
            Map<String, String> tags = new LinkedHashMap<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                tags.put(text(in), text(in));
            }
            SecretBytes secret = SecretBytes.takeFrom(in.readNBytes(in.readUnsignedByte()));
            return new Opened(
                    new Session(
                            account,
                            identity,
                            name,
                            issued,
                            expires,
                            bounded ? Optional.of(policy) : Optional.empty(),
                            managed,
                            tags),
                    secret);
        } catch (IOException truncated) {
            throw new IllegalArgumentException("not the content of a token", truncated);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }

    private static RowIdentity row(String accessKeyId) {
        return RowIdentity.of("session", accessKeyId);
    }
}
