/// Secret memory, the ciphertext format, the software engine and the choice of providers. It sees nothing else of
/// Keyhold. Amazon Corretto Crypto Provider and Bouncy Castle are optional at run time.
@org.jspecify.annotations.NullMarked
module dev.keyhold.crypto {
    requires static transitive org.jspecify;
    requires static com.amazon.corretto.crypto.provider;
    requires static org.bouncycastle.provider;
    requires java.management;
    requires jdk.management;

    exports dev.keyhold.crypto;
}
