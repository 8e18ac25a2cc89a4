package bulkhead.lib.kubernetes.address_test

import data.bulkhead.lib.kubernetes.address

test_loopback[text] if {
	some text in ["127.0.0.1", "127.9.0.1:10249", "[::1]:1", "[::1]", "::1", "localhost:2379"]
	address.is_loopback(text)
}

test_others[text] if {
	some text in ["0.0.0.0", "::", "[::]:1", "127.0.0.1.example", "localhost.example:1", "10.127.0.1", ""]
	not address.is_loopback(text)
}

test_urls if {
	address.is_loopback_url("http://127.0.0.1:2379")
	address.is_loopback_url("https://[::1]:2379/")
	address.is_loopback_url("unix://kine.sock")
	not address.is_loopback_url("http://127.0.0.1.example:2379")
	not address.is_loopback_url("https://10.0.0.1:2379")
	not address.is_loopback_url("http://user@127.0.0.1:2379")
}
