package dev.keyhold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyhold.crypto.ProtectedMemory.Slab;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class ProtectedMemoryTest {

    private static ProtectedMemory memory(AtomicBoolean locks) {
        return new ProtectedMemory(size -> new Slab(Arena.ofAuto().allocate(size), locks.get()));
    }

    @Test
    void aHundredThousandKeysFitInFourMebibytes() {
        ProtectedMemory memory = memory(new AtomicBoolean(true));
        for (int i = 0; i < 100_000; i++) {
            memory.allocate(32);
        }
        assertThat(memory.usage().mappedBytes()).isLessThan(4 << 20);
        assertThat(memory.usage().usedBytes()).isEqualTo(3_200_000);
        assertThat(memory.usage().allProtected()).isTrue();
    }

    @Test
    void blocksNeverOverlapAndAreUsedAgainZeroed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ProtectedMemory memory = memory(new AtomicBoolean(true));
        List<MemorySegment> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (held.isEmpty() || (random.nextInt(5) > 1 && held.size() < 300)) {
                MemorySegment block = memory.allocate(1 + random.nextInt(5000));
                assertThat(block.mismatch(MemorySegment.ofArray(new byte[(int) block.byteSize()])))
                        .as("a new block is zeroed, seed " + seed)
                        .isEqualTo(-1);
                held.add(block.fill((byte) 0x55));
            } else {
                MemorySegment block = held.remove(random.nextInt(held.size()));
                byte[] expected = new byte[(int) block.byteSize()];
                Arrays.fill(expected, (byte) 0x55);
                assertThat(block.mismatch(MemorySegment.ofArray(expected)))
                        .as("a held block keeps its content, seed " + seed)
                        .isEqualTo(-1);
                memory.release(block);
            }
        }
        held.sort((a, b) -> Long.compare(a.address(), b.address()));
        for (int i = 1; i < held.size(); i++) {
            assertThat(held.get(i - 1).address() + held.get(i - 1).byteSize())
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(held.get(i).address());
        }
        held.forEach(memory::release);
        assertThat(memory.usage().usedBytes()).isZero();
    }

    @Test
    void memoryThatCannotBeLockedIsReported() {
        ProtectedMemory memory = memory(new AtomicBoolean(false));
        memory.allocate(32);
        assertThat(memory.usage().allProtected()).isFalse();
        assertThat(memory.usage().unprotectedBytes()).isEqualTo(ProtectedMemory.MAXIMUM_BLOCK);
    }

    @Test
    void whereLockingIsRequiredMemoryThatCannotBeLockedIsRefused() {
        AtomicBoolean locks = new AtomicBoolean(true);
        ProtectedMemory memory = memory(locks);
        memory.requireLocked();
        memory.allocate(ProtectedMemory.MAXIMUM_BLOCK);
        locks.set(false);
        assertThatIllegalStateException().isThrownBy(() -> memory.allocate(32)).withMessageContaining("RLIMIT_MEMLOCK");
        locks.set(true);
        assertThatCode(() -> memory.allocate(32)).doesNotThrowAnyException();
    }

    @Test
    void requiringLocksFailsAtOnceWhereTheyAreNotToBeHad() {
        assertThatIllegalStateException().isThrownBy(() -> memory(new AtomicBoolean(false)).requireLocked());
        ProtectedMemory used = memory(new AtomicBoolean(false));
        used.allocate(32);
        assertThatIllegalStateException().isThrownBy(used::requireLocked);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        ProtectedMemory memory = memory(new AtomicBoolean(true));
        for (int size : new int[] {0, -1, Integer.MIN_VALUE, 65537, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> memory.allocate(size));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelConfirmsThatSecretsAreLockedHiddenFromDumpsAndNotInherited() throws Exception {
        try (SecretBytes secret = SecretBytes.copyOf(new byte[32])) {
            assertThat(secret.length()).isEqualTo(32);
            for (MemorySegment slab : ProtectedMemory.ofProcess().slabs()) {
                assertThat(vmFlags(slab.address())).contains("lo", "dd", "dc");
            }
        }
    }

    /// The flags of the mapping in /proc/self/smaps: lo locked, dd not dumped, dc not copied on fork.
    private static List<String> vmFlags(long address) throws Exception {
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                int dash = line.indexOf('-');
                long start = Long.parseUnsignedLong(line, 0, dash, 16);
                long end = Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16);
                inside = start <= address && address < end;
            } else if (inside && line.startsWith("VmFlags:")) {
                return List.of(line.substring("VmFlags:".length()).strip().split(" ", -1));
            }
        }
        throw new AssertionError("not mapped");
    }
}
