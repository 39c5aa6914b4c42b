package dev.keyhold.transparency.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.function.Consumer;

/// The files of a log in memory.
record MemoryFiles(Map<String, byte[]> files) implements LogFiles {
    @Override
    public InputStream open(String path) throws IOException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new NoSuchFileException(path);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path);
    }

    @Override
    public void forEach(Consumer<String> paths) {
        files.keySet().forEach(paths);
    }
}
