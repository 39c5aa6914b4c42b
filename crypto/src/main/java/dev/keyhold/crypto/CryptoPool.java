package dev.keyhold.crypto;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// A bounded pool of [CryptoContext]s, the one thing that everything cryptographic is built from.
///
/// Virtual threads come by the hundred thousand, so contexts are not kept per thread. Borrowing and giving back are one
/// atomic exchange each, without a lock; where all contexts are out a new one is made, and where the pool is full one
/// is left to the collector. A pooled context holds no secret. Threads: safe.
public final class CryptoPool {

    private static final int SLOTS_PER_PROCESSOR = 4;
    private static final int MINIMUM_SLOTS = 8;

    private final Providers providers;
    private final AtomicReferenceArray<CryptoContext> slots;

    /// A pool for this machine.
    public CryptoPool(Providers providers) {
        this.providers = providers;
        int slotCount = Math.max(MINIMUM_SLOTS, SLOTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        this.slots = new AtomicReferenceArray<>(slotCount);
    }

    /// The pool of this process, on the detected providers. Sharing it is safe, as contexts carry nothing from one
    /// borrower to the next.
    public static CryptoPool shared() {
        return Shared.POOL;
    }

    /// Fills the pool and asks for a full collection, which takes some tens of milliseconds at the start of a process.
    ///
    /// A young object that holds a key when the collector moves it leaves the key behind where it was. After this the
    /// contexts are in the old generation, where G1 rarely moves anything. A server calls it before it reads its first
    /// secret; with `-XX:+DisableExplicitGC` it has no effect.
    public void settle() {
        List<CryptoContext> contexts = new ArrayList<>();
        try {
            for (int i = 0; i < slots.length(); i++) {
                CryptoContext context = borrow();
                contexts.add(context);
                context.exercise();
            }
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a cipher does not work", refused);
        } finally {
            contexts.forEach(CryptoContext::close);
        }
        System.gc();
    }

    Providers providers() {
        return providers;
    }

    /// A context for the current thread until it is closed.
    CryptoContext borrow() {
        for (int i = 0; i < slots.length(); i++) {
            CryptoContext context = slots.getPlain(i) == null ? null : slots.getAndSet(i, null);
            if (context != null) {
                return context.lend();
            }
        }
        return new CryptoContext(this, providers);
    }

    void giveBack(CryptoContext context) {
        for (int i = 0; i < slots.length(); i++) {
            if (slots.getPlain(i) == null && slots.compareAndSet(i, null, context)) {
                return;
            }
        }
    }

    private static final class Shared {
        private static final CryptoPool POOL = new CryptoPool(Providers.detected());
    }
}
