package dev.keyhold.store;

import java.util.Optional;

/// One database of one test, and how a server would open it.
public interface TestStores {

    /// Opens the store, each time on the same data.
    Store open();

    /// The bytes of a part of a bundle as they rest.
    Optional<byte[]> bundleFile(String node, String path);

    /// Puts other bytes in the place of a part of a bundle.
    void damageBundleFile(String node, String path, byte[] bytes);

    /// Removes a part of a bundle.
    void removeBundleFile(String node, String path);
}
