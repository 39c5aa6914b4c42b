package dev.keyhold.operations;

/// The answer of an operation that AWS answers with status 200 and an empty body.
public record Unit() {

    /// The one value.
    public static final Unit UNIT = new Unit();
}
