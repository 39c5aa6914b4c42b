package dev.keyhold.protocol.sigv4;

import java.util.List;
import java.util.Set;

/// The headers of a request as they came off the connection.
///
/// A value is given as it was received, untrimmed or trimmed but otherwise unchanged, `Host` included, with one char
/// for each byte (ISO 8859-1), because the signature is over bytes.
public interface ReceivedHeaders {

    /// The names of all received headers, in lower case.
    Set<String> names();

    /// The values of one header in the order in which they came, or an empty list.
    ///
    /// @param lowerCaseName the name in lower case
    List<String> values(String lowerCaseName);
}
