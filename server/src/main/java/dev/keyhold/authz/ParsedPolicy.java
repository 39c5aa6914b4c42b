package dev.keyhold.authz;

import java.util.List;

/// A policy as written, before the rules that depend on its kind.
///
/// @param variables whether the version is one in which `${…}` is a policy variable
record ParsedPolicy(boolean variables, List<ParsedStatement> statements) {}
