/// The Merkle log of Keyhold: it depends on the JDK alone, so that an auditor can read and embed it by itself.
@org.jspecify.annotations.NullMarked
module dev.keyhold.transparency {
    requires static transitive org.jspecify;

    exports dev.keyhold.transparency;
    exports dev.keyhold.transparency.verify;
}
