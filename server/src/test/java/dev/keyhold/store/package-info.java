/// Tests of the store: one contract, which both databases keep. Start reading at [StoreContract].
@NullMarked
package dev.keyhold.store;

import org.jspecify.annotations.NullMarked;
