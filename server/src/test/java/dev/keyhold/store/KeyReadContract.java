package dev.keyhold.store;

import static dev.keyhold.store.Samples.ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_ACCOUNT;
import static dev.keyhold.store.Samples.OTHER_REGION;
import static dev.keyhold.store.Samples.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyhold.audit.CommitStore;
import dev.keyhold.keys.Alias;
import dev.keyhold.keys.KeyChange;
import dev.keyhold.keys.KeyMaterial;
import dev.keyhold.keys.KeyStore;
import dev.keyhold.keys.KmsKey;
import dev.keyhold.keys.RotationSchedule;
import dev.keyhold.keys.Rotations;
import dev.keyhold.protocol.AliasName;
import dev.keyhold.protocol.KeyId;
import dev.keyhold.protocol.kms.KeySpec;
import dev.keyhold.protocol.kms.KeyUsageType;
import dev.keyhold.protocol.kms.OriginType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Keys, materials and aliases come back as they were put, in order, page by page, and each account sees its own.
public abstract class KeyReadContract extends OpenStore {

    private final KmsKey key = Samples.key(1);

    private KmsKey with(String description, String policy, Map<String, String> tags, Instant created) {
        return new KmsKey(
                ACCOUNT,
                REGION,
                key.id(),
                1,
                created,
                description,
                KeySpec.ML_DSA_87,
                KeyUsageType.SIGN_VERIFY,
                OriginType.EXTERNAL,
                key.state(),
                policy,
                key.currentMaterial(),
                new Rotations(31, 24, Optional.of(new RotationSchedule(2560, created))),
                tags);
    }

    private void comesBack(KmsKey written, String as) {
        commit(Samples.create(written));
        assertThat(store.keys().key(REGION, key.id())).as(as).contains(written);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        KeyStore keys = store.keys();
        assertThat(keys.key(REGION, key.id())).isEmpty();
        assertThat(keys.material(REGION, key.id(), "0".repeat(32))).isEmpty();
        assertThat(keys.alias(ACCOUNT, REGION, new AliasName("alias/x"))).isEmpty();
        assertThat(keys.keyIds(ACCOUNT, REGION, "", 10)).isEmpty();
        assertThat(keys.aliases(ACCOUNT, REGION, "", 10)).isEmpty();
        assertThat(keys.aliasesOf(ACCOUNT, REGION, key.id(), "", 10)).isEmpty();
        assertThat(keys.materials(REGION, key.id(), -1, 10)).isEmpty();
        assertThat(keys.countKeys(ACCOUNT, REGION)).isZero();
        assertThat(keys.countAliasesOf(ACCOUNT, REGION, key.id())).isZero();
    }

    @Test
    void freeTextComesBackByteForByte() {
        String odd =
                "\u0000\u0001\t\r\n \"'\\%_;--$1?{}\u007f\u0085\u2028\ufeff\uffff\u00e9e\u0301 \ud83d\ude00 \udbff\udfff";
        comesBack(with(odd, odd + odd, Map.of(odd, "", "k", odd), Samples.TIME), odd);
    }

    @Test
    void emptyAndLongestTextsComeBack() {
        Instant created = Instant.EPOCH.minusNanos(1);
        comesBack(with("d".repeat(8192), "p".repeat(32 * 1024), manyTags(), created), "longest");
        KmsKey empty = with("", "", Map.of(), created).withPolicy("");
        commit(new KeyChange.UpdateKey(empty));
        assertThat(store.keys().key(REGION, key.id())).contains(empty);
    }

