package dev.keyhold.transparency.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyhold.transparency.TreeFrontier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The verifier is worth something only because it is a second implementation. These tests read its class files: a
/// reference to the writer would stand in a constant pool as a class, within a descriptor, or as the text of a
/// reflective name.
class IndependenceTest {
    private static final Pattern WRITER = Pattern.compile("dev[./]keyhold[./](?!transparency[./]verify\\b)\\w+");

    @Test
    void theVerifierDoesNotMentionTheWriterInAnyClassFile() throws IOException {
        List<Path> classes = classFiles(LogVerifier.class);
        assertThat(classes).hasSizeGreaterThan(15);
        for (Path file : classes) {
            assertThat(mentionsOfTheWriter(Files.readAllBytes(file))).as(file.getFileName().toString()).isEmpty();
        }
    }

    @Test
    void theVerifierUsesClassesOfTheJdkAlone() throws IOException {
        for (Path file : classFiles(LogVerifier.class)) {
            assertThat(otherClasses(Files.readAllBytes(file))).as(file.getFileName().toString()).isEmpty();
        }
    }

    @Test
    void theWriterDoesNotUseTheVerifier() throws IOException {
        for (Path file : classFiles(TreeFrontier.class)) {
            assertThat(texts(Files.readAllBytes(file)).filter(text -> text.contains("transparency/verify")))
                    .as(file.getFileName().toString())
                    .isEmpty();
        }
    }

    /// These rules can fail: classes that do use the writer are found, each way of using it.
    @Test
    void aClassThatUsesTheWriterIsFound() throws IOException {
        assertThat(mentionsOfTheWriter(bytesOf(Calling.class))).isNotEmpty();
        assertThat(mentionsOfTheWriter(bytesOf(Declaring.class))).isNotEmpty();
        assertThat(mentionsOfTheWriter(bytesOf(Reflecting.class))).isNotEmpty();
        assertThat(mentionsOfTheWriter(bytesOf(Problem.class))).isEmpty();
        assertThat(otherClasses(bytesOf(IndependenceTest.class))).contains("org/assertj/core/api/Assertions");
    }

    static final class Calling {
        static long size() {
            return new TreeFrontier().size();
        }
    }

    interface Declaring {
        void take(TreeFrontier frontier);
    }

    static final class Reflecting {
        static final String NAME = "dev.keyhold.transparency.TreeFrontier";
    }

    private static List<String> mentionsOfTheWriter(byte[] classFile) {
        return texts(classFile).filter(text -> WRITER.matcher(text).find()).toList();
    }

    private static Stream<String> texts(byte[] classFile) {
        return pool(classFile).filter(Utf8Entry.class::isInstance).map(entry -> ((Utf8Entry) entry).stringValue());
    }

    private static Set<String> otherClasses(byte[] classFile) {
        Set<String> others = new TreeSet<>();
        pool(classFile)
                .filter(ClassEntry.class::isInstance)
                .map(entry -> ((ClassEntry) entry).asInternalName().replaceAll("^\\[*L?|;$", ""))
                .filter(name -> name.contains("/") && !name.matches("(java|dev/keyhold/transparency/verify)/.*"))
                .forEach(others::add);
        return others;
    }

    private static Stream<PoolEntry> pool(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        return StreamSupport.stream(model.constantPool().spliterator(), false);
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /// The class files beside that of `type`, without those of tests.
    private static List<Path> classFiles(Class<?> type) throws IOException {
        try {
            Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.list(root.resolve(type.getPackageName().replace('.', '/')))) {
                return files.filter(file -> file.toString().endsWith(".class")).toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
