package dev.keyhold.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one record class looks on the wire, worked out once per class and shared by all threads.
///
/// While a message is read, a structure is an array with one slot per component: it becomes a record only after it has
/// been found valid, so an instance of a shape never breaks its constraints. In that array an enum value that the model
/// does not know is still its text.
final class Shape<T extends Record> {

    private static final MethodType GENERIC_CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private static final ClassValue<Shape<?>> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape<?> computeValue(Class<?> type) {
                    return new Shape<>(type.asSubclass(Record.class));
                }
            };

    private final Class<T> type;
    private final MethodHandle constructor;
    private final List<Member> members;
    private final List<Member> membersByName;
    private final Map<String, Member> lookup = new HashMap<>();

    private Shape(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        List<Member> inOrder = new ArrayList<>();
        for (RecordComponent component : components) {
            Member member = Member.of(inOrder.size(), component);
            inOrder.add(member);
            lookup.put(member.wireName(), member);
        }
        this.members = List.copyOf(inOrder);
        this.membersByName = inOrder.stream().sorted(Comparator.comparing(Member::wireName)).toList();
        this.constructor = constructor(type, components);
    }

    /// The shape of a record class.
    ///
    /// @throws IllegalArgumentException if a component has no wire form or the class is not public and exported
    @SuppressWarnings("unchecked") // the class value computes a shape of the very class it is asked for
    static <T extends Record> Shape<T> of(Class<T> type) {
        return (Shape<T>) SHAPES.get(type);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
        }
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, parameters.length)
                    .asType(GENERIC_CONSTRUCTOR);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(type + " must be public and exported", e);
        }
    }

    /// The members in the order of the components.
    List<Member> members() {
        return members;
    }

    /// The members in the order of their wire names, in which AWS writes them.
    List<Member> membersByName() {
        return membersByName;
    }

    /// The member with this wire name, which is case-sensitive, or null.
    @Nullable Member member(String wireName) {
        return lookup.get(wireName);
    }

    /// The record over valid slots. The array is used up.
    T build(@Nullable Object[] slots) {
        for (Member member : members) {
            Object value = slots[member.slot()];
            if (value != null) {
                slots[member.slot()] = finished(member.type(), value);
            }
        }
        try {
            return type.cast((Object) constructor.invokeExact(slots));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("the constructor of a wire record throws nothing checked", e);
        }
    }

    private static Object finished(ValueType type, Object value) {
        if (type instanceof ValueType.Structure structure) {
            return structure.shape().build((@Nullable Object[]) value);
        }
        if (type instanceof ValueType.Array array && array.element() instanceof ValueType.Structure element) {
            List<Object> records = new ArrayList<>();
            for (Object slots : (List<?>) value) {
                records.add(element.shape().build((@Nullable Object[]) slots));
            }
            return records;
        }
        return value;
    }
}
