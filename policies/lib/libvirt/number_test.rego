package bulkhead.lib.libvirt.number_test

import data.bulkhead.lib.libvirt.number

test_set[text] if {
	some text, n in {"0x0001": 0, "1": 0, "0X0004": 2, "f": 3, "0010": 4, " 0x80000 ": 19, "ABCDEF00": 31}
	number.hex_bit(text, n)
}

test_not_set[text] if {
	some text, n in {"0x0001": 1, "": 0, "0x": 0, "0x0004": 0, "0xb0000": 18, "xyz": 0, "1": 19, "-1": 4}
	not number.hex_bit(text, n)
}
