package bulkhead.kubernetes.host_path_through_claim_test

import data.bulkhead.kubernetes.host_path_through_claim as control

test_fail if {
	control.deny == {{
		"path": ["facts", "persistentVolume", "hostPath"],
		"message": "is a claim that leads to a path of the node",
	}} with input.facts.persistentVolume as {"bound": true, "hostPath": {"path": "/srv/data"}}
}

test_fail_sensitive[path] if {
	some path in ["/etc/kubernetes", "/", "/var/lib", "/srv/../etc"]
	some source in ["hostPath", "local"]
	control.deny == {{
		"path": ["facts", "persistentVolume", source],
		"message": "is a claim that leads to a path that gives the node away",
		"severity": "high",
	}} with input.facts.persistentVolume as {"bound": true, source: {"path": path}}
}

test_pass[note] if {
	some note, volume in {
		"not bound": {"bound": false},
		"of a driver": {"bound": true, "name": "hostPath"},
		"null": {"bound": true, "hostPath": null, "local": null},
		"near miss: a disk": {"bound": true, "local": {"path": "/mnt/disks/a"}},
	}
	control.deny == set() with input.facts.persistentVolume as volume
}

test_pass_absent if control.deny == set() with input as {"facts": {}}
