package dev.keyhold.protocol;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What can stand in a member of a shape, and how it looks in JSON; [AwsQuery] says how it looks there.
sealed interface ValueType {

    /// A string.
    enum Text implements ValueType {
        TEXT
    }

    /// A string that is a secret.
    enum HiddenText implements ValueType {
        HIDDEN_TEXT
    }

    /// A 32-bit whole number.
    enum Whole implements ValueType {
        WHOLE
    }

    /// A 64-bit whole number.
    enum LongWhole implements ValueType {
        LONG_WHOLE
    }

    /// `true` or `false`.
    enum Truth implements ValueType {
        TRUTH
    }

    /// Seconds since 1970 with a fraction, as a number.
    enum Time implements ValueType {
        TIME
    }

    /// A base64 string.
    enum Bytes implements ValueType {
        BYTES
    }

    /// One string of a set.
    ///
    /// @param constants wire name to constant, in the order of the model
    /// @param names constant to wire name
    record Choice(Map<String, Enum<?>> constants, Map<Enum<?>, String> names) implements ValueType {

        static Choice of(Class<?> type) {
            Map<String, Enum<?>> constants = new LinkedHashMap<>();
            for (Object constant : type.getEnumConstants()) {
                Enum<?> choice = (Enum<?>) constant;
                constants.put(wireName(choice), choice);
            }
            Map<Enum<?>, String> names = new HashMap<>();
            constants.forEach((name, constant) -> names.put(constant, name));
            return new Choice(constants, names);
        }

        /// The constant of this name, or the name itself if there is none, which the validator refuses.
        Object of(String name) {
            Enum<?> constant = constants.get(name);
            return constant != null ? constant : name;
        }

        String nameOf(Enum<?> constant) {
            return Objects.requireNonNull(names.get(constant));
        }

        private static String wireName(Enum<?> constant) {
            try {
                WireName name = constant.getDeclaringClass().getField(constant.name()).getAnnotation(WireName.class);
                return name == null ? constant.name() : name.value();
            } catch (NoSuchFieldException e) {
                throw new AssertionError("an enum constant is a public field of its enum", e);
            }
        }
    }

    /// An array.
    ///
    /// @param element what it holds
    /// @param constraints what each element must satisfy
    record Array(ValueType element, Constraints constraints) implements ValueType {}

    /// An object whose names are data.
    ///
    /// @param key what its names are: text or a choice
    /// @param value what it holds under them: nothing that has a shape of its own or holds more than one value
    record Table(ValueType key, ValueType value) implements ValueType {

        /// The wire name of an entry.
        String nameOf(Object entryKey) {
            return entryKey instanceof Enum<?> constant && key instanceof Choice choice
                    ? choice.nameOf(constant)
                    : (String) entryKey;
        }
    }

    /// An object with a shape of its own, resolved on first use because shapes may nest in themselves.
    ///
    /// @param type the record
    record Structure(Class<? extends Record> type) implements ValueType {

        Shape<?> shape() {
            return Shape.of(type);
        }
    }

    /// The value type of a record component.
    ///
    /// @throws IllegalArgumentException if the codec does not know the Java type
    static ValueType of(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic && annotated instanceof AnnotatedParameterizedType parameters) {
            AnnotatedType[] arguments = parameters.getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Array(of(arguments[0]), Constraints.on(arguments[0]));
            }
            if (generic.getRawType() == Map.class) {
                ValueType key = of(arguments[0]);
                ValueType value = of(arguments[1]);
                boolean flat = !(value instanceof Structure || value instanceof Array || value instanceof Table);
                if (flat && (key instanceof Text || key instanceof Choice)) {
                    return new Table(key, value);
                }
            }
        }
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        throw new IllegalArgumentException("no wire form for " + type);
    }

    private static ValueType of(Class<?> type) {
        if (type.isEnum()) {
            return Choice.of(type);
        }
        if (type.isRecord()) {
            return new Structure(type.asSubclass(Record.class));
        }
        ValueType scalar = SCALARS.get(type);
        if (scalar == null) {
            throw new IllegalArgumentException("no wire form for " + type);
        }
        return scalar;
    }

    /// The types without further detail.
    Map<Class<?>, ValueType> SCALARS =
            Map.of(
                    String.class, Text.TEXT,
                    SecretText.class, HiddenText.HIDDEN_TEXT,
                    Integer.class, Whole.WHOLE,
                    Long.class, LongWhole.LONG_WHOLE,
                    Boolean.class, Truth.TRUTH,
                    Instant.class, Time.TIME,
                    Blob.class, Bytes.BYTES);
}
