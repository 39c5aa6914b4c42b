package dev.keyhold.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Off-heap memory that the system never writes to swap, to a core dump or into a child process. [SecretBytes] live
/// here.
///
/// It grows by slabs of 64 KiB, because the usual RLIMIT_MEMLOCK is 8 MiB and locking counts whole pages: 100,000 keys
/// of 32 bytes take 3.2 MB. Blocks come in powers of two; a freed block is wiped and used again, never merged. Slabs
/// are never given back.
///
/// Where locking fails the memory is used unlocked and [#usage] says so, until [#requireLocked] makes that an error.
/// Threads: safe.
public final class ProtectedMemory {

    /// The longest secret, in bytes.
    public static final int MAXIMUM_BLOCK = 64 * 1024;

    private static final int MINIMUM_BLOCK = 32;
    private static final ProtectedMemory PROCESS = new ProtectedMemory(ProtectedMemory::mapSlab);

    private final Slabs source;
    private final List<MemorySegment> slabs = new ArrayList<>();
    private final List<ArrayDeque<MemorySegment>> free = new ArrayList<>();
    private long unprotectedBytes;
    private long usedBytes;
    private boolean lockingRequired;

    /// Where slabs come from.
    @FunctionalInterface
    interface Slabs {
        Slab map(int size);
    }

    /// New memory.
    ///
    /// @param memory zeroed
    /// @param isProtected locked and hidden from dumps and children
    record Slab(MemorySegment memory, boolean isProtected) {}

    /// How much memory is in use.
    ///
    /// @param mappedBytes taken from the system
    /// @param usedBytes held by living secrets, rounded up to whole blocks
    /// @param unprotectedBytes of those mapped, the ones that the system refused to lock or hide; 0 is good
    public record Usage(long mappedBytes, long usedBytes, long unprotectedBytes) {

        /// Whether every secret is where it should be.
        public boolean allProtected() {
            return unprotectedBytes == 0;
        }
    }

    ProtectedMemory(Slabs source) {
        this.source = source;
        for (int size = MINIMUM_BLOCK; size <= MAXIMUM_BLOCK; size *= 2) {
            free.add(new ArrayDeque<>());
        }
    }

    /// The memory of this process, in which all [SecretBytes] live.
    public static ProtectedMemory ofProcess() {
        return PROCESS;
    }

    /// From now on a secret that cannot be protected is refused. A server calls this before it reads its first secret.
    ///
    /// @throws IllegalStateException if memory is in use that could not be protected, or none can be had
    public synchronized void requireLocked() {
        lockingRequired = true;
        if (slabs.isEmpty()) {
            grow();
        }
        if (unprotectedBytes > 0) {
            throw refusal();
        }
    }

    /// What is in use now.
    public synchronized Usage usage() {
        return new Usage((long) slabs.size() * MAXIMUM_BLOCK, usedBytes, unprotectedBytes);
    }

    /// A zeroed block of at least this size.
    ///
    /// @throws IllegalStateException if it would not be protected although it must be
    synchronized MemorySegment allocate(int size) {
        int sizeClass = sizeClass(size);
        int larger = sizeClass;
        while (larger < free.size() && free.get(larger).isEmpty()) {
            larger++;
        }
        if (larger == free.size()) {
            grow();
            larger--;
        }
        MemorySegment block = free.get(larger).removeLast();
        while (larger > sizeClass) {
            larger--;
            long half = block.byteSize() / 2;
            free.get(larger).addLast(block.asSlice(half));
            block = block.asSlice(0, half);
        }
        usedBytes += block.byteSize();
        return block;
    }

    /// Wipes a block and takes it back.
    synchronized void release(MemorySegment block) {
        block.fill((byte) 0);
        usedBytes -= block.byteSize();
        free.get(sizeClass(Math.toIntExact(block.byteSize()))).addLast(block);
    }

    /// All memory taken from the system, for tests that search the rest of the process.
    synchronized List<MemorySegment> slabs() {
        return List.copyOf(slabs);
    }

    private void grow() {
        Slab slab = source.map(MAXIMUM_BLOCK);
        if (!slab.isProtected()) {
            if (lockingRequired) {
                throw refusal();
            }
            unprotectedBytes += MAXIMUM_BLOCK;
        }
        slabs.add(slab.memory());
        free.getLast().addLast(slab.memory());
    }

    private static int sizeClass(int size) {
        if (size < 1 || size > MAXIMUM_BLOCK) {
            throw new IllegalArgumentException("a secret has 1 to " + MAXIMUM_BLOCK + " bytes, not " + size);
        }
        int rounded = Math.max(size, MINIMUM_BLOCK);
        return Integer.SIZE - Integer.numberOfLeadingZeros(rounded - 1) - Integer.numberOfTrailingZeros(MINIMUM_BLOCK);
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException(
                "the system does not lock memory for secrets: raise RLIMIT_MEMLOCK"
                        + " (ulimit -l, or LimitMEMLOCK= in the systemd unit)");
    }

    private static Slab mapSlab(int size) {
        if (!NativeCalls.LINUX) {
            return new Slab(Arena.global().allocate(size), false);
        }
        MemorySegment memory = NativeCalls.map(size);
        boolean locked = NativeCalls.lock(memory);
        return new Slab(memory, NativeCalls.hide(memory) && locked);
    }
}
