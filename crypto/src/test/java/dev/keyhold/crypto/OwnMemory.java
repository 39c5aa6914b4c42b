package dev.keyhold.crypto;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Searches all readable memory of this process (but files mapped shared and read-only) for secrets, through
/// /proc/self/mem.
///
/// What is searched for is kept masked and compared masked, and the buffer that memory is read into is left out, so
/// that the search never finds itself. For one thread.
final class OwnMemory {

    private static final int MASK = 0xA5;
    private static final int CHUNK = 1 << 20;
    private static final int LENGTH = 32;

    private final MemorySegment buffer = NativeCalls.map(CHUNK + LENGTH);
    private final List<byte[]> patterns = new ArrayList<>();
    private final BitSet firstTwoBytes = new BitSet(1 << 16);

    /// A part of the address space.
    private record Range(long start, long end) {

        static Range of(MemorySegment segment) {
            return new Range(segment.address(), segment.address() + segment.byteSize());
        }
    }

    /// Looks for the secret as it is, as HMAC pads it (XOR 0x36, XOR 0x5c), and each of these as big-endian words
    /// stored little-endian, which is how key schedules and message schedules hold their first words.
    void lookFor(SecretBytes secret) {
        for (int pad : new int[] {0, 0x36, 0x5c}) {
            for (int swap : new int[] {0, 3}) {
                byte[] masked = new byte[LENGTH];
                secret.unsafeUse(bytes -> {
                    for (int i = 0; i < LENGTH; i++) {
                        masked[i] = (byte) (bytes[i ^ swap] ^ pad ^ MASK);
                    }
                    return masked;
                });
                patterns.add(masked);
                firstTwoBytes.set(256 * (masked[0] & 0xff) + (masked[1] & 0xff));
            }
        }
    }

    /// How often the patterns occur outside the protected memory; prints where.
    int countOutsideProtectedMemory() throws IOException {
        List<Range> skipped = new ArrayList<>();
        ProtectedMemory.ofProcess().slabs().forEach(slab -> skipped.add(Range.of(slab)));
        skipped.add(Range.of(buffer));
        int count = 0;
        try (FileChannel memory = FileChannel.open(Path.of("/proc/self/mem"))) {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                String[] fields = line.split(" +", 3);
                boolean readOnlyFile = fields[1].equals("r--s");
                if (!fields[1].startsWith("r") || readOnlyFile || line.contains("[v")) {
                    continue;
                }
                String[] bounds = fields[0].split("-", 2);
                Range mapping = new Range(Long.parseUnsignedLong(bounds[0], 16), Long.parseUnsignedLong(bounds[1], 16));
                for (Range part : without(mapping, skipped)) {
                    int found = count(memory, part);
                    if (found > 0) {
                        System.out.println("  " + found + " in " + line);
                    }
                    count += found;
                }
            }
        }
        return count;
    }

    /// How often the patterns occur in the protected memory.
    int countInProtectedMemory() throws IOException {
        int count = 0;
        try (FileChannel memory = FileChannel.open(Path.of("/proc/self/mem"))) {
            for (MemorySegment slab : ProtectedMemory.ofProcess().slabs()) {
                count += count(memory, Range.of(slab));
            }
        }
        return count;
    }

    private static List<Range> without(Range whole, List<Range> holes) {
        List<Range> parts = List.of(whole);
        for (Range hole : holes) {
            List<Range> next = new ArrayList<>();
            for (Range part : parts) {
                if (hole.end <= part.start || part.end <= hole.start) {
                    next.add(part);
                    continue;
                }
                if (part.start < hole.start) {
                    next.add(new Range(part.start, hole.start));
                }
                if (hole.end < part.end) {
                    next.add(new Range(hole.end, part.end));
                }
            }
            parts = next;
        }
        return parts;
    }

    private int count(FileChannel memory, Range range) {
        int count = 0;
        for (long at = range.start; at < range.end; at += CHUNK) {
            long wanted = Math.min(CHUNK + LENGTH - 1L, range.end - at);
            ByteBuffer target = buffer.asSlice(0, wanted).asByteBuffer();
            try {
                while (target.hasRemaining() && memory.read(target, at + target.position()) > 0) {}
            } catch (IOException unmappedMeanwhile) {
                // guard pages and regions that the JVM has reserved read as an error; what was read is searched
            }
            count += count(target.flip(), (int) Math.min(CHUNK, range.end - at));
        }
        return count;
    }

    private int count(ByteBuffer chunk, int starts) {
        int count = 0;
        int last = Math.min(starts - 1, chunk.limit() - LENGTH);
        for (int at = 0; at <= last; at++) {
            int first = 256 * masked(chunk.get(at)) + masked(chunk.get(at + 1));
            if (firstTwoBytes.get(first)) {
                for (byte[] pattern : patterns) {
                    if (matches(chunk, at, pattern)) {
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private static int masked(byte read) {
        return (read ^ MASK) & 0xff;
    }

    private static boolean matches(ByteBuffer chunk, int at, byte[] masked) {
        for (int i = 0; i < LENGTH; i++) {
            if ((chunk.get(at + i) ^ masked[i] ^ (byte) MASK) != 0) {
                return false;
            }
        }
        return true;
    }
}
