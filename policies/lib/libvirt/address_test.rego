package bulkhead.lib.libvirt.address_test

import data.bulkhead.lib.libvirt.address

test_wildcard[spelling] if {
	some spelling in {
		"0.0.0.0",
		"0",
		"*",
		"0.0",
		"000.0.0.0",
		"0x0",
		"::",
		"::0",
		"[::]",
		"0:0:0:0:0:0:0:0",
		"::0.0.0.0",
		"::ffff:0.0.0.0",
		"::FFFF:0:0",
	}
	address.is_wildcard(spelling)
	not address.is_loopback(spelling)
}

test_loopback[spelling] if {
	some spelling in {
		"127.0.0.1",
		"127.1",
		"127.0.0.53",
		"::1",
		"[::1]",
		"0:0:0:0:0:0:0:1",
		"::ffff:127.0.0.1",
		"localhost",
		"LOCALHOST",
		"localhost.localdomain",
		"ip6-localhost",
	}
	address.is_loopback(spelling)
	not address.is_wildcard(spelling)
}

test_neither[spelling] if {
	some spelling in {
		"",
		"10.0.0.1",
		"0.0.0.1",
		"10.0.0.0",
		"1270.0.0.1",
		"127.0.0.1.example.org",
		"localhost.example.org",
		"mylocalhost",
		"2001:db8::1",
		"2001:db8::",
		"fe80::1",
		"::2",
		"a::1",
	}
	not address.is_loopback(spelling)
	not address.is_wildcard(spelling)
}
