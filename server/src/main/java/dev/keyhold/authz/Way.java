package dev.keyhold.authz;

/// A way in which a resource lets a caller in.
record Way(Reach reach, Opening opening) {}
