package bulkhead.kubernetes.sensitive_host_path_test

import data.bulkhead.kubernetes.sensitive_host_path as control

_path := ["volume", "hostPath", "path"]

test_fail_within[path] if {
	some path, message in {
		"/etc": "gives the pod the node's configuration, accounts and keys",
		"/etc/kubernetes/admin.conf": "gives the pod the node's configuration, accounts and keys",
		"/srv/../etc//": "gives the pod the node's configuration, accounts and keys",
		"/var/lib/kubelet/pods": "gives the pod all pods' tokens, secrets and volumes",
		"/proc": "gives the pod the node's processes and kernel settings",
		"/dev/sda": "gives the pod the node's devices",
		`C:\Windows`: "gives the pod the node's system",
	}
	control.deny == {{"path": _path, "message": message}} with input.volume.hostPath.path as path
}

test_fail_parent[path] if {
	some path in ["/", "", "//", "/srv/..", "/var", "/var/lib/", "/opt", `C:\`]
	control.deny == {{
		"path": _path,
		"message": "contains places that give the node away",
	}} with input.volume.hostPath.path as path
}

test_pass[path] if {
	some path in ["/srv/data", "/etcetera", "/var/lib/app", "/opt/app", "/mnt/etc", "/etc/../data", `D:\data`]
	control.deny == set() with input.volume.hostPath.path as path
}

test_pass_other_volumes[note] if {
	some note, volume in {
		"none": {"name": "etc"},
		"null": {"hostPath": null},
		"no path": {"hostPath": {"type": "Directory"}},
		"a claim": {"persistentVolumeClaim": {"claimName": "etc"}},
	}
	control.deny == set() with input.volume as volume
}
