package dev.keyhold.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/// The few calls of the C library that the JDK does not offer, with the constants of Linux (the same on x86-64 and
/// AArch64). Stateless; safe for any thread.
final class NativeCalls {

    /// Whether these calls exist here.
    static final boolean LINUX = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

    private static final int PROT_READ_WRITE = 1 | 2;
    private static final int MAP_PRIVATE_ANONYMOUS = 2 | 0x20;
    private static final int MADV_DONTFORK = 10;
    private static final int MADV_DONTDUMP = 16;
    private static final int PR_GET_DUMPABLE = 3;
    private static final int PR_SET_DUMPABLE = 4;
    private static final int RLIMIT_CORE = 4;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle MMAP =
            function(
                    "mmap",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG));
    private static final MethodHandle MLOCK =
            function(
                    "mlock", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle MADVISE =
            function(
                    "madvise",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle PRCTL =
            function(
                    "prctl",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG));
    private static final MethodHandle SETRLIMIT =
            function(
                    "setrlimit",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle GETRLIMIT =
            function(
                    "getrlimit",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private NativeCalls() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    /// Maps zeroed, private, readable and writable memory that lives until the process ends.
    ///
    /// @throws IllegalStateException if the system refuses
    static MemorySegment map(long size) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(ERRNO_LAYOUT);
            long address = (long) MMAP.invokeExact(state, 0L, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (address == -1) {
                throw new IllegalStateException("mmap failed with errno " + (int) ERRNO.get(state, 0L));
            }
            return MemorySegment.ofAddress(address).reinterpret(size);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /// Keeps mapped memory out of swap. False if the system refuses, usually because of RLIMIT_MEMLOCK.
    static boolean lock(MemorySegment mapped) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) MLOCK.invokeExact(arena.allocate(ERRNO_LAYOUT), mapped.address(), mapped.byteSize()) == 0;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /// Keeps mapped memory out of core dumps and child processes. False if the system refuses either.
    static boolean hide(MemorySegment mapped) {
        return advise(mapped, MADV_DONTDUMP) && advise(mapped, MADV_DONTFORK);
    }

    private static boolean advise(MemorySegment mapped, int advice) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(ERRNO_LAYOUT);
            return (int) MADVISE.invokeExact(state, mapped.address(), mapped.byteSize(), advice) == 0;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /// Makes the process undumpable: no core file, and no other process of the same user may attach to it or read its
    /// memory.
    static boolean forbidDumps() {
        return prctl(PR_SET_DUMPABLE, 0) == 0;
    }

    /// Whether the process can be dumped and attached to.
    static boolean dumpable() {
        return prctl(PR_GET_DUMPABLE, 0) != 0;
    }

    private static int prctl(int option, long argument) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) PRCTL.invokeExact(arena.allocate(ERRNO_LAYOUT), option, argument, 0L, 0L, 0L);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /// Sets both limits on the size of core files to zero; they cannot be raised again without privilege.
    static boolean forbidCoreFiles() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
            return (int) SETRLIMIT.invokeExact(arena.allocate(ERRNO_LAYOUT), RLIMIT_CORE, limits) == 0;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /// The soft limit on the size of core files, in bytes; -1 is unlimited.
    static long coreFileLimit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int result = (int) GETRLIMIT.invokeExact(arena.allocate(ERRNO_LAYOUT), RLIMIT_CORE, limits);
            return result == 0 ? limits.get(ValueLayout.JAVA_LONG, 0) : -1;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private static RuntimeException unexpected(Throwable failure) {
        return switch (failure) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }
}
