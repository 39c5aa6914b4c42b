package dev.keyhold.transparency;

/// Gives the roots of complete subtrees, which are the nodes of a tree that never change once they exist.
@FunctionalInterface
public interface HashReader {
    /// The root of the complete subtree over the leaves from `index * 2^level` to before `(index + 1) * 2^level`; level
    /// 0 is the leaves themselves.
    ///
    /// @throws IllegalArgumentException if the tree has no such complete subtree
    Hash hash(int level, long index);
}
