/// The root of trust of a deployment: its identity, its root key and the domain keys under it.
///
/// Owns [Deployment], the domain keys at rest ([DomainKeyRow]) and the port to them ([DeploymentStore]). Start reading
/// at [KeyHierarchy].
@NullMarked
package dev.keyhold.seal;

import org.jspecify.annotations.NullMarked;
