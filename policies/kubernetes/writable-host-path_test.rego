package bulkhead.kubernetes.writable_host_path_test

import data.bulkhead.kubernetes.writable_host_path as control

_given(volume, writable) := {"volume": volume, "facts": {"mounts": {"mounted": true, "writable": writable}}}

test_fail if {
	control.deny == {{
		"path": ["volume", "hostPath"],
		"message": "is a path of the node that a container may write to",
	}} with input as _given({"name": "a", "hostPath": {"path": "/srv"}}, true)
}

test_pass if {
	control.deny == set() with input as _given({"name": "a", "hostPath": {"path": "/srv"}}, false)
	control.deny == set() with input as _given({"name": "a", "hostPath": null}, true)
	control.deny == set() with input as _given({"name": "hostPath", "emptyDir": {}}, true)
}
