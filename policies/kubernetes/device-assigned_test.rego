package bulkhead.kubernetes.device_assigned_test

import data.bulkhead.kubernetes.device_assigned as control

test_fail if {
	control.deny == {
		{
			"path": ["container", "resources", "limits", "nvidia.com/gpu"],
			"message": "is given a resource that is not Kubernetes' own, as a rule a device of the node",
		},
		{
			"path": ["container", "resources", "claims", 0],
			"message": "is given what a resource claim holds, as a rule a device of the node",
		},
	} with input.container.resources as {"limits": {"nvidia.com/gpu": "1", "memory": "1Gi"}, "claims": [{"name": "gpu"}]}
}

test_pass[note] if {
	some note, resources in {
		"absent": {},
		"null": {"limits": null, "claims": null},
		"own resources": {"limits": {"cpu": 1, "memory": "1Gi", "hugepages-2Mi": "2Mi", "ephemeral-storage": "1Gi"}},
		"none of it": {"limits": {"nvidia.com/gpu": "0"}},
		"near miss: Kubernetes' domain": {"limits": {"kubernetes.io/batch-cpu": "1", "node.kubernetes.io/a": 1}},
	}
	control.deny == set() with input as {"container": {"resources": resources}}
}

test_pass_absent if control.deny == set() with input as {"container": {"name": "a"}}
