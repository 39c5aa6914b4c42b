package dev.keyhold.authz;

import java.util.Locale;
import java.util.regex.Pattern;

/// An IAM action such as `kms:Decrypt`: the name of what a request wants to do. Immutable; an operation keeps one as a
/// constant.
public final class Action {
    // ASCII only: folding other letters could make two names equal, as the Kelvin sign becomes k
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");

    private final String name;
    private final String folded;

    private Action(String name) {
        this.name = name;
        this.folded = fold(name);
    }

    /// @throws IllegalArgumentException if `name` is not `service:Name`
    public static Action of(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("an action is written service:Name");
        }
        return new Action(name);
    }

    /// The action as AWS writes it, such as `kms:GenerateDataKey`.
    public String name() {
        return name;
    }

    /// The form that patterns are matched against: IAM ignores the case of actions.
    String folded() {
        return folded;
    }

    static String fold(String asciiText) {
        return asciiText.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Action action && action.folded.equals(folded);
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
