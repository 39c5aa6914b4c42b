package dev.keyhold.transparency.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Counts every problem and keeps the first ones, so that a log that is all wrong does not fill the memory. The few
/// judgements on the log as a whole are always kept.
final class ProblemList implements Consumer<Problem> {
    private static final int MOST_KEPT = 100;

    private final List<Problem> first = new ArrayList<>();
    private long count;

    @Override
    public void accept(Problem problem) {
        count++;
        if (first.size() < MOST_KEPT) {
            first.add(problem);
        }
    }

    void add(Problem.Kind kind, String message) {
        count++;
        first.add(Problem.ofLog(kind, message));
    }

    long count() {
        return count;
    }

    List<Problem> first() {
        return List.copyOf(first);
    }
}
