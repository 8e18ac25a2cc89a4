package bulkhead.libvirt.network_disk_in_clear_test

import data.bulkhead.libvirt.network_disk_in_clear as control

_elsewhere := {"unknown": "not-in-input", "why": "no node target in this run"}

_disk(source) := {
	"disk": {"type": "network", "source": object.union({"name": "a", "host": [{"name": "store.example"}]}, source)},
	"machine": _elsewhere,
}

_with_conf(source, settings) := object.union(
	object.remove(_disk(source), ["machine"]),
	{"machine": {"libvirt": {"qemu.conf": settings}}},
)

test_clear[protocol] if {
	some protocol in ["ftp", "http", "iscsi", "nfs", "sheepdog", "tftp"]
	control.deny == {{
		"path": ["disk", "source", "protocol"],
		"message": sprintf("is fetched over the network by %s, which encrypts nothing", [protocol]),
	}} with input as _disk({"protocol": protocol})
}

test_no_tls if {
	control.deny == {{
		"path": ["disk", "source", "tls"],
		"message": "is fetched over the network by nbd without TLS",
		"expected": "yes",
	}} with input as _disk({"protocol": "nbd", "tls": "no"})
}

test_host_without_tls[note] if {
	some note, settings in {"absent": {}, "off": {"nbd_tls": "0"}, "near miss: another's": {"vxhs_tls": "1"}}
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "nbd_tls"],
		"message": "is fetched over the network by nbd, and the host's qemu.conf asks for no TLS",
		"expected": "1",
	}} with input as _with_conf({"protocol": "nbd"}, settings)
}

test_any_certificate if {
	control.deny == {{
		"path": ["disk", "source", "ssl", "verify"],
		"message": "is fetched over the network from whoever answers, since certificates are not checked",
		"expected": "yes",
	}} with input as _disk({"protocol": "https", "ssl": {"verify": "no"}})
}

test_host_decides if {
	control.deny == set() with input as _disk({"protocol": "nbd"})
	control.unknown == {{
		"path": ["machine"],
		"message": "names no TLS, so nbd_tls in qemu.conf decides: no node target in this run",
		"reason": "not-in-input",
	}} with input as _disk({"protocol": "nbd"})
}

test_pass[note] if {
	some note, case in {
		"TLS": _disk({"protocol": "nbd", "tls": "yes"}),
		"TLS by qemu.conf": _with_conf({"protocol": "nbd"}, {"nbd_tls": "1"}),
		"absent verify": _disk({"protocol": "https"}),
		"checked": _disk({"protocol": "https", "ssl": {"verify": "yes"}}),
		"ssh": _disk({"protocol": "ssh"}),
		"Ceph, whose own files decide": _disk({"protocol": "rbd"}),
		"a socket": _disk({"protocol": "nbd", "host": [{"transport": "unix", "socket": "/s"}]}),
		"near miss: this machine": _disk({"protocol": "nbd", "tls": "no", "host": [{"name": "127.0.0.1"}]}),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_not_applicable if {
	case := {"disk": {"type": "file", "source": {"file": "/i"}}, "machine": _elsewhere}
	control.notapplicable with input as case
	control.deny == set() with input as case
	control.unknown == set() with input as case
}
