package dev.keyhold.protocol.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Headers as a server would have received them.
record HeaderList(List<Map.Entry<String, String>> entries) implements ReceivedHeaders {

    HeaderList {
        entries = List.copyOf(entries);
    }

    static HeaderList of(String... namesAndValues) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new HeaderList(entries);
    }

    HeaderList with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(entries);
        more.add(Map.entry(name, value));
        return new HeaderList(more);
    }

    HeaderList without(String name) {
        return new HeaderList(entries.stream().filter(entry -> !entry.getKey().equalsIgnoreCase(name)).toList());
    }

    HeaderList replacing(String name, String value) {
        return new HeaderList(
                entries.stream()
                        .map(entry -> entry.getKey().equalsIgnoreCase(name) ? Map.entry(entry.getKey(), value) : entry)
                        .toList());
    }

    @Override
    public Set<String> names() {
        return entries.stream().map(entry -> entry.getKey().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @Override
    public List<String> values(String lowerCaseName) {
        return entries.stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(lowerCaseName))
                .map(Map.Entry::getValue)
                .toList();
    }
}
