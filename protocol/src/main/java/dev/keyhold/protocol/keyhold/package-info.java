/// The shapes of Keyhold's own operations, `Keyhold_20261123.*`: what AWS KMS cannot answer. Same protocol, same codec.
package dev.keyhold.protocol.keyhold;
