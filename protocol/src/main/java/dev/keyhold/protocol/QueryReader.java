package dev.keyhold.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of one form into the slots of a shape.
///
/// The dotted names become a tree first, in time and space linear in the body, and the shape then picks from the tree
/// what it knows; so a request costs what it sends, whatever indexes it names.
final class QueryReader {

    private static final int MAX_ELEMENTS = 1_000;
    private static final int MAX_DEPTH = 16;
    private static final Pattern INDEX = Pattern.compile("[1-9][0-9]{0,3}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

    /// The form of Smithy's `date-time`, with an offset where a client sends one.
    private static final Pattern TIME =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private QueryReader() {}

    /// One part of a dotted name.
    private static final class Node {

        @Nullable String value;
        final Map<String, Node> children = new HashMap<>();

        boolean isEmptyValue() {
            return children.isEmpty() && value != null && value.isEmpty();
        }
    }

    /// The slots of `shape` as the form fills them.
    ///
    /// @throws KmsException `SerializationException`
    static @Nullable Object[] read(Shape<?> shape, FormBody form) {
        Node root = new Node();
        form.parameters().forEach((name, value) -> plant(root, shape, name, value));
        return structure(shape, root);
    }

    private static void plant(Node root, Shape<?> shape, String name, String value) {
        int dot = name.indexOf('.');
        if (shape.member(dot < 0 ? name : name.substring(0, dot)) == null) {
            return;
        }
        Node node = root;
        int depth = 0;
        int start = 0;
        for (boolean last = false; !last; depth++) {
            int end = name.indexOf('.', start);
            last = end < 0;
            require(depth < MAX_DEPTH, "A parameter name has more than 16 parts");
            node = node.children.computeIfAbsent(name.substring(start, last ? name.length() : end), _ -> new Node());
            start = end + 1;
        }
        node.value = value;
    }

    private static @Nullable Object[] structure(Shape<?> shape, Node node) {
        require(node.value == null, "A structure is given as a value");
        @Nullable Object[] slots = new @Nullable Object[shape.members().size()];
        for (Member member : shape.members()) {
            Node given = node.children.get(member.wireName());
            if (given != null) {
                slots[member.slot()] = value(member.type(), given);
            }
        }
        return slots;
    }

    private static Object value(ValueType type, Node node) {
        return switch (type) {
            case ValueType.Array array -> list(array, node);
            case ValueType.Table table -> map(table, node);
            case ValueType.Structure structure -> structure(structure.shape(), node);
            case ValueType.Text _ -> text(node);
            case ValueType.HiddenText _ -> SecretText.of(text(node));
            case ValueType.Choice choice -> choice.of(text(node));
            case ValueType.Whole _ -> Math.toIntExact(number(node, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case ValueType.LongWhole _ -> number(node, Long.MIN_VALUE, Long.MAX_VALUE);
            case ValueType.Truth _ -> truth(node);
            case ValueType.Time _ -> time(node);
            case ValueType.Bytes _ -> {
                char[] characters = text(node).toCharArray();
                yield Blob.wrap(StrictBase64.decode(characters, 0, characters.length));
            }
        };
    }

    private static List<Object> list(ValueType.Array array, Node node) {
        List<Object> elements = new ArrayList<>();
        for (Node element : numbered(node, "member")) {
            elements.add(value(array.element(), element));
        }
        return elements;
    }

    private static Map<Object, Object> map(ValueType.Table table, Node node) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Node entry : numbered(node, "entry")) {
            Node key = entry.children.get("key");
            Node value = entry.children.get("value");
            if (key == null || value == null || entry.value != null || entry.children.size() != 2) {
                throw Errors.serialization("A map entry is not a key and a value");
            }
            Object known = table.key() instanceof ValueType.Choice choice ? choice.of(text(key)) : text(key);
            require(entries.put(known, value(table.value(), value)) == null, "A map has a key more than once");
        }
        return entries;
    }

    /// The elements under `Name.member.1`, `Name.member.2` and so on, in this order.
    private static List<Node> numbered(Node node, String container) {
        if (node.isEmptyValue()) {
            return List.of();
        }
        Node items = node.children.get(container);
        if (items == null || node.value != null || node.children.size() != 1 || items.value != null) {
            throw Errors.serialization("A list or map is not given as numbered parameters");
        }
        int count = items.children.size();
        require(count <= MAX_ELEMENTS, "A list or map has more than 1,000 elements");
        @Nullable Node[] inOrder = new @Nullable Node[count];
        items.children.forEach((index, item) -> {
            int number = INDEX.matcher(index).matches() ? Integer.parseInt(index) : 0;
            // As many different numbers as there are places, none beyond the last: there is no gap.
            require(number >= 1 && number <= count, "The numbers of a list or map do not count from 1");
            inOrder[number - 1] = item;
        });
        return List.of(inOrder);
    }

    private static String text(Node node) {
        if (node.value == null || !node.children.isEmpty()) {
            throw Errors.serialization("A value is given as a list or a structure");
        }
        return node.value;
    }

    private static long number(Node node, long min, long max) {
        String text = text(node);
        require(NUMBER.matcher(text).matches(), "A number is malformed");
        try {
            long number = Long.parseLong(text);
            require(number >= min && number <= max, "A number is out of range");
            return number;
        } catch (NumberFormatException _) {
            throw Errors.serialization("A number is out of range");
        }
    }

    private static boolean truth(Node node) {
        return switch (text(node)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Errors.serialization("A truth value is neither true nor false");
        };
    }

    private static Instant time(Node node) {
        String text = text(node);
        require(TIME.matcher(text).matches(), "A timestamp is malformed");
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw Errors.serialization("A timestamp is malformed");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Errors.serialization(otherwise);
        }
    }
}
