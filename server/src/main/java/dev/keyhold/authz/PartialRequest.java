package dev.keyhold.authz;

import java.time.Instant;

/// All requests of one caller for one action on one resource, of which only what they have in common is known.
///
/// @param from when the first of them is made
record PartialRequest(
        Principal caller, CallerPolicies policies, Action action, Resource resource, Known known, Instant from) {}
