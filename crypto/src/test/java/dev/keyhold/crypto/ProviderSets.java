package dev.keyhold.crypto;

import dev.keyhold.crypto.Providers.Source;
import java.util.List;

/// The choices of providers that tests run under, as far as they are present on this machine.
final class ProviderSets {

    private ProviderSets() {}

    /// What a server detects, everything that Corretto offers, everything from the JDK, and Bouncy Castle first.
    static List<Providers> all() {
        return List.of(
                Providers.detected(),
                Providers.preferring(Source.CORRETTO),
                Providers.preferring(Source.JDK),
                Providers.preferring(Source.BOUNCY_CASTLE, Source.JDK));
    }

    static List<CryptoPool> pools() {
        return all().stream().map(CryptoPool::new).toList();
    }
}
