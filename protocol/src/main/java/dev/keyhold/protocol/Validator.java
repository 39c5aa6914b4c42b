package dev.keyhold.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares the members of one message with their constraints and words what is wrong as AWS does.
///
/// Where only a [Refusal] applies, its words are the whole message. Members are visited in the order of the components,
/// nested ones in their place. Used once, by one thread.
final class Validator {

    private static final int MAX_SHOWN_CHARS = 1_024;

    private final List<String> violations = new ArrayList<>(0);

    /// Whole messages, of which one is the answer if nothing else is wrong.
    private final List<String> refusals = new ArrayList<>(0);

    /// @throws KmsException a `ValidationException` that names every violation
    static void check(Shape<?> shape, @Nullable Object[] slots) {
        Validator validator = new Validator();
        validator.structure(shape, slots, "");
        if (!validator.violations.isEmpty()) {
            throw validator.failure();
        }
        if (!validator.refusals.isEmpty()) {
            throw Errors.validation(validator.refusals.getFirst());
        }
    }

    /// The same for a record that was not read from the wire.
    static void check(Record message) {
        check(Shape.of(message.getClass()), slotsOf(message));
    }

    private static @Nullable Object[] slotsOf(Record message) {
        List<Member> members = Shape.of(message.getClass()).members();
        @Nullable Object[] slots = new @Nullable Object[members.size()];
        for (Member member : members) {
            slots[member.slot()] = member.valueIn(message);
        }
        return slots;
    }

    private KmsException failure() {
        int count = violations.size();
        return Errors.validation(
                count
                        + (count == 1 ? " validation error detected: " : " validation errors detected: ")
                        + String.join("; ", violations));
    }

    private void structure(Shape<?> shape, @Nullable Object[] slots, String prefix) {
        for (Member member : shape.members()) {
            Object value = slots[member.slot()];
            if (value != null) {
                member(member, value, prefix);
            } else if (member.required()) {
                String shown = member.constraints().sensitive() ? "Value" : "Value null";
                add(shown, prefix + member.pathName(), "Member must not be null");
            }
        }
    }

    private void member(Member member, Object value, String prefix) {
        Constraints constraints = member.constraints();
        Consumer<String> demand =
                text -> add(shown(member.type(), constraints, value), prefix + member.pathName(), text);
        switch (member.type()) {
            case ValueType.Text _ -> text(member, (String) value, demand);
            case ValueType.HiddenText _ -> constraints.checkText(((SecretText) value).reveal(), demand);
            case ValueType.Bytes _ -> constraints.checkLength(((Blob) value).length(), demand);
            case ValueType.Whole _ -> constraints.checkRange((Integer) value, demand);
            case ValueType.LongWhole _ -> constraints.checkRange((Long) value, demand);
            case ValueType.Choice choice -> choice(choice, value, demand);
            case ValueType.Array array -> {
                List<?> list = (List<?>) value;
                constraints.checkLength(list.size(), demand);
                elements(array, list, prefix + member.pathName(), demand);
            }
            case ValueType.Table table -> map(table, (Map<?, ?>) value, constraints, demand);
            case ValueType.Structure structure -> nested(structure, value, prefix + member.pathName());
            case ValueType.Truth _, ValueType.Time _ -> {}
        }
    }

    private void text(Member member, String text, Consumer<String> demand) {
        Constraints constraints = member.constraints();
        Refusal refusal = constraints.refusal();
        if (refusal != null && constraints.breaksPattern(text)) {
            refusals.add(refusal.value().replace("{member}", member.pathName()));
            constraints.checkLengthOf(text, demand);
        } else {
            constraints.checkText(text, demand);
        }
    }

    private static void choice(ValueType.Choice choice, Object value, Consumer<String> demand) {
        if (value instanceof String) {
            demand.accept(choiceDemand(choice));
        }
    }

    private static String choiceDemand(ValueType.Choice choice) {
        return "Member must satisfy enum value set: " + choice.constants().keySet();
    }

    private void nested(ValueType.Structure structure, Object value, String path) {
        @Nullable Object[] slots = value instanceof Record message ? slotsOf(message) : (@Nullable Object[]) value;
        structure(structure.shape(), slots, path + ".");
    }

    private void elements(ValueType.Array array, List<?> list, String path, Consumer<String> demand) {
        if (array.element() instanceof ValueType.Structure structure) {
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                String elementPath = path + "." + (i + 1) + ".member";
                if (element == null) {
                    add("Value null", elementPath, "Member must not be null");
                } else {
                    nested(structure, element, elementPath);
                }
            }
        } else if (!list.stream().allMatch(element -> satisfies(array, element))) {
            List<String> demands = new ArrayList<>(array.constraints().demands());
            if (array.element() instanceof ValueType.Choice choice) {
                demands.add(choiceDemand(choice));
            }
            demands.add("Member must not be null");
            demand.accept("Member must satisfy constraint: " + demands);
        }
    }

    private static boolean satisfies(ValueType.Array array, @Nullable Object element) {
        List<String> broken = new ArrayList<>(0);
        switch (element) {
            case null -> broken.add("null");
            case String text when array.element() instanceof ValueType.Text ->
                    array.constraints().checkText(text, broken::add);
            case SecretText secret -> array.constraints().checkText(secret.reveal(), broken::add);
            case String unknown -> broken.add(unknown);
            default -> {}
        }
        return broken.isEmpty();
    }

    private static void map(ValueType.Table table, Map<?, ?> map, Constraints constraints, Consumer<String> demand) {
        constraints.checkLength(map.size(), demand);
        if (map.containsValue(null)) {
            demand.accept("Map value must satisfy constraint: [Member must not be null]");
        }
        if (table.key() instanceof ValueType.Choice choice && hasText(map.keySet())) {
            demand.accept("Map keys must satisfy constraint: [" + choiceDemand(choice) + "]");
        }
        if (table.value() instanceof ValueType.Choice choice && hasText(map.values())) {
            demand.accept("Map value must satisfy constraint: [" + choiceDemand(choice) + "]");
        }
    }

    private static boolean hasText(Collection<?> choices) {
        return choices.stream().anyMatch(String.class::isInstance);
    }

    private void add(String shownValue, String path, String demand) {
        violations.add(shownValue + " at '" + path + "' failed to satisfy constraint: " + demand);
    }

    private static String shown(ValueType type, Constraints constraints, Object value) {
        boolean ofStructures = type instanceof ValueType.Array array && array.element() instanceof ValueType.Structure;
        if (constraints.sensitive() || ofStructures || value instanceof Map) {
            return "Value";
        }
        // AWS prints the buffer that held the bytes; the length in it is what its users look for.
        String text =
                value instanceof Blob blob
                        ? "java.nio.HeapByteBuffer[pos=0 lim=" + blob.length() + " cap=" + blob.length() + "]"
                        : String.valueOf(value);
        return "Value '" + (text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "…") + "'";
    }
}
