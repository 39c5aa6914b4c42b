package dev.keyhold.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Bounds the length of a member, both ends included: Unicode code points of a text, decoded bytes of a [Blob],
/// elements of a list, entries of a map.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
public @interface Length {

    /// The least length.
    int min() default 0;

    /// The greatest length.
    int max() default Integer.MAX_VALUE;
}
