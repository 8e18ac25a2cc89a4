package bulkhead.kubernetes.mount_propagation_test

import data.bulkhead.kubernetes.mount_propagation as control

test_fail if {
	control.deny == {{
		"path": ["container", "volumeMounts", 1, "mountPropagation"],
		"message": "mounts into the node, not only into itself",
		"expected": "None",
	}} with input.container.volumeMounts as [{"name": "a"}, {"name": "b", "mountPropagation": "Bidirectional"}]
}

test_pass[note] if {
	some note, container in {
		"absent": {},
		"null": {"volumeMounts": null},
		"no propagation": {"volumeMounts": [{"name": "a"}]},
		"null propagation": {"volumeMounts": [{"name": "a", "mountPropagation": null}]},
		"none": {"volumeMounts": [{"name": "a", "mountPropagation": "None"}]},
		"near miss: the other direction": {"volumeMounts": [{"name": "a", "mountPropagation": "HostToContainer"}]},
	}
	control.deny == set() with input as {"container": container}
}
