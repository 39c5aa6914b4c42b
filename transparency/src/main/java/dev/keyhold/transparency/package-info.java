/// x
package dev.keyhold.transparency;
