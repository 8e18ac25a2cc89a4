package bulkhead.kubernetes.persistent_volume_shared_between_namespaces_test

import data.bulkhead.kubernetes.persistent_volume_shared_between_namespaces as control

_given(modes, others) := {
	"persistentvolume": {"spec": {"accessModes": modes, "nfs": {"server": "files.example", "path": "/data"}}},
	"facts": {"otherNamespaces": others},
}

_denied(others, severity) := {{
	"path": ["persistentvolume", "spec", "nfs"],
	"message": sprintf("leads to storage that claims of %d other namespaces lead to", [others]),
	"severity": severity,
}}

test_fail if {
	control.deny == _denied(1, "medium") with input as _given(["ReadWriteMany"], 1)
	control.deny == _denied(2, "medium") with input as _given(["ReadOnlyMany", "ReadWriteOnce"], 2)
	control.deny == _denied(1, "low") with input as _given(["ReadOnlyMany"], 1)
}

test_fail_of_a_driver if {
	control.deny == {{
		"path": ["persistentvolume", "spec", "csi"],
		"message": "leads to storage that claims of 1 other namespaces lead to",
		"severity": "medium",
	}} with input as {
		"persistentvolume": {"spec": {"csi": {"driver": "d.example", "volumeHandle": "v"}}},
		"facts": {"otherNamespaces": 1},
	}
}

test_pass if control.deny == set() with input as _given(["ReadWriteMany"], 0)

test_absent if {
	control.deny == set() with input as {"persistentvolume": {"spec": {"nfs": {"server": "s", "path": "/"}}}, "facts": {}}
}

test_near_miss_a_path if {
	control.deny == set() with input as {
		"persistentvolume": {"spec": {"hostPath": {"path": "/data"}}},
		"facts": {},
	}
}
