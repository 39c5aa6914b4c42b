package dev.keyhold.boot;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The deployment's own CA and the server certificate that it signs, both ECDSA P-256. `init` makes them; an operator
/// can put certificates of their own in their place.
///
/// ```
/// tls/ca.crt      what clients trust, AWS_CA_BUNDLE
/// tls/ca.key      0600, needed only to sign another certificate
/// tls/server.crt  the chain
/// tls/server.key  0600, PKCS#8
/// ```
final class ServerCertificate {

    private static final Duration CA_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(825);
    private static final String SIGNATURE = "SHA256withECDSA";

    private ServerCertificate() {}

    /// Makes the CA and a certificate for these names and addresses.
    static void create(Path directory, List<String> names, Instant now, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair ca = generator.generateKeyPair();
            KeyPair server = generator.generateKeyPair();
            X500Name caName = new X500Name("CN=Keyhold deployment CA");
            X509Certificate caCertificate = caCertificate(caName, ca, now, random);
            X509Certificate serverCertificate = serverCertificate(caName, ca, server, names, now, random);
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            write(directory.resolve("ca.crt"), "CERTIFICATE", caCertificate.getEncoded(), "rw-r--r--");
            write(directory.resolve("ca.key"), "PRIVATE KEY", ca.getPrivate().getEncoded(), "rw-------");
            write(directory.resolve("server.crt"), "CERTIFICATE", serverCertificate.getEncoded(), "rw-r--r--");
            write(directory.resolve("server.key"), "PRIVATE KEY", server.getPrivate().getEncoded(), "rw-------");
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot write certificates under " + directory, cannot);
        } catch (GeneralSecurityException | OperatorCreationException cannot) {
            throw new IllegalStateException("cannot make certificates", cannot);
        }
    }

    private static X509Certificate caCertificate(X500Name name, KeyPair ca, Instant now, SecureRandom random)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name, serial(random), Date.from(now), Date.from(now.plus(CA_LIFE)), name, ca.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(ca.getPublic()));
        return sign(builder, ca.getPrivate());
    }

    private static X509Certificate serverCertificate(
            X500Name issuer, KeyPair ca, KeyPair server, List<String> names, Instant now, SecureRandom random)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        serial(random),
                        Date.from(now),
                        Date.from(now.plus(SERVER_LIFE)),
                        new X500Name("CN=keyhold"),
                        server.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(ca.getPublic()));
        List<GeneralName> subjects = new ArrayList<>();
        for (String name : names) {
            boolean address = name.matches("[0-9.]+") || name.contains(":");
            subjects.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(subjects.toArray(new GeneralName[0])));
        return sign(builder, ca.getPrivate());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(127, random).add(BigInteger.ONE);
    }

    private static void write(Path file, String label, byte[] der, String permissions) throws IOException {
        String pem =
                "-----BEGIN "
                        + label
                        + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END "
                        + label
                        + "-----\n";
        try (var channel =
                Files.newByteChannel(
                        file,
                        java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
            channel.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /// Reads the server's chain and key for the listener; TLS 1.3, and 1.2 for clients that need it.
    static Tls load(Path directory) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            try (var in = Files.newInputStream(directory.resolve("server.crt"))) {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    chain.add((X509Certificate) certificate);
                }
            }
            String pem = Files.readString(directory.resolve("server.key"));
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey key =
                    KeyFactory.getInstance(chain.getFirst().getPublicKey().getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(der));
            return Tls.builder()
                    .privateKey(key)
                    .privateKeyCertChain(chain)
                    .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                    .build();
        } catch (IOException cannot) {
            throw new UncheckedIOException("cannot read the certificate under " + directory, cannot);
        } catch (GeneralSecurityException cannot) {
            throw new IllegalStateException("the certificate under " + directory + " cannot be used", cannot);
        }
    }
}
