/// The edge: the listener with its limits, the wire forms, and the one pipeline that every API call takes.
///
/// Order of the edge, and why:
///
/// | step | where | why there |
/// |---|---|---|
/// | connection and header limits, TLS | [HttpEdge] | before anything is parsed |
/// | framing: no Transfer-Encoding, one Content-Length, at most 1 MiB | [HttpEdge] | a body whose length two parties read differently smuggles a second request |
/// | which API and operation | [RequestPipeline] | decides only how errors are worded until the caller is known |
/// | signature | `authn` | before the body is decoded: strangers get no parser |
/// | decode, resolve, authorise, run, commit, encode | [RequestPipeline] | one method, so that none can be forgotten |
///
/// Start reading at [RequestPipeline].
@NullMarked
package dev.keyhold.http;

import org.jspecify.annotations.NullMarked;
