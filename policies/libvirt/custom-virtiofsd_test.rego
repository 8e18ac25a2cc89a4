package bulkhead.libvirt.custom_virtiofsd_test

import data.bulkhead.libvirt.custom_virtiofsd as control

test_fail[path] if {
	some path in ["/opt/virtiofsd", "/home/a/virtiofsd", "/usr/local/bin/virtiofsd", "/usr/libexec/../../tmp/virtiofsd"]
	control.deny == {{
		"path": ["filesystem", "binary", "path"],
		"message": "is served by a virtiofsd from outside the system's own directories",
	}} with input.filesystem.binary as {"path": path}
}

test_pass[note] if {
	some note, filesystem in {
		"absent": {"driver": {"type": "virtiofs"}},
		"no path": {"binary": {"cache": {"mode": "none"}}},
		"the system's": {"binary": {"path": "/usr/libexec/virtiofsd"}},
		"near miss: Debian's old one": {"binary": {"path": "/usr/lib/qemu/virtiofsd"}},
	}
	control.deny == set() with input.filesystem as filesystem
}
