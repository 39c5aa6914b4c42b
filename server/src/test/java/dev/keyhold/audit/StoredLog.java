package dev.keyhold.audit;

import dev.keyhold.transparency.verify.EntryCursor;
import dev.keyhold.transparency.verify.LogSource;
import dev.keyhold.transparency.verify.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// The log of a node as its store holds it, for the verifier.
public final class StoredLog implements LogSource {

    private static final int PAGE = 1000;

    private final LogStore logs;
    private final String node;

    /// The log of one node.
    public StoredLog(LogStore logs, String node) {
        this.logs = logs;
        this.node = node;
    }

    /// All entries in order.
    public List<StoredEntry> entries() {
        List<StoredEntry> all = new ArrayList<>();
        List<StoredEntry> page = logs.read(node, 0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = logs.read(node, all.size(), PAGE);
        }
        return all;
    }

    @Override
    public byte[] checkpoint() {
        return logs.head(node).orElseThrow().checkpoint();
    }

    @Override
    public long size() {
        return entries().size();
    }

    @Override
    public EntryCursor entries(long size, Consumer<Problem> problems) {
        Iterator<StoredEntry> entries = entries().iterator();
        return new EntryCursor() {
            @Override
            public dev.keyhold.transparency.verify.StoredEntry next() {
                StoredEntry entry = entries.next();
                return dev.keyhold.transparency.verify.StoredEntry.of(entry.envelope(), entry.salt(), entry.record());
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
