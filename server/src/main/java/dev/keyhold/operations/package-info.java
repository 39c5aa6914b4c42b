/// The API, one file per operation.
///
/// Owns what each operation requires, decides and answers. An operation cannot be written without saying what it
/// resolves, which accesses it needs and what of its request may be recorded ([Operation]); the pipeline in `http` does
/// the authorising, recording and committing, so no operation can go around them. May call `authz`, `keys`, `identity`,
/// `audit` and `crypto`.
///
/// Start reading at [Operations], the list, then [DecryptOperation].
@NullMarked
package dev.keyhold.operations;

import org.jspecify.annotations.NullMarked;
