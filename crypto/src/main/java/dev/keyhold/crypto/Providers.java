package dev.keyhold.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Which provider does what: the one table of this decision.
///
/// Nothing is ever installed globally, so an application that embeds this module keeps its own providers. Whatever is
/// written under one choice opens under every other. Immutable; safe for any thread.
public final class Providers {

    /// Where an algorithm can come from.
    enum Source {
        /// The JDK's own providers.
        JDK,
        /// Amazon Corretto Crypto Provider, where its native library loads and passes its self-test.
        CORRETTO,
        /// Bouncy Castle, where it is on the path.
        BOUNCY_CASTLE
    }

    /// What this module needs, as JCA names it, and the provider of it that every JDK has.
    enum Algorithm {
        HMAC_SHA_256("HmacSHA256", "SunJCE"),
        AES_GCM("AES/GCM/NoPadding", "SunJCE"),
        RANDOM("DRBG", "SUN"),
        ED25519("Ed25519", "SunEC");

        private final String jcaName;
        private final String jdkProvider;

        Algorithm(String jcaName, String jdkProvider) {
            this.jcaName = jcaName;
            this.jdkProvider = jdkProvider;
        }
    }

    /// The table: each algorithm's sources in order of preference.
    ///
    /// Corretto signs Ed25519 some 60 times faster than the JDK, and its generator keeps its state in native memory.
    /// For AES-GCM and HMAC it is no faster, and it keeps the last key's state in native memory and in arrays that only
    /// the next use overwrites, whereas the JDK's objects forget a key as soon as they are given another.
    private static final Map<Algorithm, List<Source>> PREFERENCE =
            Map.of(
                    Algorithm.HMAC_SHA_256, List.of(Source.JDK, Source.CORRETTO),
                    Algorithm.AES_GCM, List.of(Source.JDK, Source.CORRETTO),
                    Algorithm.RANDOM, List.of(Source.CORRETTO, Source.JDK),
                    Algorithm.ED25519, List.of(Source.CORRETTO, Source.BOUNCY_CASTLE, Source.JDK));

    private static final int RANDOM_STRENGTH_BITS = 256;
    private static final Map<Source, Provider> OPTIONAL = optionalProviders();
    private static final Providers DETECTED = choose(List.of());

    private final Map<Algorithm, Source> chosen;

    private Providers(Map<Algorithm, Source> chosen) {
        this.chosen = chosen;
    }

    /// The best choice for this machine.
    public static Providers detected() {
        return DETECTED;
    }

    /// These sources before those of the table, for every algorithm that they offer and where they are present.
    static Providers preferring(Source... first) {
        return choose(List.of(first));
    }

    static boolean isPresent(Source source) {
        return source == Source.JDK || OPTIONAL.containsKey(source);
    }

    /// A line for every line of the table, for the log of the start: `Ed25519: AmazonCorrettoCryptoProvider 2.5.0`.
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        chosen.forEach((algorithm, source) -> {
            Provider provider = provider(algorithm);
            lines.add(algorithm.jcaName + ": " + provider.getName() + " " + provider.getVersionStr());
        });
        return List.copyOf(lines);
    }

    Source source(Algorithm algorithm) {
        Source source = chosen.get(algorithm);
        if (source == null) {
            throw new IllegalStateException("no provider of " + algorithm.jcaName);
        }
        return source;
    }

    Mac hmacSha256() throws GeneralSecurityException {
        return Mac.getInstance(Algorithm.HMAC_SHA_256.jcaName, provider(Algorithm.HMAC_SHA_256));
    }

    Cipher aesGcm() throws GeneralSecurityException {
        return Cipher.getInstance(Algorithm.AES_GCM.jcaName, provider(Algorithm.AES_GCM));
    }

    /// A generator for one thread at a time: no lock is shared between two of them.
    SecureRandom random() throws GeneralSecurityException {
        Provider provider = provider(Algorithm.RANDOM);
        if (source(Algorithm.RANDOM) == Source.CORRETTO) {
            return SecureRandom.getInstance("LibCryptoRng", provider);
        }
        return SecureRandom.getInstance(
                "DRBG", DrbgParameters.instantiation(RANDOM_STRENGTH_BITS, Capability.RESEED_ONLY, null), provider);
    }

    Signature ed25519() throws GeneralSecurityException {
        return Signature.getInstance(Algorithm.ED25519.jcaName, provider(Algorithm.ED25519));
    }

    /// Makes the keys that [#ed25519()] takes. Corretto takes the JDK's and registers no factory of its own.
    KeyFactory ed25519Keys() throws GeneralSecurityException {
        String name = Algorithm.ED25519.jcaName;
        return source(Algorithm.ED25519) == Source.BOUNCY_CASTLE
                ? KeyFactory.getInstance(name, provider(Algorithm.ED25519))
                : jdkEd25519Keys();
    }

    static KeyFactory jdkEd25519Keys() throws GeneralSecurityException {
        return KeyFactory.getInstance(Algorithm.ED25519.jcaName, Algorithm.ED25519.jdkProvider);
    }

    private Provider provider(Algorithm algorithm) {
        Provider optional = OPTIONAL.get(source(algorithm));
        return optional == null ? jdkProvider(algorithm) : optional;
    }

    private static Provider jdkProvider(Algorithm algorithm) {
        Provider provider = Security.getProvider(algorithm.jdkProvider);
        if (provider == null) {
            throw new IllegalStateException("the JDK's provider " + algorithm.jdkProvider + " is missing");
        }
        return provider;
    }

    private static Providers choose(List<Source> first) {
        Map<Algorithm, Source> chosen = new EnumMap<>(Algorithm.class);
        PREFERENCE.forEach((algorithm, preference) -> {
            List<Source> order = new ArrayList<>(first);
            order.retainAll(preference);
            order.addAll(preference);
            order.stream().filter(Providers::isPresent).findFirst().ifPresent(source -> chosen.put(algorithm, source));
        });
        return new Providers(chosen);
    }

    private static Map<Source, Provider> optionalProviders() {
        Map<Source, Provider> present = new EnumMap<>(Source.class);
        try {
            if (Corretto.healthy()) {
                present.put(Source.CORRETTO, Corretto.provider());
            }
        } catch (LinkageError absent) {
            // stays out of the map
        }
        try {
            present.put(Source.BOUNCY_CASTLE, BouncyCastle.provider());
        } catch (LinkageError absent) {
            // stays out of the map
        }
        return present;
    }

    /// A class of its own, because verifying it already needs the library.
    private static final class Corretto {

        static boolean healthy() {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return provider.getLoadingError() == null && provider.runSelfTests() == SelfTestStatus.PASSED;
        }

        static Provider provider() {
            return AmazonCorrettoCryptoProvider.INSTANCE;
        }
    }

    /// A class of its own, because verifying it already needs the library.
    private static final class BouncyCastle {

        static Provider provider() {
            return new BouncyCastleProvider();
        }
    }
}
