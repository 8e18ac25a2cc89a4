package bulkhead.libvirt.virtiofs_weak_sandbox_test

import data.bulkhead.libvirt.virtiofs_weak_sandbox as control

_share(fields) := object.union({"type": "mount", "driver": {"type": "virtiofs"}, "source": {"dir": "/srv/a"}}, fields)

test_fail if {
	control.deny == {{
		"path": ["filesystem", "binary", "sandbox", "mode"],
		"message": "is served by a virtiofsd in a chroot alone, without namespaces",
		"expected": "namespace",
	}} with input.filesystem as _share({"binary": {"sandbox": {"mode": "chroot"}}})
}

test_external if {
	share := {"type": "mount", "driver": {"type": "virtiofs"}, "source": {"socket": "/run/a.sock"}}
	control.deny == set() with input.filesystem as share
	control.unknown == {{
		"path": ["filesystem", "source", "socket"],
		"message": "is served by a virtiofsd that libvirt did not start, so its sandbox is not known",
		"reason": "not-in-input",
	}} with input.filesystem as share
}

test_pass[note] if {
	some note, share in {
		"absent": _share({}),
		"no mode": _share({"binary": {"path": "/usr/libexec/virtiofsd"}}),
		"namespace": _share({"binary": {"sandbox": {"mode": "namespace"}}}),
	}
	control.deny == set() with input.filesystem as share
	control.unknown == set() with input.filesystem as share
	not control.notapplicable with input.filesystem as share
}

test_near_miss if {
	share := {"type": "mount", "driver": {"type": "path"}, "binary": {"sandbox": {"mode": "chroot"}}}
	control.notapplicable with input.filesystem as share
	control.deny == set() with input.filesystem as share
}
