package dev.keyhold.authz;

/// A policy text that uses a part of AWS's policy language which Keyhold does not evaluate. It is refused whole, since
/// leaving such an element out would change what the policy allows.
public final class UnsupportedPolicyElementException extends PolicyRefusedException {
    private static final long serialVersionUID = 1L;

    private final String element;

    UnsupportedPolicyElementException(String element) {
        super("The policy element " + element + " is not supported.");
        this.element = element;
    }

    /// The element in the words of the policy language, such as `Principal.CanonicalUser`; never caller input.
    public String element() {
        return element;
    }
}
