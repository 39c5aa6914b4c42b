package dev.keyhold.crypto;

import java.util.Arrays;

/// Which row of which table a wrapped secret belongs to. A secret opens only for the row that it was wrapped for, so
/// that whoever writes to the store cannot move a secret to another key, account or table.
///
/// Canonical form: a 32-bit number of parts (the table is the first), each part in UTF-8 with a 32-bit length before
/// it. Immutable.
public final class RowIdentity {

    private final String table;
    private final byte[] canonical;

    private RowIdentity(String table, byte[] canonical) {
        this.table = table;
        this.canonical = canonical;
    }

    /// The row of a table.
    ///
    /// @param table the table's name
    /// @param primaryKey all parts of its primary key in the table's order, in one fixed spelling each
    /// @throws IllegalArgumentException if there is no part or a lone surrogate
    public static RowIdentity of(String table, String... primaryKey) {
        if (primaryKey.length == 0) {
            throw new IllegalArgumentException("a row is named by its primary key");
        }
        LengthPrefixed form = new LengthPrefixed().number(primaryKey.length + 1).bytes(LengthPrefixed.utf8(table));
        for (String part : primaryKey) {
            form.bytes(LengthPrefixed.utf8(part));
        }
        return new RowIdentity(table, form.toByteArray());
    }

    /// The table's name.
    public String table() {
        return table;
    }

    byte[] shared() {
        return canonical;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowIdentity that && Arrays.equals(canonical, that.canonical);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(canonical);
    }

    @Override
    public String toString() {
        return "RowIdentity[" + table + "]";
    }
}
