# METADATA
# title: Numbers in domain XML
# description: Rego has no numbers in base 16, which some of libvirt's elements are written in.
# scope: package
package bulkhead.lib.libvirt.number

# METADATA
# description: >-
#   Bit n, counted from 0, is set in a text that libvirt reads in base 16, with or without 0x. A text that is no such
#   number has no bits.
# scope: document
hex_bit(text, n) if {
	digits := trim_prefix(lower(trim_space(text)), "0x")
	place := (count(digits) - 1) - floor(n / 4)
	place >= 0
	value := indexof("0123456789abcdef", substring(digits, place, 1))
	bits.and(value, bits.lsh(1, n % 4)) != 0
	value >= 0
}
