package bulkhead.edges.libvirt.image_writable_test

import data.bulkhead.edges.libvirt.image_writable as edge

_volume(mode) := {
	"volume": {
		"type": "file",
		"target": {"path": "/images/a.img", "format": {"type": "qcow2"}, "permissions": {"mode": mode}},
	},
	"pool": {"unknown": "not-in-input", "why": "x"},
}

test_readable if count(edge.deny) == 0 with input as _volume("0644")

test_writable if count(edge.deny) == 1 with input as _volume("0666")

test_closed if count(edge.deny) == 0 with input as _volume("0600")
