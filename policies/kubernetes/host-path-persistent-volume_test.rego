package bulkhead.kubernetes.host_path_persistent_volume_test

import data.bulkhead.kubernetes.host_path_persistent_volume as control

test_fail if {
	control.deny == {{
		"path": ["persistentvolume", "spec", "hostPath"],
		"message": "is a path of whichever node its pod is on",
	}} with input.persistentvolume.spec as {"hostPath": {"path": "/srv/data"}}
}

test_fail_sensitive[path] if {
	some path in ["/var/lib/kubelet/pods", "/var", "/etc/"]
	some source in ["hostPath", "local"]
	control.deny == {{
		"path": ["persistentvolume", "spec", source, "path"],
		"message": "is a path that gives the node away",
		"severity": "high",
	}} with input.persistentvolume.spec as {source: {"path": path}}
}

test_pass[note] if {
	some note, spec in {
		"of a driver": {"csi": {"driver": "csi.example"}},
		"null": {"hostPath": null, "local": null},
		"near miss: a disk": {"local": {"path": "/mnt/disks/a"}},
	}
	control.deny == set() with input as {"persistentvolume": {"spec": spec}}
}

test_pass_absent if control.deny == set() with input as {"persistentvolume": {}}
