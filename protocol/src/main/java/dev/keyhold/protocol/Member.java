package dev.keyhold.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/// One member of a shape.
///
/// @param slot the position of its component in the record
/// @param wireName the name in JSON
/// @param encodedName the same, encoded once
/// @param pathName the name in a validation error, which begins in lower case
/// @param type what it holds
/// @param required whether it must be present: the component is not `@Nullable`
/// @param constraints what its value must satisfy
/// @param accessor `(Object) -> Object`
record Member(
        int slot,
        String wireName,
        SerializableString encodedName,
        String pathName,
        ValueType type,
        boolean required,
        Constraints constraints,
        MethodHandle accessor) {

    private static final MethodType GENERIC_ACCESSOR = MethodType.methodType(Object.class, Object.class);

    static Member of(int slot, RecordComponent component) {
        WireName given = component.getAnnotation(WireName.class);
        String name = component.getName();
        String wireName = given != null ? given.value() : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return new Member(
                slot,
                wireName,
                new SerializedString(wireName),
                Character.toLowerCase(wireName.charAt(0)) + wireName.substring(1),
                ValueType.of(component.getAnnotatedType()),
                !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                Constraints.on(component.getAnnotatedType()),
                accessor(component));
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            return MethodHandles.publicLookup().unreflect(component.getAccessor()).asType(GENERIC_ACCESSOR);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component.getDeclaringRecord() + " must be public and exported", e);
        }
    }

    /// The component's value in `owner`, which must be an instance of the shape's record.
    @Nullable Object valueIn(Record owner) {
        try {
            return (Object) accessor.invokeExact((Object) owner);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a record accessor throws nothing checked", e);
        }
    }
}
