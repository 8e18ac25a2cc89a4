package bulkhead.libvirt.console_on_network_test

import data.bulkhead.libvirt.console_on_network as control

_elsewhere := {"unknown": "not-in-input", "why": "no node target in this run"}

_chardev(element, chardev) := {
	"chardev": chardev,
	"facts": {"element": element},
	"domain": {"type": "kvm", "devices": {"disk": []}},
	"machine": _elsewhere,
}

_with_conf(case, settings) := object.union(
	object.remove(case, ["machine"]),
	{"machine": {"libvirt": {"qemu.conf": settings}}},
)

_tcp(fields) := _chardev("serial", {
	"type": "tcp",
	"source": [object.union({"mode": "bind", "host": "0.0.0.0", "service": "4555"}, fields)],
	"protocol": {"type": "telnet"},
})

_udp(sources) := _chardev("serial", {"type": "udp", "source": sources})

_clear(path) := {{"path": path, "message": "goes over the network by TCP without TLS", "expected": "yes"}}

_by_default(path) := {{
	"path": path,
	"message": concat("", [
		"goes over the network by TCP and asks for no TLS; ",
		"the host's qemu.conf is not in the input, and upstream's default for chardev_tls is off",
	]),
	"expected": "yes",
}}

_by_udp(i) := {{
	"path": ["chardev", "source", i, "host"],
	"message": "goes over the network by UDP, which can be neither encrypted nor checked",
}}

test_tcp_without_tls[note] if {
	some note, case in {
		"tls no": _tcp({"tls": "no"}),
		"tls no where the default is on": _with_conf(_tcp({"tls": "no"}), {"chardev_tls": "1"}),
		"absent, and no default": _with_conf(_tcp({}), {}),
		"absent, and off by default": _with_conf(_tcp({}), {"chardev_tls": "0"}),
		"connecting to another machine": _with_conf(_tcp({"mode": "connect", "host": "logs.example.org"}), {}),
		"near miss: a name like the loopback's": _with_conf(_tcp({"host": "localhost.example.org"}), {}),
	}
	control.deny == _clear(["chardev", "source", 0, "tls"]) with input as case
	control.unknown == set() with input as case
}

test_tcp_with_nothing_known_of_the_host if {
	control.deny == _by_default(["chardev", "source", 0, "tls"]) with input as _tcp({})
	control.unknown == set() with input as _tcp({})
}

test_tcp_with_unread_qemu_conf if {
	case := _with_conf(_tcp({}), {"unknown": "unread", "why": "permission denied"})
	control.deny == set() with input as case
	control.unknown == {{
		"path": ["machine", "libvirt", "qemu.conf"],
		"message": "goes over the network by TCP, and chardev_tls in qemu.conf decides on TLS: permission denied",
		"reason": "unread",
	}} with input as case
}

test_udp[note] if {
	some note, case in {
		"connected": {"i": 0, "sources": [{"mode": "connect", "host": "10.0.0.1", "service": "2"}]},
		"absent mode": {"i": 0, "sources": [{"host": "10.0.0.1", "service": "2"}]},
		"connected, bound to the loopback": {
			"i": 1,
			"sources": [{"mode": "bind", "host": "::1", "service": "1"}, {"mode": "connect", "host": "a", "service": "2"}],
		},
	}
	control.deny == _by_udp(case.i) with input as _udp(case.sources)
}

test_random_source if {
	backend := {"model": "egd", "type": "tcp", "source": [{"mode": "connect", "host": "10.0.0.1", "service": "1", "tls": "no"}]}
	case := _chardev("rng", {"model": "virtio", "backend": backend})
	control.deny == _clear(["chardev", "backend", "source", 0, "tls"]) with input as case
}

test_redirected_device if {
	case := _chardev("redirdev", {"bus": "usb", "type": "tcp", "source": [{"mode": "connect", "host": "10.0.0.1", "tls": "no"}]})
	control.deny == _clear(["chardev", "source", 0, "tls"]) with input as case
}

test_console_on_its_own if {
	case := _chardev("console", {"type": "tcp", "source": [{"mode": "bind", "host": "::", "tls": "no"}]})
	control.deny == _clear(["chardev", "source", 0, "tls"]) with input as case
}

test_virtio_console_beside_a_serial_port if {
	case := object.union(
		_chardev("console", {
			"type": "tcp",
			"source": [{"mode": "bind", "host": "::", "tls": "no"}],
			"target": {"type": "virtio", "port": "1"},
		}),
		{"domain": {"devices": {"serial": [{"type": "pty"}]}}},
	)
	control.deny == _clear(["chardev", "source", 0, "tls"]) with input as case
}

test_console_that_mirrors_the_serial_port if {
	some target in [{}, {"target": {"type": "serial", "port": "0"}}]
	case := object.union(
		_chardev("console", object.union({"type": "tcp", "source": [{"mode": "bind", "host": "::"}]}, target)),
		{"domain": {"devices": {"serial": [{"type": "tcp"}]}}},
	)
	control.notapplicable with input as case
	control.deny == set() with input as case
	control.unknown == set() with input as case
}

test_console_with_a_target_that_is_not_known if {
	case := object.union(
		_chardev("console", {"type": "pty", "target": {"unknown": "unread", "why": "given twice"}}),
		{"domain": {"devices": {"serial": [{"type": "pty"}]}}},
	)
	control.deny == set() with input as case
	control.unknown == {{"path": ["chardev", "target"], "message": "given twice", "reason": "unread"}} with input as case
	not control.notapplicable with input as case
}

test_pass[note] if {
	some note, case in {
		"tls": _tcp({"tls": "yes"}),
		"tls by default": _with_conf(_tcp({}), {"chardev_tls": "1"}),
		"near miss: loopback": _tcp({"host": "127.0.0.1"}),
		"near miss: loopback by name": _tcp({"mode": "connect", "host": "localhost"}),
		"UDP to the loopback, as absent": _udp([{"mode": "connect", "service": "1"}]),
		"UDP bound everywhere, connected to the loopback": _udp([
			{"mode": "bind", "service": "1"},
			{"mode": "connect", "host": "127.0.0.1", "service": "2"},
		]),
		"UDP on the loopback": _udp([{"mode": "bind", "host": "127.0.0.1"}, {"mode": "connect", "host": "::1"}]),
		"pty": _chardev("serial", {"type": "pty", "source": [{"path": "/dev/pts/1"}]}),
		"socket": _chardev("channel", {"type": "unix", "source": [{"mode": "bind", "path": "/a"}]}),
		"random numbers of the host": _chardev("rng", {"model": "virtio", "backend": {"model": "random", "#text": "/dev/urandom"}}),
		"smartcard of the host": _chardev("smartcard", {"mode": "host"}),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_pass_vmware if {
	case := _chardev("serial", {"type": "tcp", "source": [{"mode": "bind", "host": "::"}], "protocol": {"type": "telnets"}})
	control.deny == set() with input as object.union(case, {"domain": {"type": "vmware"}})
	count(control.deny) == 1 with input as case
}
