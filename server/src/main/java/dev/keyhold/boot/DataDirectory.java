package dev.keyhold.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/// The files of one node.
///
/// ```
/// root.key      the root key (0600), unless the configuration names another place
/// node.key      the node's log signing key (0600), outside the root key
/// node.pub      its public half, the verifier key that auditors keep
/// state.db      the store, unless the deployment is on PostgreSQL
/// index.db      the usage index, which can be thrown away
/// log/          bundles and hash tiles of the node's log
/// tls/          the deployment's CA and the server's certificate
/// lock          held while a server runs on this directory
/// ```
///
/// @param path the directory
public record DataDirectory(Path path) {

    /// Makes the directory if it is not there, for the owner only.
    public DataDirectory create() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return this;
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot create the data directory " + path, cannot);
        }
    }

    /// The root key file.
    public Path rootKey() {
        return path.resolve("root.key");
    }

    /// The log signing key file.
    public Path nodeKey() {
        return path.resolve("node.key");
    }

    /// The log's verifier key, for auditors.
    public Path nodePublicKey() {
        return path.resolve("node.pub");
    }

    /// The usage index.
    public Path index() {
        return path.resolve("index.db");
    }

    /// The log's bundles and tiles.
    public Path log() {
        return path.resolve("log");
    }

    /// The CA and the server's certificate.
    public Path tls() {
        return path.resolve("tls");
    }

    /// A new directory that nobody else reads, for a development server that keeps nothing.
    public static DataDirectory temporary() {
        try {
            return new DataDirectory(Files.createTempDirectory("keyhold-dev-"));
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /// Removes everything.
    public void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot remove " + path, cannot);
        }
    }
}
