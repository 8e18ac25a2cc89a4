package bulkhead.edges.libvirt.host_directory_test

import data.bulkhead.edges.libvirt.host_directory as edge

test_root if {
	count(edge.deny) > 0 with input as {
		"domain": {"type": "kvm"},
		"filesystem": {"type": "mount", "source": {"dir": "/"}, "target": {"dir": "t"}},
	}
}

test_keys if {
	count(edge.deny) > 0 with input as {
		"domain": {"type": "kvm"},
		"filesystem": {"type": "mount", "source": {"dir": "/etc"}, "target": {"dir": "t"}},
	}
}

test_own if {
	count(edge.deny) == 0 with input as {
		"domain": {"type": "kvm"},
		"filesystem": {
			"type": "mount",
			"source": {"dir": "/srv/share"},
			"target": {"dir": "t"},
		},
	}
}

test_image if {
	edge.notapplicable with input as {"domain": {"type": "kvm"}, "filesystem": {"type": "block"}}
}