    private static Map<String, String> manyTags() {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            tags.put("tag-%03d".formatted(i) + "k".repeat(120), "v".repeat(256));
        }
        return tags;
    }

    @Test
    void randomTextsComeBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            KmsKey written =
                    new KmsKey(
                            ACCOUNT,
                            REGION,
                            Samples.keyId(i),
                            1,
                            Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                            text(random),
                            KeySpec.HMAC_512,
                            KeyUsageType.GENERATE_VERIFY_MAC,
                            OriginType.AWS_KMS,
                            key.state(),
                            text(random),
                            Samples.materialId(i),
                            new Rotations(i, 0, Optional.empty()),
                            Map.of(text(random), text(random), text(random) + "2", text(random)));
            commit(Samples.create(written));
            assertThat(store.keys().key(REGION, written.id())).as("seed " + seed).contains(written);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(200), 0, 0x110000)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aTextThatHasNoUtf8FormIsRefusedRatherThanReplaced() {
        CommitStore.Batch batch = commits.begin(true);
        KmsKey lone = with("\ud800", "{}", Map.of(), Samples.TIME);
        assertThatIllegalArgumentException().isThrownBy(() -> batch.apply(Samples.create(lone)));
    }

    @Test
    void aMaterialIsFoundByWhatCiphertextsCarryOfItsId() {
        KmsKey rotated = key.rotatedOnDemand(Samples.materialId(101));
        commit(Samples.create(key), new KeyChange.RotateKey(rotated, Samples.material(rotated, 1)));
        KeyStore keys = store.keys();
        for (KeyMaterial material : List.of(Samples.material(key, 0), Samples.material(rotated, 1))) {
            assertThat(keys.material(REGION, key.id(), material.id().substring(0, 32))).contains(material);
        }
        String prefix = key.currentMaterial().substring(0, 32);
        assertThat(keys.material(OTHER_REGION, key.id(), prefix)).isEmpty();
        assertThat(keys.material(REGION, Samples.keyId(2), prefix)).isEmpty();
        assertThat(keys.material(REGION, key.id(), prefix.substring(1))).isEmpty();
        assertThat(keys.material(REGION, key.id(), key.currentMaterial())).isEmpty();
    }

    @Test
    void keyIdsComeInPagesInTheirOrder() {
        for (int number : new int[] {5, 3, 1, 4, 2}) {
            commit(Samples.create(Samples.key(number)));
        }
        commit(
                Samples.create(Samples.key(OTHER_ACCOUNT, REGION, 6)),
                Samples.create(Samples.key(ACCOUNT, OTHER_REGION, 3)));
        KeyStore keys = store.keys();
        assertThat(keys.keyIds(ACCOUNT, REGION, "", 2)).containsExactly(Samples.keyId(1), Samples.keyId(2));
        assertThat(keys.keyIds(ACCOUNT, REGION, id(2), 2)).containsExactly(Samples.keyId(3), Samples.keyId(4));
        assertThat(keys.keyIds(ACCOUNT, REGION, id(4), 2)).containsExactly(Samples.keyId(5));
        assertThat(keys.keyIds(ACCOUNT, REGION, id(5), 2)).isEmpty();
        assertThat(keys.keyIds(ACCOUNT, REGION, "", 0)).isEmpty();
        assertThat(keys.keyIds(ACCOUNT, REGION, "", 1000)).hasSize(5);
        assertThat(keys.keyIds(OTHER_ACCOUNT, REGION, "", 10)).containsExactly(Samples.keyId(6));
        assertThat(keys.countKeys(ACCOUNT, REGION)).isEqualTo(5);
        assertThat(keys.countKeys(OTHER_ACCOUNT, REGION)).isEqualTo(1);
        assertThat(keys.countKeys(OTHER_ACCOUNT, OTHER_REGION)).isZero();
    }

    private static String id(int number) {
        return Samples.keyId(number).toString();
    }

    @Test
    void multiRegionKeyIdsComeAfterTheOthers() {
        KeyId multiRegion = new KeyId("mrk-" + "0".repeat(32));
        KmsKey plain = Samples.key(0xfff);
        KmsKey multi =
                new KmsKey(
                        ACCOUNT,
                        REGION,
                        multiRegion,
                        1,
                        plain.created(),
                        "",
                        plain.keySpec(),
                        plain.keyUsage(),
                        plain.origin(),
                        plain.state(),
                        "",
                        plain.currentMaterial(),
                        Rotations.NONE,
                        Map.of());
        commit(Samples.create(multi), Samples.create(plain));
        assertThat(store.keys().keyIds(ACCOUNT, REGION, "", 10)).containsExactly(plain.id(), multiRegion);
    }

    @Test
    void aliasesAreOrderedByTheirBytes() {
        List<String> names = List.of("-", "/", "0", ":", "A", "Z", "Za", "_", "a", "aa", "ab", "b");
        KmsKey ofOther = Samples.key(OTHER_ACCOUNT, REGION, 2);
        commit(Samples.create(key), Samples.create(ofOther));
        names.reversed().forEach(name -> commit(new KeyChange.CreateAlias(Samples.alias(key, name))));
        commit(new KeyChange.CreateAlias(Samples.alias(ofOther, "aaa")));

        assertThat(store.keys().aliases(ACCOUNT, REGION, "", 100)).containsExactlyElementsOf(aliases(names));
        for (int i = 0; i < names.size(); i++) {
            String after = "alias/" + names.get(i);
            assertThat(store.keys().aliases(ACCOUNT, REGION, after, 3))
                    .as("after " + after)
                    .containsExactlyElementsOf(aliases(names.subList(i + 1, Math.min(i + 4, names.size()))));
        }
    }

    private List<Alias> aliases(List<String> names) {
        return names.stream().map(name -> Samples.alias(key, name)).toList();
    }

    @Test
    void aPositionThatNoNameCanHaveIsAPositionAllTheSame() {
        commit(Samples.create(key));
        List.of("a", "aa", "b").forEach(name -> commit(new KeyChange.CreateAlias(Samples.alias(key, name))));
        assertThat(store.keys().aliases(ACCOUNT, REGION, "alias/a\0zzz", 10))
                .containsExactlyElementsOf(aliases(List.of("aa", "b")));
        assertThat(store.keys().aliases(ACCOUNT, REGION, "\0", 10)).hasSize(3);
        assertThat(store.keys().keyIds(ACCOUNT, REGION, id(1) + "\0", 10)).isEmpty();
    }

    @Test
    void theAliasesOfAKeyComeInPages() {
        KmsKey other = Samples.key(2);
        commit(Samples.create(key), Samples.create(other));
        for (String name : List.of("c", "a", "b")) {
            commit(
                    new KeyChange.CreateAlias(Samples.alias(key, name)),
                    new KeyChange.CreateAlias(Samples.alias(other, name + "-other")));
        }
        KeyStore keys = store.keys();
        assertThat(keys.aliasesOf(ACCOUNT, REGION, key.id(), "", 2)).isEqualTo(aliases(List.of("a", "b")));
        assertThat(keys.aliasesOf(ACCOUNT, REGION, key.id(), "alias/b", 2)).isEqualTo(aliases(List.of("c")));
        assertThat(keys.aliasesOf(OTHER_ACCOUNT, REGION, key.id(), "", 2)).isEmpty();
        assertThat(keys.countAliasesOf(ACCOUNT, REGION, key.id())).isEqualTo(3);
        assertThat(keys.countAliasesOf(OTHER_ACCOUNT, REGION, key.id())).isZero();
        assertThat(keys.countAliasesOf(ACCOUNT, OTHER_REGION, key.id())).isZero();
    }

    @Test
    void theMaterialsOfAKeyComeInPages() {
        commit(Samples.create(key), Samples.create(Samples.key(2)));
        KmsKey rotated = key;
        for (int sequence = 1; sequence <= 12; sequence++) {
            rotated = rotated.rotatedOnDemand(Samples.materialId(100 + sequence));
            commit(new KeyChange.RotateKey(rotated, Samples.material(rotated, sequence)));
        }
        assertThat(sequences(-1, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(sequences(4, 6)).containsExactly(5, 6, 7, 8, 9, 10);
        assertThat(sequences(10, 5)).containsExactly(11, 12);
        assertThat(sequences(12, 5)).isEmpty();
        assertThat(store.keys().materials(OTHER_REGION, key.id(), -1, 5)).isEmpty();
    }

    private List<Integer> sequences(int after, int limit) {
        return store.keys().materials(REGION, key.id(), after, limit).stream().map(KeyMaterial::sequence).toList();
    }

    @Test
    void manyThreadsReadWhileOneWrites() {
        commit(Samples.create(key));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> readers =
                IntStream.range(0, 32).mapToObj(i -> Thread.ofVirtual().start(() -> readRepeatedly(failure))).toList();
        KmsKey changed = key;
        for (int i = 0; i < 100; i++) {
            changed = changed.withPolicy("version " + (changed.version() + 1));
            commit(new KeyChange.UpdateKey(changed));
        }
        readers.forEach(KeyReadContract::join);
        assertThat(failure.get()).isNull();
        assertThat(store.keys().key(REGION, key.id())).contains(changed);
    }

    private void readRepeatedly(AtomicReference<Throwable> failure) {
        try {
            long last = 0;
            for (int i = 0; i < 50; i++) {
                KmsKey read = store.keys().key(REGION, key.id()).orElseThrow();
                assertThat(read.version()).isGreaterThanOrEqualTo(last);
                assertThat(read.policy()).isEqualTo(read.version() == 1 ? key.policy() : "version " + read.version());
                last = read.version();
            }
        } catch (RuntimeException | AssertionError wrong) {
            failure.set(wrong);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        KeyStore keys = store.keys();
        close();
        assertThatThrownBy(() -> keys.key(REGION, key.id())).isInstanceOf(StoreException.class);
    }
}
