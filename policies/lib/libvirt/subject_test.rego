package bulkhead.lib.libvirt.subject_test

import data.bulkhead.lib.libvirt.subject

test_gap[root] if {
	some root in ["chardev", "disk", "domain", "filesystem", "graphics", "hostdev", "interface", "volume"]
	subject.gaps == {{
		"path": [root],
		"message": "the document is broken",
		"reason": "unread",
	}} with input as {root: {"unknown": "unread", "why": "the document is broken"}}
}

test_no_gap if {
	subject.gaps == set() with input as {
		"domain": {"type": "kvm"},
		"chardev": {"type": "pty"},
		"machine": {"unknown": "not-in-input", "why": "no node target"},
	}
}
