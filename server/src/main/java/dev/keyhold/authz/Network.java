package dev.keyhold.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A range of IP addresses. An IPv4 address that is written as an IPv6 one (`::ffff:10.0.0.1`) is that IPv4 address.
///
/// @param v4 whether the range is one of IPv4 addresses
/// @param bits how many bits of the address are fixed, of 128 in both families
record Network(boolean v4, Address address, int bits) {
    /// A single address, IPv4 in its mapped form.
    record Address(long high, long low) {
        boolean isV4() {
            return high == 0 && low >>> Integer.SIZE == MAPPED;
        }
    }

    private static final long MAPPED = 0xffff;
    private static final int V4_OFFSET = 96;
    private static final int LENGTH = 128;
    private static final int GROUPS = 8;
    private static final Pattern V4 = Pattern.compile("(.*?)([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int LONGEST = 45;

    /// An address, or an address and the number of its fixed bits.
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        boolean dotted = host.indexOf(':') < 0;
        int offset = dotted ? V4_OFFSET : 0;
        int bits = LENGTH;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            if (!digits.matches("0|[1-9][0-9]{0,2}")) {
                return Optional.empty();
            }
            bits = offset + Integer.parseInt(digits);
        }
        int fixed = bits;
        return parseAddress(host)
                .filter(address -> fixed <= LENGTH)
                .map(address -> new Network(address.isV4() && fixed >= V4_OFFSET, address, fixed));
    }

    boolean contains(Address other) {
        if (v4 != other.isV4()) {
            return false;
        }
        int highBits = Math.min(bits, Long.SIZE);
        return same(address.high, other.high, highBits) && same(address.low, other.low, bits - highBits);
    }

    private static boolean same(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> (Long.SIZE - bits) == 0;
    }

    static Optional<Address> parseAddress(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher v4 = V4.matcher(text);
        if (!v4.matches()) {
            return v6(text);
        }
        int address = 0;
        for (int group = 2; group <= 5; group++) {
            String digits = v4.group(group);
            int octet = Integer.parseInt(digits);
            if (octet > 255 || (digits.length() > 1 && digits.startsWith("0"))) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        String before = v4.group(1);
        return before.isEmpty()
                ? Optional.of(new Address(0, MAPPED << Integer.SIZE | Integer.toUnsignedLong(address)))
                : before.endsWith(":")
                        ? v6(before + Integer.toHexString(address >>> 16) + ":" + Integer.toHexString(address & 0xffff))
                        : Optional.empty();
    }

    private static Optional<Address> v6(String text) {
        int gap = text.indexOf("::");
        List<String> groups = new ArrayList<>(groups(gap < 0 ? text : text.substring(0, gap)));
        if (gap >= 0) {
            List<String> tail = groups(text.substring(gap + 2));
            int missing = GROUPS - groups.size() - tail.size();
            if (missing < 1) {
                return Optional.empty();
            }
            for (int i = 0; i < missing; i++) {
                groups.add("0");
            }
            groups.addAll(tail);
        }
        if (groups.size() != GROUPS || !groups.stream().allMatch(group -> GROUP.matcher(group).matches())) {
            return Optional.empty();
        }
        return Optional.of(new Address(number(groups.subList(0, 4)), number(groups.subList(4, GROUPS))));
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    private static long number(List<String> groups) {
        long number = 0;
        for (String group : groups) {
            number = number << 16 | Integer.parseInt(group, 16);
        }
        return number;
    }
}
