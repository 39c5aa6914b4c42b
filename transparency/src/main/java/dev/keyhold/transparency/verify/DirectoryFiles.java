package dev.keyhold.transparency.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.function.Consumer;

/// The files below a directory. A symbolic link is never followed: it shows as a file that does not belong there.
public final class DirectoryFiles implements LogFiles {
    private final Path root;

    public DirectoryFiles(Path root) {
        this.root = root;
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean exists(String path) {
        return Files.isRegularFile(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void forEach(Consumer<String> paths) throws IOException {
        if (!Files.exists(root)) {
            return; // a node makes the directory with its first full bundle
        }
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        paths.accept(relative(file));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private String relative(Path file) {
        StringJoiner path = new StringJoiner("/");
        for (Iterator<Path> names = root.relativize(file).iterator(); names.hasNext(); ) {
            path.add(names.next().toString());
        }
        return path.toString();
    }
}
