package bulkhead.libvirt.shared_directory_passthrough_test

import data.bulkhead.libvirt.shared_directory_passthrough as control

_case(fields) := {"filesystem": object.union({"type": "mount", "source": {"dir": "/srv"}}, fields), "domain": {"type": "kvm"}}

test_fail[note] if {
	some note, case in {
		"absent": _case({}),
		"passthrough": _case({"accessmode": "passthrough"}),
		"9p by name": _case({"driver": {"type": "path"}}),
	}
	control.deny == {{
		"path": ["filesystem", "accessmode"],
		"message": "makes files on the host with the guest's users and modes",
		"expected": "mapped",
	}} with input as case
}

test_pass[note] if {
	some note, case in {
		"mapped": _case({"accessmode": "mapped"}),
		"read-only": _case({"readonly": {}}),
		"near miss: squash": _case({"accessmode": "squash"}),
	}
	control.deny == set() with input as case
	not control.notapplicable with input as case
}

test_not_applicable[note] if {
	some note, case in {
		"virtiofs": _case({"driver": {"type": "virtiofs"}}),
		"a container": object.union(_case({}), {"domain": {"type": "lxc"}}),
	}
	control.deny == set() with input as case
	control.notapplicable with input as case
}
