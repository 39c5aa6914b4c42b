package dev.keyhold.transparency.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// Says in plain words why a file could not be used.
final class FileProblem {
    private FileProblem() {}

    static Problem of(String name, long position, IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> new Problem(Problem.Kind.MISSING_FILE, position, name + " is missing");
            case EOFException _ -> new Problem(Problem.Kind.UNREADABLE_FILE, position, name + " ends too early");
            default -> new Problem(Problem.Kind.UNREADABLE_FILE, position, name + ": " + cause.getMessage());
        };
    }
}
