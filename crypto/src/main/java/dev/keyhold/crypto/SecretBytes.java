package dev.keyhold.crypto;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A secret of fixed length in [ProtectedMemory]: off the Java heap, where the garbage collector would copy it.
///
/// It is wiped by [#close()], or when it is no longer reachable if nobody closed it. Closing twice is harmless, and a
/// reader that has begun when another thread closes still reads the secret; after that every use fails. It compares by
/// identity and prints its length only. Threads: safe.
public final class SecretBytes implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Block block;
    private final Cleaner.Cleanable cleanable;
    private final int length;

    private SecretBytes(int length) {
        this.length = length;
        this.block = new Block(ProtectedMemory.ofProcess().allocate(length));
        this.cleanable = CLEANER.register(this, block);
    }

    /// Moves a secret here: the source is zeroed.
    ///
    /// @throws IllegalArgumentException if it has no byte or more than [ProtectedMemory#MAXIMUM_BLOCK]
    public static SecretBytes takeFrom(byte[] source) {
        try {
            return copyOf(source);
        } finally {
            Arrays.fill(source, (byte) 0);
        }
    }

    /// Copies a secret here; the source stays the caller's to wipe.
    ///
    /// @throws IllegalArgumentException if it has no byte or more than [ProtectedMemory#MAXIMUM_BLOCK]
    public static SecretBytes copyOf(byte[] source) {
        return copyOf(source, 0, source.length);
    }

    static SecretBytes copyOf(byte[] source, int offset, int length) {
        SecretBytes secret = new SecretBytes(length);
        MemorySegment.copy(MemorySegment.ofArray(source), offset, secret.block.memory, 0, length);
        return secret;
    }

    /// Length in bytes.
    public int length() {
        return length;
    }

    /// Whether both hold the same bytes, in a time that depends on the lengths only.
    ///
    /// @throws IllegalStateException if either is closed
    public boolean constantTimeEquals(SecretBytes other) {
        if (length != other.length) {
            return false;
        }
        MemorySegment mine = enter();
        try {
            MemorySegment theirs = other.enter();
            try {
                int difference = 0;
                for (int i = 0; i < length; i++) {
                    difference |= mine.get(ValueLayout.JAVA_BYTE, i) ^ theirs.get(ValueLayout.JAVA_BYTE, i);
                }
                return difference == 0;
            } finally {
                other.leave();
            }
        } finally {
            leave();
        }
    }

    /// Gives the secret on the heap for the time of one call. The array is zeroed when the call returns, so it must not
    /// be kept; whatever the function copies out of it is no longer protected. For code outside this package this is
    /// the way of last resort: prefer [Hmac], [SecretWrapping] and [SymmetricEngine], which never let a secret out.
    ///
    /// @throws IllegalStateException if the secret is closed
    public <R extends @Nullable Object> R unsafeUse(Function<byte[], R> use) {
        byte[] scratch = new byte[length];
        try {
            copyTo(scratch, 0);
            return use.apply(scratch);
        } finally {
            Arrays.fill(scratch, (byte) 0);
        }
    }

    /// Copies the secret into an array, which the caller wipes.
    void copyTo(byte[] target, int offset) {
        MemorySegment mine = enter();
        try {
            MemorySegment.copy(mine, 0, MemorySegment.ofArray(target), offset, length);
        } finally {
            leave();
        }
    }

    /// Writes the secret to a file straight from protected memory, past the heap.
    void writeTo(WritableByteChannel channel) throws IOException {
        ByteBuffer source = enter().asSlice(0, length).asByteBuffer();
        try {
            while (source.hasRemaining()) {
                channel.write(source);
            }
        } finally {
            leave();
        }
    }

    /// Reads a secret from a file straight into protected memory.
    ///
    /// @throws EOFException if the file is shorter
    static SecretBytes readFrom(ReadableByteChannel channel, int length) throws IOException {
        SecretBytes secret = new SecretBytes(length);
        ByteBuffer target = secret.block.memory.asSlice(0, length).asByteBuffer();
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                secret.close();
                throw new EOFException("the file is shorter than " + length + " bytes");
            }
        }
        return secret;
    }

    /// Wipes the secret.
    @Override
    public void close() {
        cleanable.clean();
    }

    @Override
    public String toString() {
        return "SecretBytes[" + length + " bytes]";
    }

    private MemorySegment enter() {
        try {
            if (!block.tryEnter()) {
                throw new IllegalStateException("the secret has been closed");
            }
            return block.memory;
        } finally {
            // once entered, the cleaner waits for the reader; until then this must not be collected
            Reference.reachabilityFence(this);
        }
    }

    private void leave() {
        block.leave();
    }

    /// The memory and who is using it: the number of readers, with the sign bit set once closed. Whoever brings it to
    /// "closed and nobody reading" wipes; run() happens once, called by the cleaner.
    private static final class Block implements Runnable {

        private static final int CLOSED = Integer.MIN_VALUE;
        private static final VarHandle READERS = handle();

        private final MemorySegment memory;

        @SuppressWarnings("UnusedVariable") // through READERS
        private volatile int readers;

        Block(MemorySegment memory) {
            this.memory = memory;
        }

        boolean tryEnter() {
            int seen = readers;
            while (seen >= 0) {
                if (READERS.compareAndSet(this, seen, seen + 1)) {
                    return true;
                }
                Thread.onSpinWait();
                seen = readers;
            }
            return false;
        }

        void leave() {
            if ((int) READERS.getAndAdd(this, -1) == (CLOSED | 1)) {
                ProtectedMemory.ofProcess().release(memory);
            }
        }

        @Override
        public void run() {
            if ((int) READERS.getAndBitwiseOr(this, CLOSED) == 0) {
                ProtectedMemory.ofProcess().release(memory);
            }
        }

        private static VarHandle handle() {
            try {
                return MethodHandles.lookup().findVarHandle(Block.class, "readers", int.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }
    }
}
