package dev.keyhold.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name on the wire of a record component or enum constant, where it does not follow from the Java name: a
/// component's first letter in upper case, a constant's name as it is.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface WireName {

    /// The name on the wire.
    String value();
}
