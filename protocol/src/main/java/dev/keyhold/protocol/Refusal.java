package dev.keyhold.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What AWS says, instead of its usual demand, of a text that does not match its pattern. IAM has such words for names
/// and paths, on which clients match.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
public @interface Refusal {

    /// The whole message, in which `{member}` stands for the member's name.
    String value();
}
