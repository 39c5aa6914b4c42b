package dev.keyhold.authz;

/// An answer that may be left open. Open does not promise that both answers occur.
enum Truth {
    TRUE,
    FALSE,
    OPEN;

    static Truth of(boolean answer) {
        return answer ? TRUE : FALSE;
    }
}
